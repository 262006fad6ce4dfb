"""What leaves a case: certificates, files handed in, messages sent out."""

from django.db import models

from shuangquan.records.models.cases import REGION, Regional


class SealedAlone(models.Model):
    """Something encrypted under a key of its own, which is wrapped by the master key of that version."""

    wrapped = models.BinaryField(null=True)
    key_version = models.SmallIntegerField()
    ciphertext = models.BinaryField()

    class Meta:
        abstract = True


class Certificate(Regional, SealedAlone):
    """证照. Its sealed payload outlives the erasure of the case. `token_hash` is SM3 of the token in its QR link.

    holder_index: blind index of the holder's ID number or code, empty while the holder has none (a child before registration).
    lookup: blind index of its number and the holder's name together, by which somebody who knows both finds its public view.
    """

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    type = models.CharField(max_length=64)
    identifier = models.CharField(max_length=100)
    issuer = models.CharField(max_length=32)
    case_id = models.UUIDField(null=True)
    item = models.CharField(max_length=64)
    member = models.CharField(max_length=64)
    holder_index = models.BinaryField(null=True)
    token_hash = models.BinaryField(unique=True)
    status = models.CharField(max_length=16)
    status_at = models.DateTimeField()
    issued_at = models.DateTimeField()
    valid_to = models.DateField(null=True)
    digest = models.BinaryField()
    signature = models.BinaryField()
    signer = models.CharField(max_length=64)
    lookup = models.BinaryField(null=True)

    class Meta:
        db_table = "certificate"
        constraints = (models.UniqueConstraint(fields=["type", "identifier"], name="certificate_identifier_once"),)
        indexes = (
            models.Index(fields=["case_id"], name="certificate_by_case"),
            models.Index(fields=["identifier"], name="certificate_by_identifier"),
            models.Index(fields=["holder_index", "type"], name="certificate_by_holder"),
            models.Index(fields=["key_version"], name="certificate_by_version"),
            models.Index(fields=["lookup"], name="certificate_by_lookup"),
            models.Index(
                fields=["type", "valid_to"], condition=models.Q(status="valid", valid_to__isnull=False), name="certificate_ending"
            ),
        )


class Blob(Regional, SealedAlone):
    """A file handed in for a case, up to 8 MiB. `sm3` is of the plain bytes. Erased with the case."""

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    case_id = models.UUIDField()
    purpose = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.IntegerField()
    sm3 = models.BinaryField()
    stored_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "blob"
        indexes = (
            models.Index(fields=["case_id"], name="blob_by_case"),
            models.Index(fields=["key_version"], condition=models.Q(erased_at__isnull=True), name="blob_by_version"),
        )


class PaperCrop(Regional, SealedAlone):
    """The small piece of a paper on which a field was read. field: the variable. media_type: image/jpeg, or text/plain for its words."""

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    case_id = models.UUIDField()
    blob_id = models.UUIDField()
    field = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)

    class Meta:
        db_table = "paper_crop"
        indexes = (
            models.Index(fields=["case_id"], name="paper_crop_by_case"),
            models.Index(fields=["blob_id"], name="paper_crop_by_blob"),
            models.Index(fields=["key_version"], condition=models.Q(wrapped__isnull=False), name="paper_crop_by_version"),
        )


class Message(Regional, SealedAlone):
    """The outbox: a template's code and references; the recipient's address is sealed. `key` makes a message once only.

    party: blind index of who is told, by which they read it in the portal; null for staff and for a copy by e-mail. read_at: when they did.
    """

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    key = models.CharField(max_length=200, unique=True)
    case_id = models.UUIDField(null=True)
    channel = models.CharField(max_length=16)
    template = models.CharField(max_length=64)
    refs = models.JSONField()
    state = models.CharField(max_length=16)
    attempts = models.SmallIntegerField(default=0)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    party = models.BinaryField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "message"
        indexes = (
            models.Index(fields=["party", "created_at"], condition=models.Q(party__isnull=False), name="message_of_party"),
            models.Index(fields=["created_at"], condition=models.Q(state="waiting"), name="message_waiting"),
            models.Index(fields=["key_version"], name="message_by_version"),
        )


__all__ = ["REGION", "Blob", "Certificate", "Message", "PaperCrop", "SealedAlone"]
