"""How a standard comes to be: drafts with every saved text, the steps of a bundle's life, and what workers found on asking."""

from django.db import models

from shuangquan.core.standard.life import ONLINE
from shuangquan.records.models.cases import REGION


class StandardDraft(models.Model):
    """A draft: the bundle it began from, and (in `draft_text`) the files that differ from it. `bundle`: what it last became."""

    id = models.UUIDField(primary_key=True)
    title = models.CharField(max_length=200)
    base = models.CharField(max_length=64)
    bundle = models.CharField(max_length=64, default="")
    created_by = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "standard_draft"
        indexes = (models.Index(fields=["created_at"], name="draft_by_time"),)


class DraftText(models.Model):
    """One saved version of one file of a draft, never changed: of two who save the same version one is told. Version 0 is the base's."""

    draft = models.ForeignKey(StandardDraft, on_delete=models.PROTECT)
    path = models.CharField(max_length=200)
    version = models.IntegerField()
    text = models.TextField()
    author = models.CharField(max_length=64)
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "draft_text"
        constraints = (models.UniqueConstraint(fields=["draft", "path", "version"], name="draft_text_once"),)


class ApprovalStep(models.Model):
    """One step of an item's instant approval, never changed: its rules (SM3) were signed for a region, or it was stopped there.

    share: of results that are looked at again, 0 to 1. reason: why it was stopped. Shapes as core/cases/approval.py.
    """

    item = models.CharField(max_length=64)
    region = models.CharField(max_length=REGION)
    step = models.CharField(max_length=16)
    actor = models.CharField(max_length=64)
    at = models.DateTimeField()
    rules = models.CharField(max_length=64, default="")
    share = models.DecimalField(max_digits=5, decimal_places=4, default=0)
    reason = models.CharField(max_length=500, default="")
    key_id = models.CharField(max_length=128, default="")
    signature = models.BinaryField(default=bytes)

    class Meta:
        db_table = "approval_step"
        indexes = (models.Index(fields=["item", "region"], name="approval_by_item"),)


class BundleStep(models.Model):
    """One step of a bundle's life, never changed: who and when; of `signed` the seal's key and signature; of `online` where and since when.

    detail: what the step rested on (counts, the bundle it began from), plain JSON without personal values.
    """

    bundle = models.CharField(max_length=64)
    step = models.CharField(max_length=16)
    region = models.CharField(max_length=REGION, default="")
    effective_at = models.DateTimeField(null=True)
    actor = models.CharField(max_length=64)
    at = models.DateTimeField()
    key_id = models.CharField(max_length=128, default="")
    signature = models.BinaryField(default=bytes)
    detail = models.JSONField(default=dict)

    class Meta:
        db_table = "bundle_step"
        constraints = (
            models.UniqueConstraint(fields=["bundle", "step"], condition=~models.Q(step=ONLINE), name="bundle_step_once"),
            models.UniqueConstraint(fields=["region", "effective_at"], condition=models.Q(step=ONLINE), name="bundle_step_one_at_a_time"),
        )
        indexes = (models.Index(fields=["step", "effective_at"], name="bundle_step_online"),)


class Trial(models.Model):
    """What a worker was asked about a bundle or a draft, and what it found. id: SM3 of the question, so the same is worked once.

    Nothing here is lost when it is swept: asked again, it is found again.
    """

    id = models.CharField(max_length=64, primary_key=True)
    question = models.JSONField()
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    answer = models.JSONField(null=True)

    class Meta:
        db_table = "trial"
        indexes = (models.Index(fields=["asked_at"], name="trial_by_time"),)
