"""How a holder's certificates are used by the holder: shown for a minute (亮证), taken as an annotated copy (加注件)."""

from django.db import models

from shuangquan.records.models.cases import Regional
from shuangquan.records.models.papers import SealedAlone


class Showing(Regional, SealedAlone):
    """One showing. `token_hash` is SM3 of the token in the code at hand, which changes every minute until somebody has looked.

    party: blind index of who shows. fields: names of what they chose. viewer: open | citizen | officer. Sealed: what is seen, who looked.
    """

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    certificate_id = models.UUIDField()
    party = models.BinaryField()
    fields = models.JSONField(default=list)
    token_hash = models.BinaryField(unique=True)
    begun_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    viewer = models.CharField(max_length=16, default="")

    class Meta:
        db_table = "showing"
        indexes = (
            models.Index(fields=["certificate_id", "begun_at"], name="showing_by_certificate"),
            models.Index(fields=["party", "used_at"], name="showing_by_party"),
            models.Index(fields=["key_version"], name="showing_by_version"),
        )


class CertificateCopy(Regional, SealedAlone):
    """An annotated copy. party: blind index of who made it. Sealed: purpose, receiver, who made it. taken: how often it was downloaded."""

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    certificate_id = models.UUIDField()
    party = models.BinaryField()
    number = models.CharField(max_length=40, unique=True)
    made_at = models.DateTimeField()
    until = models.DateField()
    taken = models.IntegerField(default=0)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "certificate_copy"
        indexes = (
            models.Index(fields=["certificate_id", "made_at"], name="copy_by_certificate"),
            models.Index(fields=["key_version"], name="copy_by_version"),
        )
