"""What was brought before those who supervise: one row for each reason and level, once."""

from django.db import models

from shuangquan.records.models.cases import Regional


class Alert(Regional):
    """督办. why: yellow | red | silent; desk: who is told, the department on level 1, the operator on level 2.

    asked_by: who asked for an account.

    answer_by: after it the next level is told; over_at: it is decided, ended or accounted for, or the next level has it.
    """

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    case_id = models.UUIDField()
    item = models.CharField(max_length=64)
    member = models.CharField(max_length=64, default="")
    department = models.CharField(max_length=32)
    desk = models.CharField(max_length=32)
    level = models.SmallIntegerField()
    why = models.CharField(max_length=8)
    raised_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    asked_by = models.CharField(max_length=64, default="")
    asked_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "alert"
        constraints = (models.UniqueConstraint(fields=["case_id", "item", "member", "why", "level"], name="alert_once"),)
        indexes = (
            models.Index(fields=["desk", "handling_region", "answer_by"], condition=models.Q(over_at__isnull=True), name="alert_open"),
        )
