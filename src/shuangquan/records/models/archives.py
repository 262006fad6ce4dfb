"""归档信息包: the archive of a finished matter, whole, under a key of its own."""

from django.db import models

from shuangquan.records.models.cases import Regional
from shuangquan.records.models.papers import SealedAlone


class ArchivePackage(Regional, SealedAlone):
    """One version of a matter's archive; a newer one replaces it and both are kept. name: as printed, unique; sm3: of the plain bytes.

    keep_until: the last day it must be kept, null for ever. state: kept | asked (somebody proposes to destroy it) | destroyed.
    """

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    case_id = models.UUIDField()
    name = models.CharField(max_length=100, unique=True)
    version = models.SmallIntegerField()
    size = models.IntegerField()
    sm3 = models.BinaryField()
    made_at = models.DateTimeField()
    keep_until = models.DateField(null=True)
    state = models.CharField(max_length=10)
    asked_by = models.CharField(max_length=64, default="")
    asked_at = models.DateTimeField(null=True)
    destroyed_by = models.CharField(max_length=64, default="")
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "archive_package"
        constraints = (models.UniqueConstraint(fields=["case_id", "version"], name="archive_version_once"),)
        indexes = (
            models.Index(
                fields=["handling_region", "keep_until"],
                condition=models.Q(keep_until__isnull=False) & ~models.Q(state="destroyed"),
                name="archive_due",
            ),
            models.Index(fields=["key_version"], condition=models.Q(destroyed_at__isnull=True), name="archive_by_version"),
        )
