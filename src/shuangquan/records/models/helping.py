"""帮办代办 orders. None holds a word of anybody: kinds and steps come from closed lists, who asked is a blind index."""

from django.db import models

from shuangquan.records.models.cases import Regional


class HelpOrder(Regional):
    """One order. theme, case_id: what about; hall: who is asked; helper: subject of the clerk who took it; steps: [{at, by, what}]."""

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    party = models.BinaryField()
    hall = models.CharField(max_length=24)
    theme = models.CharField(max_length=64)
    case_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=16)
    state = models.CharField(max_length=16)
    helper = models.CharField(max_length=64, default="")
    steps = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "help_order"
        indexes = (
            models.Index(fields=["handling_region", "state", "asked_at"], name="help_order_waiting"),
            models.Index(fields=["party", "asked_at"], name="help_order_of"),
        )
