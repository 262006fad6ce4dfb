"""What auditors read: calls to outside parties, readings of personal data, signed roots over the events."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from shuangquan.records.models.cases import Regional


class PartyCall(Regional):
    """One call of an outside party: who, for which case and item, why, by which keys, for which fields. Names only, never values."""

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    party = models.CharField(max_length=64)
    source = models.CharField(max_length=100)
    case_id = models.UUIDField(null=True)
    item = models.CharField(max_length=64, default="")
    purpose = models.CharField(max_length=200)
    actor_kind = models.CharField(max_length=16)
    actor = models.CharField(max_length=64)
    key_names = ArrayField(models.CharField(max_length=100))
    field_names = ArrayField(models.CharField(max_length=100))
    outcome = models.CharField(max_length=32)
    ms = models.IntegerField()
    correlation = models.CharField(max_length=64)

    class Meta:
        db_table = "party_call"
        indexes = (
            models.Index(fields=["case_id"], name="party_call_by_case"),
            models.Index(fields=["party", "at"], name="party_call_by_party"),
        )


class DataUse(Regional):
    """One reading of personal data: who read which fields of which case, at which door, through whom, why. Names only, never values."""

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    case_id = models.UUIDField(null=True)
    actor_kind = models.CharField(max_length=16)
    actor = models.CharField(max_length=64)
    department = models.CharField(max_length=32, default="")
    door = models.CharField(max_length=32)
    by = models.CharField(max_length=64, default="")
    purpose = models.CharField(max_length=200)
    field_names = ArrayField(models.CharField(max_length=200))
    correlation = models.CharField(max_length=64)

    class Meta:
        db_table = "data_use"
        indexes = (
            models.Index(fields=["case_id"], name="data_use_by_case"),
            models.Index(fields=["actor", "at"], name="data_use_by_actor"),
        )


class MerkleRoot(models.Model):
    """A signed root over the events at positions first..last; `previous` is the root before, so that a dropped root shows too."""

    id = models.BigAutoField(primary_key=True)
    first = models.BigIntegerField()
    last = models.BigIntegerField(unique=True)
    count = models.IntegerField()
    root = models.BinaryField()
    previous = models.BinaryField()
    signature = models.BinaryField()
    signer = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        db_table = "merkle_root"
