"""印章: what each is, the steps of its life and its uses, both append-only. No row holds a citizen's value."""

from django.db import models

from shuangquan.records.models.cases import REGION


class Seal(models.Model):
    """One seal. holder: department or company; owner: the department's id, or the company's credit code, which is public.

    key: the seal port's name of its key; key_id, certificate (DER of its signer's), der (SESeal): empty until two people made it.
    """

    code = models.CharField(max_length=32, primary_key=True)
    holder = models.CharField(max_length=16)
    owner = models.CharField(max_length=32)
    region = models.CharField(max_length=REGION)
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=60)
    key = models.CharField(max_length=64)
    key_id = models.CharField(max_length=100, default="")
    size = models.SmallIntegerField()
    picture = models.BinaryField()
    certificate = models.BinaryField(default=bytes)
    der = models.BinaryField(default=bytes)
    ends = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()

    class Meta:
        db_table = "seal"
        indexes = (models.Index(fields=["holder", "owner", "region"], name="seal_by_owner"),)


class SealStep(models.Model):
    """One step of a seal's life; the columns are those of core/credentials/seal_life.py."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="steps")
    seq = models.IntegerField()
    what = models.CharField(max_length=16)
    step = models.CharField(max_length=16)
    actor = models.CharField(max_length=64)
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, default="")

    class Meta:
        db_table = "seal_step"
        constraints = (models.UniqueConstraint(fields=["seal", "seq"], name="seal_step_once"),)


class SealUse(models.Model):
    """One use: which seal, on what (certificate or document, by its id), when, by whom, for what purpose, by which consent."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="uses")
    at = models.DateTimeField()
    kind = models.CharField(max_length=16)
    subject = models.CharField(max_length=128)
    digest = models.BinaryField()
    actor_kind = models.CharField(max_length=16)
    actor = models.CharField(max_length=64)
    purpose = models.CharField(max_length=200)
    consent = models.CharField(max_length=128, default="")

    class Meta:
        db_table = "seal_use"
        indexes = (
            models.Index(fields=["seal", "at"], name="seal_use_by_seal"),
            models.Index(fields=["subject"], name="seal_use_by_subject"),
        )


__all__ = ["Seal", "SealStep", "SealUse"]
