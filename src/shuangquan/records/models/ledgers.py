"""Numbers leased in blocks, answers kept under idempotency keys, and how often somebody has tried."""

from django.db import models


class NumberRange(models.Model):
    """Numbers first..last of a series; `next` is the first not yet leased. Pre-printed stock comes in several ranges.

    prefix, width: how a number of stock is printed: letters before, and how many digits.
    """

    series = models.CharField(max_length=100)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    next = models.BigIntegerField()
    prefix = models.CharField(max_length=16, default="", db_default="")
    width = models.SmallIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "number_range"
        constraints = (models.UniqueConstraint(fields=["series", "first"], name="number_range_once"),)


class StockSpoil(models.Model):
    """A pre-printed number that will serve nobody: printed badly, damaged, lost. Named by its range's series and the number itself."""

    series = models.CharField(max_length=100)
    number = models.BigIntegerField()
    why = models.CharField(max_length=16)
    officer = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        db_table = "stock_spoil"
        constraints = (models.UniqueConstraint(fields=["series", "number"], name="stock_spoil_once"),)


class LeaseBlock(models.Model):
    """Who leased which numbers, for reconciling stock."""

    series = models.CharField(max_length=100)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    holder = models.CharField(max_length=100)
    leased_at = models.DateTimeField()

    class Meta:
        db_table = "lease_block"
        constraints = (models.UniqueConstraint(fields=["series", "first"], name="lease_block_once"),)


class Idempotency(models.Model):
    """What was answered to an actor's key: references and codes, never a personal value. body_hash: SM3 of the request."""

    pk = models.CompositePrimaryKey("actor", "key")
    actor = models.CharField(max_length=64)
    key = models.CharField(max_length=100)
    body_hash = models.BinaryField()
    answer = models.JSONField()
    kept_at = models.DateTimeField()

    class Meta:
        db_table = "idempotency"
        indexes = (models.Index(fields=["kept_at"], name="idempotency_by_age"),)


class Throttle(models.Model):
    """How often somebody has tried something. key: a keyed hash, which tells neither who nor what. until: when the count is over."""

    key = models.BinaryField(primary_key=True)
    count = models.IntegerField()
    until = models.DateTimeField()

    class Meta:
        db_table = "throttle"
        indexes = (models.Index(fields=["until"], name="throttle_by_age"),)
