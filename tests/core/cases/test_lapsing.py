"""A certificate that a matter called up loses its force while the matter runs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.case_parts import Fact
from shuangquan.core.cases.certificate_events import CallLapsed, CertificateCalled
from shuangquan.core.cases.consent_events import ConsentEnded
from shuangquan.core.cases.consents import LASTS, end_consents, is_vouched
from shuangquan.core.cases.events import CaseClosed, PartyAgreed, Submitted
from shuangquan.core.cases.gather import find_var
from shuangquan.core.cases.lapsing import decide_lapse, find_standing_calls, judge_call
from shuangquan.core.cases.parties import decide_agree, decide_decline
from shuangquan.core.cases.replay import apply_event
from shuangquan.core.cases.result_events import RecheckOpened
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.task_events import TaskDone, TaskPassed, TaskReferred
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.cases.walk import Walked
from shuangquan.core.words.knowledge import Form, Unknown
from tests.core.cases.walks import walk

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("status", "last", "how"),
    [
        ("valid", None, ""),
        ("valid", TODAY, ""),
        ("valid", TODAY - timedelta(days=1), "expired"),
        ("revoked", None, "revoked"),
        ("suspended", TODAY, "suspended"),
        ("ended", None, "ended"),
        (None, None, "revoked"),
    ],
)
def test_what_counts(status: str | None, last: date | None, how: str) -> None:
    assert judge_call(status, last, TODAY) == how


def until(walked: Walked, kind: type, *, past: bool = False) -> Turn:
    """The walked case again, just before (or after) the first event of this kind."""
    case = Case(walked.case.id)
    whole = walked.turn
    for happened in whole.events:
        here = isinstance(happened.event, kind)
        if here and not past:
            break
        apply_event(case, happened, whole.values)
        if here:
            break
    return Turn(case, whole.now, whole.fresh, whole.calendar, whole.number, whole.values)


def test_before_rules_pass_a_person_looks_instead() -> None:
    walked = walk("newborn", "城区双胞胎随母")
    item = next(held.event.item for held in walked.turn.events if isinstance(held.event, TaskPassed) and held.event.by == "rule")
    turn = until(walked, Submitted, past=True)
    draw = next(one for one in walked.index.plan.draws if item in one.items and not one.per_member)
    turn.emit(CertificateCalled(draw.id, None, "c-1", "page", ""))
    decide_lapse(turn, walked.index, (draw.id, None), "expired")
    assert find_standing_calls(turn.case) == {}
    decide_running(turn, walked.index)
    told = [held.event for held in turn.events if isinstance(held.event, TaskReferred)]
    assert any((one.item, one.why) == (item, "lapsed") for one in told)
    assert all(task.state is not TaskState.DONE for task in turn.case.tasks.values() if task.item in draw.items)


def test_what_rules_had_passed_on_one_that_is_revoked_is_looked_at_again_and_on_one_that_expires_is_not() -> None:
    walked = walk("newborn", "城区双胞胎随母")
    by_rule = {held.event.item for held in walked.turn.events if isinstance(held.event, TaskPassed) and held.event.by == "rule"}
    item = next(
        held.event.item for held in walked.turn.events if isinstance(held.event, TaskDone) and held.event.item in by_rule
    )  # fmt: skip
    for how, opened in (("revoked", True), ("expired", False)):
        turn = until(walked, CaseClosed)
        draw = next(one for one in walked.index.plan.draws if item in one.items and not one.per_member)
        turn.emit(CertificateCalled(draw.id, None, "c-1", "page", ""))
        decide_lapse(turn, walked.index, (draw.id, None), how)
        found = [held.event for held in turn.events if isinstance(held.event, RecheckOpened)]
        assert (item in {one.item for one in found if one.why == "lapsed"}) is opened


def test_a_draft_forgets_what_it_said_and_asks_again() -> None:
    walked = walk("newborn", "城区双胞胎随母")
    turn = until(walked, Submitted)
    draw = next(one for one in walked.index.plan.draws if not one.per_member and (one.id, None) in turn.case.draws)
    turn.emit(CertificateCalled(draw.id, None, "c-1", "page", ""))
    said = [var for var, fact in turn.case.facts.items() if fact.know.origin and fact.know.origin.source == draw.source]
    assert said
    decide_lapse(turn, walked.index, (draw.id, None), "revoked")
    assert (draw.id, None) not in turn.case.draws and turn.case.calls == {}
    assert {turn.case.know(var).why for var in said} <= {Unknown.NOT_ASKED, None}
    assert any(turn.case.know(var).why is Unknown.NOT_ASKED for var in said)
    lapsed = next(held.event for held in turn.events if isinstance(held.event, CallLapsed))
    assert lapsed.how == "revoked" and lapsed.notes


def test_a_consent_is_for_a_time_and_can_be_taken_back() -> None:
    walked = walk("newborn", "城区双胞胎随母")
    turn = until(walked, Submitted)
    role = next(role for role, state in turn.case.parties.items() if state.agreed_at is not None)
    before = {var for var, fact in turn.case.facts.items() if var.role == role and fact.know.form is Form.KNOWN}
    assert before
    decide_agree(turn, walked.index, role, 4)
    agreed = next(held.event for held in turn.events if isinstance(held.event, PartyAgreed))
    assert agreed.until is not None and agreed.scope and LASTS.amount == 30
    end_consents(turn)
    assert turn.case.parties[role].agreed_at is not None
    turn.now = agreed.until + timedelta(seconds=1)
    end_consents(turn)
    assert turn.case.parties[role].agreed_at is None
    held = [var for var in before if turn.case.know(var).why is Unknown.PENDING]
    assert held
    decide_agree(turn, walked.index, role, 4)
    assert all(turn.case.know(var).form is Form.KNOWN for var in held), "who agrees again lets in what was held back"
    decide_decline(turn, walked.index, role, "refused")
    assert all(turn.case.know(var).why is Unknown.REFUSED for var in held)
    assert turn.dropped, "what was fetched is destroyed"
    assert [held.event.how for held in turn.events if isinstance(held.event, ConsentEnded)] == ["over", "withdrawn"]
    assert turn.case.state is CaseState.DRAFT


def test_a_number_that_was_only_typed_opens_nobodys_file() -> None:
    walked = walk("newborn", "城区双胞胎随母")
    turn = until(walked, Submitted)
    draw = next(one for one in walked.index.plan.draws if one.keys == ("father.id_number",))
    var = find_var(walked.index, "father.id_number", None)
    party = turn.case.parties["father"]
    party.scope = (draw.id,)
    assert is_vouched(turn.case, walked.index, draw, None), "he agreed, and was shown this"
    party.scope = ("another",)
    assert not is_vouched(turn.case, walked.index, draw, None), "he agreed, but to something else"
    party.agreed_at = None
    turn.case.facts[var] = replace_form(turn.case.facts[var], Form.CLAIMED)
    assert not is_vouched(turn.case, walked.index, draw, None)
    turn.case.facts[var] = replace_form(turn.case.facts[var], Form.KNOWN)
    assert is_vouched(turn.case, walked.index, draw, None), "a source says who he is"


def replace_form(fact: Fact, form: Form) -> Fact:
    return replace(fact, know=replace(fact.know, form=form))
