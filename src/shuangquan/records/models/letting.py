"""Who was asked to be let in: a window asks by a code, a citizen says yes on their own phone."""

from django.db import models

from shuangquan.records.models.cases import REGION


class LetIn(models.Model):
    """One code. by: whose hands ask, as `Actor.by` names them; index, level: of who said yes, none for a no; used_at: when it served."""

    token_hash = models.BinaryField(primary_key=True)
    by = models.CharField(max_length=64)
    door = models.CharField(max_length=32)
    place = models.CharField(max_length=64)
    region = models.CharField(max_length=REGION)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    index = models.BinaryField(null=True)
    level = models.SmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "let_in"
