"""对账: what we hold to have been paid, what the payment side tells, and where they differ."""

from django.db import models

from shuangquan.records.models.cases import Regional


class LedgerLine(Regional):
    """What one task was paid, or got back, of one order: a projection of the case. refund: "" for a payment; day: when noted."""

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    case_id = models.UUIDField()
    order = models.CharField(max_length=100)
    refund = models.CharField(max_length=100, default="")
    item = models.CharField(max_length=64)
    member = models.CharField(max_length=64, default="")
    department = models.CharField(max_length=64)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    day = models.DateField()

    class Meta:
        db_table = "ledger_line"
        constraints = (models.UniqueConstraint(fields=["order", "refund", "item", "member"], name="ledger_line_once"),)
        indexes = (models.Index(fields=["day", "handling_region"], name="ledger_line_by_day"),)


class StatementEntry(Regional):
    """One entry of a statement of the payment side. entry: theirs; the regions are those of the case, the home of the house for none."""

    pk = models.CompositePrimaryKey("home_region", "entry")
    entry = models.CharField(max_length=200, unique=True)
    order = models.CharField(max_length=100)
    refund = models.CharField(max_length=100, default="")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    day = models.DateField()
    booked_at = models.DateTimeField()

    class Meta:
        db_table = "statement_entry"
        indexes = (
            models.Index(fields=["day", "handling_region"], name="statement_entry_by_day"),
            models.Index(fields=["order"], name="statement_entry_of"),
        )


class MoneyDifference(Regional):
    """One difference and how it was settled. ours, theirs: in yuan, null for nothing.

    state: open | asked | settled | gone (it mended itself). how: "" | accept | refund | note. back: the refund that a second person agreed
    to, "" for none. day: under which it is listed.
    """

    pk = models.CompositePrimaryKey("home_region", "id")
    id = models.UUIDField(unique=True)
    order = models.CharField(max_length=100)
    refund = models.CharField(max_length=100, default="")
    what = models.CharField(max_length=16)
    day = models.DateField()
    case_id = models.UUIDField(null=True)
    ours = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    theirs = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    state = models.CharField(max_length=8, default="open")
    how = models.CharField(max_length=8, default="")
    reason = models.CharField(max_length=200, default="")
    back = models.CharField(max_length=64, default="")
    found_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64, default="")
    asked_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=64, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "money_difference"
        constraints = (models.UniqueConstraint(fields=["order", "refund", "what"], name="money_difference_once"),)
        indexes = (models.Index(fields=["day", "handling_region"], name="money_difference_by_day"),)


class BalancedDay(models.Model):
    """When a day was last compared with the payment side's statement. whole: the day was over by then."""

    day = models.DateField(primary_key=True)
    at = models.DateTimeField()
    whole = models.BooleanField()

    class Meta:
        db_table = "balanced_day"
