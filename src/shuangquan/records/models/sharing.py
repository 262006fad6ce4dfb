"""Certificates that are shared: who may ask by their own system, what holders have agreed to, and every use."""

from django.db import models

from shuangquan.records.models.cases import Regional
from shuangquan.records.models.papers import SealedAlone


class ShareConsumer(models.Model):
    """Another's system (用证系统, 应用). secret: SM3 of what it signs in with.

    Of one that has certificates: `types` it may ask for, `purposes` it may say they are for. Of an app: `scopes` it may be allowed,
    `themes` and `regions` (prefixes) it works in, all of them when empty, `redirects` where people go back to, `callback` where it is told
    what happens, signed by its secret number `hook_nth`. Of a host: `frames`, origins that may show the zone in a frame;
    `vouches`, the identity level up to which it may say who its user is, 0 for not at all.
    """

    id = models.CharField(max_length=32, primary_key=True)
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, default="")
    department = models.CharField(max_length=32)
    region = models.CharField(max_length=12)
    secret = models.BinaryField()
    types = models.JSONField(default=list)
    purposes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    ends_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    scopes = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    themes = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    regions = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    redirects = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    callback = models.CharField(max_length=400, default="", db_default="")
    hook_nth = models.SmallIntegerField(default=1, db_default=1)
    frames = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    vouches = models.SmallIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "share_consumer"


class ShareConsent(models.Model):
    """What a holder allows a calling system: certificates of these types until a day. The holder alone sees it, and the system."""

    id = models.UUIDField(primary_key=True)
    holder_index = models.BinaryField()
    consumer = models.CharField(max_length=32)
    types = models.JSONField(default=list)
    given_at = models.DateTimeField()
    until = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "share_consent"
        indexes = (models.Index(fields=["holder_index", "consumer"], name="share_consent_of"),)


class ShareUse(Regional, SealedAlone):
    """One use of a certificate by a calling system: which verb, for what, on which ground; the cause in its own words is sealed.

    basis: case | consent | shown. ticket: SM3 of the ticket by which a file may be fetched until `open_until`.
    """

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    at = models.DateTimeField()
    consumer = models.CharField(max_length=32)
    verb = models.CharField(max_length=32)
    certificate_id = models.UUIDField()
    type = models.CharField(max_length=64)
    holder_index = models.BinaryField(null=True)
    basis = models.CharField(max_length=8)
    case_id = models.UUIDField(null=True)
    item = models.CharField(max_length=64, default="")
    purpose = models.CharField(max_length=80)
    file_type = models.CharField(max_length=8, default="")
    ticket = models.BinaryField(null=True, unique=True)
    open_until = models.DateTimeField(null=True)
    correlation = models.CharField(max_length=64)

    class Meta:
        db_table = "share_use"
        indexes = (
            models.Index(fields=["holder_index", "at"], name="share_use_of_holder"),
            models.Index(fields=["key_version"], name="share_use_by_version"),
        )
