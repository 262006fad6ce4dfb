"""Manual re-entry: one person types, a second agrees; then it is a report like any other, and before that it is nothing."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shuangquan.core.cases.by_hand import (
    BLIND,
    BY_HAND,
    PAPER,
    decide_compared,
    decide_entered,
    decide_ticked,
    decide_typed,
    decide_typed_again,
    list_package,
)
from shuangquan.core.cases.chasing import ACCEPT, DECIDE, find_chase
from shuangquan.core.cases.deskwork import decide_answered
from shuangquan.core.cases.hand_events import HandAgreed, HandDiffered, HandEntered
from shuangquan.core.cases.hand_reports import Given, find_askable, find_wanted, read_listing, write_listing
from shuangquan.core.cases.kinds import write_event
from shuangquan.core.cases.outside_events import DepartmentReported
from shuangquan.core.cases.packages import build_package
from shuangquan.core.cases.task_events import TaskDecided, TaskPassed
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.words.errors import Refusal, Refusals
from tests.core.cases.test_outside import Sent

ANN, BOB = "staff-1", "staff-2"
PAPERED = ("blob-1", "00" * 32)
NONE = ("", "")


class Typed(Sent):
    """A task whose package is typed by people."""

    def hand_over(self) -> None:
        super().hand_over()
        body = build_package(self.walked.case, self.index, self.item, self.task)
        list_package(self.turn, self.task, body, self.order)
        self.key = (self.task.item, self.task.member)

    order: tuple[str, ...] = ()

    def type_in(self) -> None:
        names = tuple(path for path, _ in self.listing["fields"])
        decide_typed(self.turn, *self.key, names, " 疾控-2026-1 ", ANN)

    @property
    def listing(self) -> dict[str, Any]:
        return read_listing(self.turn.values, self.task)

    def given(self, what: str, **more: Any) -> Given:
        facts = {}
        for own, planned in find_wanted(self.index, self.item, self.listing["wants"]).items():
            facts[own] = {"boolean": "true", "date": "2026-11-01", "integer": "1"}.get(planned.type, f"N-{own}")
        held = {"assigned": "鲁-1", "outcome": "approve", "facts": facts} if what in ("decided", "certificate") else {}
        return Given(what, self.turn.today.isoformat(), **{**held, **more})

    def enter(self, given: Given, paper: tuple[str, str] = PAPERED, officer: str = ANN) -> None:
        decide_entered(self.turn, self.index, *self.key, given, paper, officer)

    def again(self, given: Given, officer: str = BOB) -> None:
        decide_typed_again(self.turn, self.index, *self.key, given, officer)

    def both(self, given: Given) -> None:
        self.enter(given)
        self.again(given)

    def step(self) -> str:
        assert self.task.hand is not None
        return self.task.hand.step


@pytest.fixture
def typed() -> Typed:
    found = Typed()
    found.type_in()
    return found


def code_of(refused: "pytest.ExceptionInfo[Refusal] | pytest.ExceptionInfo[Refusals]") -> list[str]:
    wrong = refused.value
    return [one.code for one in (wrong.refusals if isinstance(wrong, Refusals) else (wrong,))]


def test_every_field_is_ticked_before_the_receipt_is_taken() -> None:
    sent = Typed()
    names = [path for path, _ in sent.listing["fields"]]
    assert len(names) > 1
    decide_ticked(sent.turn, *sent.key, (names[0], "nothing"), ANN)
    assert sent.task.hand is not None and sent.task.hand.done == (names[0],)
    with pytest.raises(Refusal) as refused:
        decide_typed(sent.turn, *sent.key, (names[0],), "R-1", ANN)
    assert code_of(refused) == ["hand.unticked"]
    with pytest.raises(Refusal) as refused:
        decide_typed(sent.turn, *sent.key, tuple(names), "  ", ANN)
    assert code_of(refused) == ["hand.receipt"]
    with pytest.raises(Refusal) as refused:
        sent.enter(sent.given("decided"))
    assert code_of(refused) == ["task.not_here"], "nothing is read off before it was typed in"
    sent.type_in()
    assert sent.step() == "result" and sent.turn.values[sent.task.hand.receipt] == "疾控-2026-1"
    sent.check_replay()


def test_fields_stand_in_the_order_of_the_other_system(typed: Typed) -> None:
    body = build_package(typed.walked.case, typed.index, typed.item, typed.task)
    plain = [path for path, _ in json.loads(write_listing(body, ()))["fields"]]
    last = plain[-1]
    for named in (last, last.rpartition(".")[2]):
        ordered = [path for path, _ in json.loads(write_listing(body, (named, "unknown")))["fields"]]
        assert ordered[0].rpartition(".")[2] == last.rpartition(".")[2] and sorted(ordered) == sorted(plain)


def test_two_people_who_agree_are_a_report(typed: Typed) -> None:
    typed.enter(typed.given("decided"))
    assert (typed.step(), typed.state()) == ("check", TaskState.SENT), "one person alone decides nothing"
    assert not typed.events(DepartmentReported)
    typed.again(typed.given("decided", reason="another word"))
    (report,) = typed.events(DepartmentReported)
    assert (report.number, report.what, report.signer, report.signature) == (1, "decided", BY_HAND, "")
    assert typed.events(HandAgreed)[0] == HandAgreed(*typed.key, 1, ANN, BLIND, BOB)
    assert typed.state() is TaskState.APPROVED and typed.task.decided_by == "department"
    assert {typed.turn.values[ref] for ref in typed.task.numbers.values()} == {"鲁-1"}
    typed.check_replay()


def test_whoever_typed_it_cannot_be_the_second(typed: Typed) -> None:
    typed.enter(typed.given("decided"))
    with pytest.raises(Refusal, match=r"second\.same"):
        typed.again(typed.given("decided"), ANN)
    with pytest.raises(Refusal, match=r"second\.same"):
        decide_compared(typed.turn, typed.index, *typed.key, (), ANN)
    with pytest.raises(Refusal) as refused:
        typed.enter(typed.given("decided"), officer=BOB)
    assert code_of(refused) == ["hand.waiting"], "a second person who types it as the first would undo the check"


def test_what_differs_is_named_by_field_and_goes_back(typed: Typed) -> None:
    right = typed.given("decided")
    own = next(name for name in right.facts if name)
    typed.enter(replace(right, assigned="鲁-2", facts={**right.facts, own: "N-other"} if right.facts[own].startswith("N") else right.facts))
    typed.again(right)
    (differed,) = typed.events(HandDiffered)
    assert "assigned" in differed.fields and set(differed.fields) <= {"assigned", f"fact:{own}"}
    assert (typed.step(), typed.state()) == ("mend", TaskState.SENT)
    with pytest.raises(Refusal):
        typed.again(right)
    typed.enter(right, NONE)
    entered = typed.events(HandEntered)
    assert (typed.step(), entered[-1].paper) == ("check", PAPERED[0]), "the paper that was uploaded stays"
    typed.again(right)
    assert typed.state() is TaskState.APPROVED
    typed.check_replay()


def test_compared_with_the_paper(typed: Typed) -> None:
    typed.enter(typed.given("decided"))
    decide_compared(typed.turn, typed.index, *typed.key, ("assigned", "unknown"), BOB)
    assert typed.events(HandDiffered)[0].fields == ("assigned",)
    typed.enter(typed.given("decided", assigned="鲁-3"), NONE)
    decide_compared(typed.turn, typed.index, *typed.key, (), BOB)
    assert typed.events(HandAgreed)[0].how == PAPER
    assert typed.state() is TaskState.APPROVED


def test_a_decision_without_the_other_systems_paper_is_not_taken(typed: Typed) -> None:
    with pytest.raises(Refusal) as refused:
        typed.enter(typed.given("decided"), NONE)
    assert code_of(refused) == ["hand.paper"]
    typed.enter(typed.given("accepted"), NONE)
    with pytest.raises(Refusal) as refused:
        decide_compared(typed.turn, typed.index, *typed.key, (), BOB)
    assert code_of(refused) == ["hand.paper"], "there is nothing to compare with"
    typed.again(typed.given("accepted"))
    assert typed.task.taken_up_at is not None


def test_everything_that_is_wrong_is_told_at_once(typed: Typed) -> None:
    tomorrow = (typed.turn.today + timedelta(days=1)).isoformat()
    with pytest.raises(Refusals) as refused:
        typed.enter(Given("decided", tomorrow, outcome="perhaps"))
    assert {"hand.ahead", "hand.outcome", "hand.number"} <= set(code_of(refused))
    with pytest.raises(Refusals) as refused:
        typed.enter(Given("decided", "yesterday", outcome="refuse", assigned="1"))
    assert code_of(refused) == ["hand.on", "hand.reason"], "a refusal says why"
    for given, code in ((Given("certificate"), "hand.what"), (Given("resumed"), "hand.what"), (Given("nothing"), "hand.what")):
        with pytest.raises(Refusal) as one:
            typed.enter(given)
        assert code_of(one) == [code], "what cannot have been said yet"


def test_correction_suspension_and_refusal_go_the_same_way(typed: Typed) -> None:
    typed.both(typed.given("accepted"))
    typed.both(typed.given("suspended", special="appraisal", days="5", reason="送鉴定"))
    assert typed.paused() is not None and "鉴定" in str(typed.turn.values[typed.task.away_why])
    typed.both(typed.given("resumed"))
    assert typed.paused() is None and len(typed.task.pauses) == 1
    need = next(iter(find_askable(typed.index, typed.item)))
    typed.both(typed.given("correct", needs=(need,), reason="字迹不清"))
    assert typed.state() is TaskState.CORRECT and typed.task.notice_needs
    decide_answered(typed.turn, typed.index, *typed.key)
    typed.turn.emit(TaskPassed(*typed.key, "rule", None))
    typed.hand_over()
    assert typed.follows and typed.step() == "type", "the answer is typed in anew"
    typed.type_in()
    typed.both(typed.given("decided", outcome="refuse", reason="不符合条件", facts={}))
    decided = [one for one in typed.events(TaskDecided) if one.item == typed.key[0]]
    assert (decided[-1].outcome, typed.state()) == ("refuse", TaskState.REFUSED)
    typed.check_replay()


def test_a_certificate_that_follows_is_entered_of_its_own(typed: Typed) -> None:
    typed.both(typed.given("decided", follows=True))
    assert typed.state() is TaskState.SENT and typed.task.approved == 1
    with pytest.raises(Refusal):
        typed.enter(typed.given("decided"))
    typed.both(typed.given("certificate", assigned="证-9", outcome=""))
    assert typed.state() is TaskState.APPROVED
    assert {typed.turn.values[ref] for ref in typed.task.numbers.values()} == {"证-9"}


def test_silence_is_chased_as_of_any_department(typed: Typed) -> None:
    found = find_chase(typed.item, typed.task, typed.turn.calendar)
    assert found is not None and found[0] == ACCEPT
    typed.both(typed.given("accepted"))
    found = find_chase(typed.item, typed.task, typed.turn.calendar)
    assert found is not None and found[0] == DECIDE


def test_no_event_holds_what_was_typed(typed: Typed) -> None:
    secret = "鲁密-20261128"
    typed.both(typed.given("decided", assigned=secret, reason="话里有人名"))
    written = json.dumps([write_event(one.event) for one in typed.turn.events], ensure_ascii=False, default=str)
    for value in (secret, "话里有人名", "疾控-2026-1", *(f'"{value}"' for _, value in typed.listing["fields"] if len(str(value)) > 6)):
        assert value not in written
