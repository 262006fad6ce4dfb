"""Our ledger, the payment side's statements and the differences between them. The caller has said who acts."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Q, Sum

from shuangquan.core.cases.balancing import Difference, Key
from shuangquan.records.changes import CaseRow
from shuangquan.records.clock import ZONE, now
from shuangquan.records.context import enter_context
from shuangquan.records.ids import new_id
from shuangquan.records.models import BalancedDay, Case, LedgerLine, MoneyDifference, StatementEntry
from shuangquan.records.within import within

MOST = 500


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One line of our ledger: what a task was paid, or got back (refund is its id), in yuan."""

    order: str
    refund: str
    item: str
    member: str
    department: str
    amount: Decimal
    day: date


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry of a statement, with the regions of its case."""

    entry: str
    order: str
    refund: str
    amount: Decimal
    booked_at: datetime
    regions: tuple[str, str]


@dataclass(frozen=True, slots=True)
class StoredDifference:
    """A difference as it stands; see `MoneyDifference`."""

    id: str
    order: str
    refund: str
    what: str
    day: date
    case_id: str
    ours: Decimal | None
    theirs: Decimal | None
    state: str
    how: str
    reason: str
    back: str
    asked_by: str
    settled_by: str
    settled_at: datetime | None

    @property
    def difference(self) -> Difference:
        """What differs."""
        return Difference((self.order, self.refund), self.what, self.ours, self.theirs)


def append_ledger(case: CaseRow, rows: Iterable[LedgerRow]) -> None:
    """Keep lines that are not there yet; what is there never changes."""
    made = [
        LedgerLine(
            id=new_id(), home_region=case.home_region, handling_region=case.handling_region, case_id=case.id,
            **{one.name: getattr(row, one.name) for one in fields(row)},
        )
        for row in rows
    ]  # fmt: skip
    with enter_context():
        LedgerLine.objects.bulk_create(made, ignore_conflicts=True)


def append_entries(rows: Iterable[EntryRow]) -> None:
    """Keep entries of a statement that are not there yet."""
    made = [
        StatementEntry(
            home_region=row.regions[0], handling_region=row.regions[1], entry=row.entry, order=row.order, refund=row.refund,
            amount=row.amount, day=row.booked_at.astimezone(ZONE).date(), booked_at=row.booked_at,
        )
        for row in rows
    ]  # fmt: skip
    with enter_context():
        StatementEntry.objects.bulk_create(made, ignore_conflicts=True)


def find_regions(cases: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """(home, handling) by case, of those that there are."""
    with enter_context():
        rows = Case.objects.filter(id__in=cases).values_list("id", "home_region", "handling_region")
        return {str(case): (home, handling) for case, home, handling in rows}


def find_keys(day: date) -> frozenset[Key]:
    """What a comparison of this day is about: what either side booked on it, and what is not settled of any day."""
    with enter_context():
        ours = LedgerLine.objects.filter(day=day).values_list("order", "refund")
        theirs = StatementEntry.objects.filter(day=day).values_list("order", "refund")
        unsettled = MoneyDifference.objects.filter(Q(day=day) | Q(state__in=("open", "asked"))).values_list("order", "refund")
        return frozenset((*ours, *theirs, *unsettled))


def find_ledger_keys(day: date) -> frozenset[Key]:
    """What we noted on a day."""
    with enter_context():
        return frozenset(LedgerLine.objects.filter(day=day).values_list("order", "refund"))


def find_books(keys: Collection[Key]) -> tuple[dict[Key, Decimal], dict[Key, tuple[Decimal, ...]]]:
    """Both sides of these keys, whatever the day: our sums, with what was paid back over an order's sum; their entries."""
    orders = {order for order, _ in keys}
    ours: dict[Key, Decimal] = {}
    theirs: dict[Key, tuple[Decimal, ...]] = {}
    with enter_context():
        for order, refund, amount in LedgerLine.objects.filter(order__in=orders).values_list("order", "refund", "amount"):
            ours[order, refund] = ours.get((order, refund), Decimal(0)) + amount
        for one in MoneyDifference.objects.filter(order__in=orders).exclude(back=""):
            ours[one.order, one.back] = Difference((one.order, one.refund), one.what, one.ours, one.theirs).surplus
        for order, refund, amount in (
            StatementEntry.objects.filter(order__in=orders).order_by("booked_at").values_list("order", "refund", "amount")
        ):
            theirs[order, refund] = (*theirs.get((order, refund), ()), amount)
    return ours, theirs


def keep_differences(day: date, found: Mapping[Key, tuple[Difference, tuple[str, str], str]], keys: Collection[Key]) -> None:
    """Keep what differs now (difference, regions, case) and close what differs no more; what a person settled stays settled while its sums
    are what they were.
    """
    with enter_context():
        held = {(row.order, row.refund, row.what): row for row in MoneyDifference.objects.filter(order__in={order for order, _ in keys})}
        for (order, refund), (one, regions, case) in found.items():
            row = held.pop((order, refund, one.what), None)
            if row is None:
                MoneyDifference.objects.create(
                    id=new_id(), home_region=regions[0], handling_region=regions[1], order=order, refund=refund, what=one.what, day=day,
                    case_id=case or None, ours=one.ours, theirs=one.theirs, found_at=now(),
                )  # fmt: skip
            elif (row.ours, row.theirs) != (one.ours, one.theirs) or row.state == "gone":
                MoneyDifference.objects.filter(id=row.id).update(ours=one.ours, theirs=one.theirs, state="open", how="", reason="")
        gone = [row.id for (order, refund, _), row in held.items() if (order, refund) in keys and row.state in ("open", "asked")]
        MoneyDifference.objects.filter(id__in=gone).update(state="gone", settled_at=now())


