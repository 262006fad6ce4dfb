"""对账: our ledger beside the payment side's statement, order by order. It names what differs; a person says what is done."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from shuangquan.core.words.text import Text

MISSING, LATE, UNKNOWN, DOUBLED, OTHER_SUM = WHATS = ("missing", "late", "unknown", "doubled", "other_sum")
"""Missing: we hold it paid, and they have not booked it. Late: they have booked it, and we have not heard so. Unknown: they have booked
what we never asked for. Doubled: booked more than once. Other sum: booked with another sum.
"""
ACCEPT, REFUND, NOTE = HOWS = ("accept", "refund", "note")
"""What a person may do: note it as paid, have what is too much paid back (a second person agrees), write down why it stays so."""
NAMES: Mapping[str, Text] = {
    MISSING: Text("对方账上没有", "Not on their books"),
    LATE: Text("对方收到了，这边还没记", "Paid there, not noted here"),
    UNKNOWN: Text("对方收了，这边没有这笔单", "Paid there, never asked for here"),
    DOUBLED: Text("收了不止一次", "Taken more than once"),
    OTHER_SUM: Text("金额不一样", "Another sum"),
}

Key = tuple[str, str]
"""(order, refund): refund is "" for the payment itself."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. ours, theirs: in yuan; None for nothing."""

    key: Key
    what: str
    ours: Decimal | None
    theirs: Decimal | None

    @property
    def surplus(self) -> Decimal:
        """What they hold over what they should: it can be paid back. Nought for a refund, which is no payer's money, and for what is late:
        once noted, it is the case's, which pays back what comes to nothing.
        """
        over = (self.theirs or Decimal(0)) - (self.ours or Decimal(0))
        return Decimal(0) if self.key[1] or self.what == LATE else max(over, Decimal(0))


def compare_books(
    keys: Iterable[Key], ours: Mapping[Key, Decimal], theirs: Mapping[Key, tuple[Decimal, ...]], awaited: frozenset[str]
) -> Iterator[Difference]:
    """What differs of these keys. ours: sums noted, whatever the day; theirs: every entry, whatever the day: what they book after midnight
    is no difference. awaited: orders that we made and do not hold to be paid.
    """
    for key in keys:
        mine, booked = ours.get(key), theirs.get(key, ())
        what = _compare(key, mine, booked, awaited)
        if what:
            yield Difference(key, what, mine, sum(booked, Decimal(0)) if booked else None)


def _compare(key: Key, mine: Decimal | None, booked: tuple[Decimal, ...], awaited: frozenset[str]) -> str:
    if mine is None:
        return "" if not booked else LATE if not key[1] and key[0] in awaited else UNKNOWN
    if not booked:
        return MISSING
    if len(booked) > 1:
        return DOUBLED
    return "" if booked[0] == mine else OTHER_SUM


def find_hows(one: Difference) -> tuple[str, ...]:
    """What may be done about it, the likeliest first."""
    found = [ACCEPT] if one.what == LATE else []
    if one.surplus:
        found.append(REFUND)
    return (*found, NOTE)


def read_case(order: str) -> str:
    """The case that an order of ours belongs to: what stands before the point; "" for an order that is none of ours."""
    case, point, rest = order.partition(".")
    return case if point and rest and len(case) == 36 and case.count("-") == 4 else ""
