"""What waits at the exit windows of halls."""

from django.db import models

from shuangquan.records.models.cases import Regional


class ExitPaper(Regional):
    """The papers of one matter that are collected at a hall. hall: its key, "" for any of the region; names: of the papers, [zh, en].

    A projection of the case: `actions/collecting.py` writes it anew whenever what it says has changed.
    """

    pk = models.CompositePrimaryKey("home_region", "case_id")
    case_id = models.UUIDField(unique=True)
    hall = models.CharField(max_length=24, default="")
    number = models.CharField(max_length=40)
    theme = models.CharField(max_length=64)
    bundle = models.CharField(max_length=64)
    names = models.JSONField(default=list)
    party = models.BinaryField(null=True)
    ready_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "exit_paper"
        indexes = (models.Index(fields=["handling_region", "handed_at", "ready_at"], name="exit_paper_waiting"),)
