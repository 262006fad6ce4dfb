"""A person says that a fact is wrong that a department gave, and asks the department to correct its register (PIPL art. 46)."""

from django.db import models

from shuangquan.records.models.cases import Regional


class Objection(Regional):
    """更正申请. `fact` names a variable of the case, `source` what gave it, `department` who answers; `party`: blind index of who asks.

    `asked` and `answer` are texts under the case's key: they end with it, and are emptied when the case is erased.
    """

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    case_id = models.UUIDField()
    fact = models.CharField(max_length=200)
    source = models.CharField(max_length=64)
    department = models.CharField(max_length=32)
    party = models.BinaryField()
    state = models.CharField(max_length=16)
    asked = models.BinaryField()
    asked_at = models.DateTimeField()
    officer = models.CharField(max_length=64, default="")
    answer = models.BinaryField(default=bytes)
    answered_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "objection"
        constraints = (models.UniqueConstraint(fields=["case_id", "fact"], condition=models.Q(state="open"), name="objection_once"),)
        indexes = (
            models.Index(fields=["department", "handling_region", "asked_at"], condition=models.Q(state="open"), name="objection_open"),
        )
