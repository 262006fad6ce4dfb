"""Apps of others: what people allow them, the tokens they hold, the cases they opened, and what they are told."""

from django.db import models


class AppGrant(models.Model):
    """代办授权: what one person lets one app do for them until a moment. The person alone sees it, and the system.

    level: how well the person was identified when it was given. code: SM3 of what the app fetches its first token with, once, until
    `code_until`; challenge: of RFC 7636 (S256); redirect: where the code was sent.
    """

    id = models.UUIDField(primary_key=True)
    holder_index = models.BinaryField()
    app = models.CharField(max_length=32)
    scopes = models.JSONField(default=list)
    level = models.SmallIntegerField()
    given_at = models.DateTimeField()
    until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    code = models.BinaryField(null=True, unique=True)
    code_until = models.DateTimeField(null=True)
    code_used_at = models.DateTimeField(null=True)
    challenge = models.CharField(max_length=128, default="")
    redirect = models.CharField(max_length=400, default="")

    class Meta:
        db_table = "app_grant"
        indexes = (models.Index(fields=["holder_index", "app"], name="app_grant_of"),)


class AppToken(models.Model):
    """A token, kept as its SM3. kind: access | refresh. grant: on which it rests, None for the app itself."""

    hash = models.BinaryField(primary_key=True)
    kind = models.CharField(max_length=8)
    app = models.CharField(max_length=32)
    grant = models.UUIDField(null=True)
    scopes = models.JSONField(default=list)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "app_token"
        indexes = (models.Index(fields=["grant"], name="app_token_of"), models.Index(fields=["until"], name="app_token_until"))


class EntryTicket(models.Model):
    """A host's word for who comes in from it: used once, within seconds. hash, nonce: SM3. subject: the host's own id of its user, opaque.

    The system alone sees it: it is made and used before anybody is signed in.
    """

    hash = models.BinaryField(primary_key=True)
    app = models.CharField(max_length=32)
    holder_index = models.BinaryField()
    level = models.SmallIntegerField()
    subject = models.CharField(max_length=64)
    nonce = models.BinaryField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "entry_ticket"
        indexes = (models.Index(fields=["until"], name="entry_ticket_until"),)


class AppCase(models.Model):
    """A case that an app opened for somebody: it sees no other.

    subject: the host's id of whom, when the person opened it themself in the zone that the app shows; "" when the app did.
    """

    pk = models.CompositePrimaryKey("home_region", "case_id")
    home_region = models.CharField(max_length=12)
    case_id = models.UUIDField(unique=True)
    app = models.CharField(max_length=32)
    opened_at = models.DateTimeField()
    subject = models.CharField(max_length=64, default="")

    class Meta:
        db_table = "app_case"
        indexes = (models.Index(fields=["app", "case_id"], name="app_case_of"),)


class HookDelivery(models.Model):
    """One event told to one app at its callback address: ids and codes only. state: waiting | sent | dead; seq: the event's in its case.

    status: how the last attempt ended, a status of HTTP or the code of what went wrong.
    """

    pk = models.CompositePrimaryKey("home_region", "id")
    home_region = models.CharField(max_length=12)
    id = models.UUIDField(unique=True)
    app = models.CharField(max_length=32)
    case_id = models.UUIDField()
    seq = models.IntegerField()
    kind = models.CharField(max_length=32)
    body = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    state = models.CharField(max_length=8)
    attempts = models.IntegerField(default=0)
    status = models.CharField(max_length=32, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "hook_delivery"
        constraints = (models.UniqueConstraint(fields=["app", "case_id", "seq", "kind"], name="hook_delivery_once"),)
        indexes = (models.Index(fields=["app", "id"], name="hook_delivery_of"),)