def keep_balanced(day: date, *, whole: bool) -> None:
    """The day was compared now."""
    BalancedDay.objects.update_or_create(day=day, defaults={"at": now(), "whole": whole})


def find_difference(found: str) -> StoredDifference | None:
    """One difference, None for what the current claims do not see."""
    with enter_context():
        row = MoneyDifference.objects.filter(id=found).first()
    return _stored(row) if row is not None else None


def find_differences(region: str, day: date | None = None) -> tuple[StoredDifference, ...]:
    """Those of a day in a region; without a day those of every day that are not settled, the oldest first."""
    with enter_context():
        rows = MoneyDifference.objects.filter(within(region))
        rows = rows.filter(day=day) if day else rows.filter(state__in=("open", "asked"))
        return tuple(_stored(row) for row in rows.order_by("day", "id")[:MOST])


def _stored(row: MoneyDifference) -> StoredDifference:
    return StoredDifference(
        str(row.id), row.order, row.refund, row.what, row.day, str(row.case_id or ""), row.ours, row.theirs, row.state, row.how, row.reason,
        row.back, row.asked_by, row.settled_by, row.settled_at.astimezone(ZONE) if row.settled_at else None,
    )  # fmt: skip


def apply_asked(one: StoredDifference, by: str, reason: str) -> bool:
    """A refund is asked for; False when it is not open any more."""
    changed = {"state": "asked", "how": "refund", "reason": reason, "asked_by": by, "asked_at": now()}
    with enter_context():
        return bool(MoneyDifference.objects.filter(id=one.id, state="open").update(**changed))


def apply_reopened(one: StoredDifference) -> bool:
    """What was asked for is taken back or not agreed to."""
    with enter_context():
        return bool(MoneyDifference.objects.filter(id=one.id, state="asked").update(state="open", how="", reason="", asked_by=""))


def apply_settled(one: StoredDifference, by: str, how: str, reason: str = "", back: str = "") -> bool:
    """It is settled; False when somebody else was first."""
    changed = {"state": "settled", "how": how, "back": back, "settled_by": by, "settled_at": now()} | ({"reason": reason} if reason else {})
    with enter_context():
        return bool(MoneyDifference.objects.filter(id=one.id, state=one.state).update(**changed))


@dataclass(frozen=True, slots=True)
class DaySum:
    """One day of a region. paid, back: ours in yuan; their_paid, their_back: theirs; open: differences nobody has settled.

    at: when it was compared, None for never; whole: the day was over by then.
    """

    day: date
    paid: Decimal
    back: Decimal
    their_paid: Decimal
    their_back: Decimal
    open: int
    at: datetime | None
    whole: bool


def find_days(region: str, first: date, last: date) -> dict[date, DaySum]:
    """Every day on which anything was booked, or that was compared. Four queries, whatever the number of days."""
    with enter_context():
        ours = _sum_days(LedgerLine.objects.filter(within(region), day__range=(first, last)))
        theirs = _sum_days(StatementEntry.objects.filter(within(region), day__range=(first, last)))
        rows = MoneyDifference.objects.filter(within(region), day__range=(first, last), state__in=("open", "asked"))
        opens = dict(rows.values_list("day").annotate(n=Count("id")))
    done = {row.day: row for row in BalancedDay.objects.filter(day__range=(first, last))}
    none = (Decimal(0), Decimal(0))
    return {
        day: DaySum(
            day, *ours.get(day, none), *theirs.get(day, none), opens.get(day, 0),
            done[day].at.astimezone(ZONE) if day in done else None, day in done and done[day].whole,
        )
        for day in {*ours, *theirs, *opens, *done}
    }  # fmt: skip


def _sum_days(rows: object) -> dict[date, tuple[Decimal, Decimal]]:
    found = rows.values("day").annotate(  # type: ignore[attr-defined]
        paid=Sum("amount", filter=Q(refund="")), back=Sum("amount", filter=~Q(refund=""))
    )
    return {one["day"]: (one["paid"] or Decimal(0), one["back"] or Decimal(0)) for one in found}


@dataclass(frozen=True, slots=True)
class ItemSum:
    """One item on one day. count: payments; paid, back: in yuan."""

    item: str
    department: str
    count: int
    paid: Decimal
    back: Decimal


def find_item_sums(region: str, day: date) -> tuple[ItemSum, ...]:
    """Our ledger of a day by item, the largest first. One query."""
    with enter_context():
        rows = (
            LedgerLine.objects.filter(within(region), day=day)
            .values("item", "department")
            .annotate(n=Count("id", filter=Q(refund="")), paid=Sum("amount", filter=Q(refund="")), back=Sum("amount", filter=~Q(refund="")))
        )
        found = [ItemSum(r["item"], r["department"], r["n"], r["paid"] or Decimal(0), r["back"] or Decimal(0)) for r in rows]
    return tuple(sorted(found, key=lambda one: (-one.paid, one.item)))
