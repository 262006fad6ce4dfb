"""When the data of a matter may be erased, and what erasing leaves."""

from datetime import timedelta

import pytest

from shuangquan.core.cases.events import PaymentOrdered, PaymentSettled, RefundOrdered
from shuangquan.core.cases.parties import decide_withdraw
from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.rights import check_erasable, decide_erase, find_held, find_kept_until
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.knowledge import Form, Unknown
from tests.core.cases.matter import Matter
from tests.core.cases.running_on import fill, finish

TWINS = ("newborn", "城区双胞胎随母")


def test_a_draft_goes_at_once_with_every_value() -> None:
    matter = Matter(*TWINS)
    matter.gather()
    kept = {ref for ref, value in matter.turn.values.items() if value is not None}
    decide_erase(matter.turn, matter.me)
    assert (matter.case.state, matter.case.erased_at) == (CaseState.WITHDRAWN, matter.turn.now)
    assert set(matter.turn.dropped) == kept
    again = replay(matter.case.id, matter.turn.events, matter.turn.values)
    assert {fact.know.why for fact in again.facts.values() if fact.ref} <= {Unknown.ERASED, Unknown.PENDING}
    assert [fact.value for fact in again.facts.values() if fact.value is not None] == []
    assert {held.know.form for held in find_held(again, matter.index, matter.me)} <= {Form.ABSENT}
    with pytest.raises(Refusal, match=r"erase\.done"):
        decide_erase(matter.turn, matter.me)


def test_one_under_way_stays_and_a_finished_one_stays_until_its_time_is_over() -> None:
    matter = Matter(*TWINS)
    fill(matter)
    assert matter.case.state is CaseState.SUBMITTED
    with pytest.raises(Refusal, match=r"erase\.live"):
        check_erasable(matter.case, matter.turn.now)
    finish(matter, kindly=True)
    until = find_kept_until(matter.case)
    assert until is not None
    assert matter.case.closed_at is not None
    assert until.year == matter.case.closed_at.year + 10
    with pytest.raises(Refusal, match=r"erase\.kept") as refused:
        check_erasable(matter.case, until)
    assert refused.value.data["until"] == until.date().isoformat()
    check_erasable(matter.case, until + timedelta(seconds=1))


def test_nothing_is_erased_while_money_is_on_its_way_back() -> None:
    matter = Matter(*TWINS)
    decide_withdraw(matter.turn, matter.me)
    matter.turn.emit(PaymentOrdered("o", "1.00", ()))
    matter.turn.emit(PaymentSettled("o", "paid"))
    matter.turn.emit(RefundOrdered("o", "r", "i", None, "1.00"))
    with pytest.raises(Refusal, match=r"erase\.money"):
        decide_erase(matter.turn, matter.me)
    assert matter.case.erased_at is None


def test_another_party_is_shown_their_own_facts_only() -> None:
    matter = Matter(*TWINS)
    fill(matter)
    hers = {held.var.role for held in find_held(matter.case, matter.index, "mother")}
    his = {held.var.role for held in find_held(matter.case, matter.index, "father")}
    assert his == {"father"}
    assert "father" not in hers
    assert {"mother", "children"} & hers
