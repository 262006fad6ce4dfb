"""The same matter is taken once: a birth, a vehicle, a licence is named by a blind index while a live case is about it."""

from django.db import models

from shuangquan.records.models.cases import Regional


class Matter(Regional):
    """One thing a submitted case is about. `index`: blind index of theme and value; free again once `ended_at` is set.

    member: the case's member it is about, "" for the case itself.
    """

    pk = models.CompositePrimaryKey("home_region", "case_id", "member", "index")
    case_id = models.UUIDField()
    member = models.CharField(max_length=64)
    index = models.BinaryField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "matter"
        constraints = (models.UniqueConstraint(fields=["index"], condition=models.Q(ended_at__isnull=True), name="matter_once"),)


class CertificateCall(Regional):
    """A certificate on file that a case called up, one row a draw and member. state: stands | lapsed | gone (nothing rests on it now)."""

    pk = models.CompositePrimaryKey("home_region", "case_id", "draw", "member")
    case_id = models.UUIDField()
    draw = models.CharField(max_length=100)
    member = models.CharField(max_length=64)
    certificate_id = models.UUIDField()
    state = models.CharField(max_length=8)

    class Meta:
        db_table = "certificate_call"
        indexes = (models.Index(fields=["certificate_id"], condition=models.Q(state="stands"), name="certificate_call_stands"),)
