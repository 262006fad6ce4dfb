"""A person complains about how a matter is handled; its words lie under the case's key."""

from django.db import models

from shuangquan.records.models.cases import Regional


class Complaint(Regional):
    """投诉. about: task | conduct | system; department: whose conduct it is about, `desk`: who has to answer on this level
    (1 or 2), `first_desk`: on the first.

    `said` and `answers` are texts under the case's key, emptied when the case is erased; papers: ids of files handed in with it;
    `party`: blind index of who complains; officers: subjects who answered, level by level.
    """

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    case_id = models.UUIDField()
    item = models.CharField(max_length=64, default="")
    member = models.CharField(max_length=64, default="")
    about = models.CharField(max_length=16)
    department = models.CharField(max_length=32, default="")
    desk = models.CharField(max_length=32)
    first_desk = models.CharField(max_length=32)
    level = models.SmallIntegerField(default=1)
    party = models.BinaryField()
    state = models.CharField(max_length=16)
    contact = models.BooleanField(default=False)
    said = models.BinaryField()
    papers = models.JSONField(default=list)
    filed_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answers = models.BinaryField(default=bytes)
    officers = models.JSONField(default=list)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    satisfied = models.BooleanField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "complaint"
        indexes = (
            models.Index(fields=["desk", "handling_region", "answer_by"], condition=models.Q(state="open"), name="complaint_open"),
            models.Index(fields=["case_id"], name="complaint_by_case"),
        )
