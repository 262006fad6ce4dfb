"""对账 at the desk: days with both sides' sums, differences with what may be done, and a day by item and receiving office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from shuangquan.core.cases.balancing import NAMES, find_hows
from shuangquan.core.cases.policy import check_may
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_times import current, say_clock
from shuangquan.records.money import DaySum, StoredDifference, find_days, find_differences, find_item_sums
from shuangquan.records.staff import find_names

DAYS = 14
"""How many days the list shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One difference. ours, theirs: "400.00", "" for nothing; over: what would be paid back. hows: what may be done.

    mine: this person asked for the refund. asked_by, settled_by: names; at: when it was settled, in words.
    """

    held: StoredDifference
    name: Text
    ours: str
    theirs: str
    over: str
    hows: tuple[str, ...]
    mine: bool
    asked_by: str
    settled_by: str
    at: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day. sums: nothing was ever booked where None. state: even | open | early (not over when compared) | never. at: in words."""

    day: date
    sums: DaySum | None
    state: str
    at: str


@dataclass(frozen=True, slots=True)
class Sum:
    """One item, or one office, on one day."""

    name: Text
    office: Text
    count: int
    paid: Decimal
    back: Decimal

    @property
    def net(self) -> Decimal:
        """What stays."""
        return self.paid - self.back


def list_days(actor: Actor, language: str) -> tuple[Day, ...]:
    """The last fourteen days, today first."""
    check_may(actor, "money.see")
    today = current().date()
    days = [today - timedelta(days=back) for back in range(DAYS)]
    found = find_days(actor.region, days[-1], today)
    return tuple(_make_day(day, found.get(day), language) for day in days)


def find_day(actor: Actor, day: date, language: str) -> Day:
    """One day."""
    check_may(actor, "money.see")
    return _make_day(day, find_days(actor.region, day, day).get(day), language)


def _make_day(day: date, sums: DaySum | None, language: str) -> Day:
    if sums is None or sums.at is None:
        return Day(day, sums, "never", "")
    state = "open" if sums.open else "even" if sums.whole else "early"
    return Day(day, sums, state, say_clock(sums.at, language, seen=current()))


def list_differences(actor: Actor, language: str, day: date | None = None) -> tuple[Row, ...]:
    """What is to be settled, the oldest first; with a day everything of that day, settled or not."""
    check_may(actor, "money.see")
    found = find_differences(actor.region, day)
    names = _find_names(found)
    return tuple(_make_row(one, actor.subject, names, language) for one in found)


def _find_names(found: Iterable[StoredDifference]) -> dict[str, str]:
    people = {by.removeprefix("staff-") for one in found for by in (one.asked_by, one.settled_by) if by}
    named = find_names(int(one) for one in people if one.isdecimal()) if people else {}
    return {f"staff-{number}": name for number, name in named.items()}


def _make_row(one: StoredDifference, me: str, names: dict[str, str], language: str) -> Row:
    over = one.difference.surplus
    return Row(
        one, NAMES[one.what], _money(one.ours), _money(one.theirs), _money(over) if over else "", find_hows(one.difference),
        one.asked_by == me, names.get(one.asked_by, ""), names.get(one.settled_by, ""),
        say_clock(one.settled_at, language, seen=current()) if one.settled_at else "",
    )  # fmt: skip


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:.2f}"


def sum_day(actor: Actor, bundle: Bundle, day: date) -> tuple[tuple[Sum, ...], tuple[Sum, ...]]:
    """Our ledger of a day by item, and by receiving office."""
    check_may(actor, "money.see")
    items = []
    offices: dict[str, Sum] = {}
    for one in find_item_sums(actor.region, day):
        item = bundle.items.get(one.item)
        office = bundle.departments.get(one.department, Text(one.department))
        items.append(Sum(item.name if item else Text(one.item), office, one.count, one.paid, one.back))
        held = offices.get(one.department, Sum(office, office, 0, Decimal(0), Decimal(0)))
        offices[one.department] = Sum(office, office, held.count + one.count, held.paid + one.paid, held.back + one.back)
    return tuple(items), tuple(sorted(offices.values(), key=lambda one: -one.paid))
