"""对账 with the payment side: a day's statement is drawn and compared; each difference is settled by a person, a refund by two."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta

from django.conf import settings

from shuangquan.actions.acting import acting_system
from shuangquan.actions.booking_money import book_case
from shuangquan.actions.loading import load
from shuangquan.actions.payments import note_paid
from shuangquan.connectors.bound import ports
from shuangquan.connectors.payment.port import Entry, Line, Refund
from shuangquan.core.cases.balancing import ACCEPT, MISSING, REFUND, Difference, Key, compare_books, find_hows, read_case
from shuangquan.core.cases.policy import check_may
from shuangquan.core.words.actor import SYSTEM, Actor
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.records.clock import today
from shuangquan.records.money import (
    EntryRow,
    StoredDifference,
    append_entries,
    apply_asked,
    apply_reopened,
    apply_settled,
    find_books,
    find_difference,
    find_keys,
    find_ledger_keys,
    find_regions,
    keep_balanced,
    keep_differences,
)

BACK = 3
"""Days before yesterday whose statement is drawn again: what was booked late is then found."""
LONGEST = 200


def balance_days() -> None:
    """Yesterday, and the days before it once more; a payment side that fails is asked again the next night."""
    for back in range(BACK + 1, 0, -1):
        with suppress(Fault):
            balance_day(today() - timedelta(days=back))


def balance_now(actor: Actor, day: date) -> None:
    """A person has a day compared now. Refusal("money.day") for one that has not begun; Fault of the payment side."""
    check_may(actor, "money.settle")
    if day > today():
        raise Refusal("money.day", "day")
    balance_day(day)


def balance_day(day: date) -> None:
    """Draw the statement of a day, keep it, compare. Of a day under way, what they have not booked yet is no difference. Fault."""
    entries = ports().payment.find_statement(day, SYSTEM.subject)
    whole = day < today()
    with acting_system():
        _keep_entries(entries)
        keys = find_keys(day)
        ours, theirs = find_books(keys)
        for case in {read_case(order) for order, refund in keys if (order, refund) not in ours} - {""}:
            with suppress(Refusal):  # no such case: it is none of ours
                book_case(case)
        ours, theirs = find_books(keys)
        young = frozenset() if whole else find_ledger_keys(day)
        found = [one for one in compare_books(keys, ours, theirs, _find_awaited(keys)) if not (one.what == MISSING and one.key in young)]
        keep_differences(day, _place(found), keys)
        keep_balanced(day, whole=whole)


def _keep_entries(entries: Iterable[Entry]) -> None:
    entries = tuple(entries)
    regions = find_regions({read_case(one.order_id) for one in entries} - {""})
    append_entries(
        EntryRow(one.id, one.order_id, one.refund, one.amount, one.booked_at, regions.get(read_case(one.order_id), _home()))
        for one in entries
    )


def _home() -> tuple[str, str]:
    return str(settings.HOME_REGION), str(settings.HOME_REGION)


def _find_awaited(keys: Iterable[Key]) -> frozenset[str]:
    """Orders of these that a case has made and does not hold to be paid."""
    found: set[str] = set()
    for case_id in {read_case(order) for order, _ in keys} - {""}:
        with suppress(Refusal):
            found |= {one.order for one in load(case_id).case.payments.values() if one.state == "ordered"}
    return frozenset(found)


def _place(found: Iterable[Difference]) -> dict[Key, tuple[Difference, tuple[str, str], str]]:
    """Each with the regions of its case, and the case."""
    found = tuple(found)
    regions = find_regions({read_case(one.key[0]) for one in found} - {""})
    return {
        one.key: (one, regions.get(case, _home()), case if case in regions else "") for one in found for case in (read_case(one.key[0]),)
    }  # fmt: skip


def settle_difference(actor: Actor, found: str, how: str, reason: str) -> None:
    """A person says what is done: at once for "accept" and "note"; a refund waits for a second person.

    Refusals: "money.unknown", "money.over" when it is not open any more, "money.how", "money.reason", "money.not_paid"; Fault.
    """
    one = _find(actor, found)
    reason = reason.strip()
    if not reason or len(reason) > LONGEST:
        raise Refusal("money.reason", "reason", most=LONGEST)
    if one.state != "open":
        raise Refusal("money.over", "difference")
    if how not in find_hows(one.difference):
        raise Refusal("money.how", "how")
    if how == ACCEPT:
        _accept(one)
    done = apply_asked(one, actor.subject, reason) if how == REFUND else apply_settled(one, actor.subject, how, reason)
    if not done:
        raise Refusal("money.over", "difference")


def _accept(one: StoredDifference) -> None:
    """Note the order as paid in its case, which goes on by itself: what came to nothing meanwhile is paid back by it."""
    with acting_system():
        try:
            noted = note_paid(one.case_id)
        except Fault as fault:
            if not fault.permanent:
                raise
            noted = False  # they name another sum: it is no payment of this order
        if not noted:
            raise Refusal("money.not_paid", "difference")
        book_case(one.case_id)


def agree_refund(actor: Actor, found: str) -> None:
    """A second person agrees: what is too much goes back. Refusals: "money.unknown", "money.over", "money.same_person"; Fault."""
    one = _find(actor, found)
    if one.state != "asked":
        raise Refusal("money.over", "difference")
    if one.asked_by == actor.subject:
        raise Refusal("money.same_person", "difference")
    refund = f"over-{one.id}"
    line = Line("", "", one.difference.surplus, "多收的退回")
    ports().payment.send_refund(Refund(refund, one.order, one.case_id, (line,), "多收的退回", actor.subject))
    if not apply_settled(one, actor.subject, REFUND, back=refund):
        raise Refusal("money.over", "difference")


def refuse_refund(actor: Actor, found: str) -> None:
    """It is not paid back after all: by a second person, or by who asked. Refusals: "money.unknown", "money.over"."""
    if not apply_reopened(_find(actor, found)):
        raise Refusal("money.over", "difference")


def _find(actor: Actor, found: str) -> StoredDifference:
    check_may(actor, "money.settle")
    one = find_difference(found)
    if one is None:
        raise Refusal("money.unknown", "difference")
    return one
