"""Citizens served at a place: who acted for whom, at which window, terminal, station or system."""

from django.db import models

from shuangquan.records.models.cases import Regional


class Assistance(Regional):
    """One citizen served at one place. by: who acts for them (Actor.by). place: code of the window or device. party: their blind index.

    level: how well identified they are; basis: by what (card | code | grant). seen_at: when something was last done.
    """

    id = models.UUIDField(primary_key=True)
    door = models.CharField(max_length=32)
    place = models.CharField(max_length=64)
    by = models.CharField(max_length=64)
    party = models.BinaryField()
    level = models.SmallIntegerField()
    basis = models.CharField(max_length=8)
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=8, default="")

    class Meta:
        db_table = "assistance"
        indexes = (
            models.Index(fields=["by", "begun_at"], name="assistance_by"),
            models.Index(fields=["party", "begun_at"], name="assistance_of"),
        )
