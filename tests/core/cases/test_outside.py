"""A department's own system: reports come twice, out of order, with gaps; each is applied once, in its order, none unverified."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.chasing import ACCEPT, DECIDE, decide_chased, find_chase
from shuangquan.core.cases.deskwork import decide_answered
from shuangquan.core.cases.order import is_for_outside
from shuangquan.core.cases.outside import ALTERED, REPLAYED, Heard, decide_reports, find_missing
from shuangquan.core.cases.outside_events import DepartmentChased, DepartmentReported
from shuangquan.core.cases.packages import build_package
from shuangquan.core.cases.parties import decide_withdraw
from shuangquan.core.cases.recall_events import DepartmentRecalled
from shuangquan.core.cases.recalling import find_cause, find_unrecalled
from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.task_events import TaskDecided, TaskSent
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.walk import Walked, fill_form
from shuangquan.core.cases.walk_on import send_form
from shuangquan.core.cases.withdrawing import decide_withdraw_item
from shuangquan.core.cases.world import World
from shuangquan.core.words.errors import Refusal
from tests.core.cases.walks import find, plans, shipped

THEME = "company-opening"


class Sent:
    """A task whose package is at its department."""

    def __init__(self) -> None:
        example = shipped().examples[THEME][0]
        world = World(shipped(), find(THEME, example.name.zh))
        self.walked: Walked = fill_form(
            world, lambda situation, missing: plans(THEME).make(str(example.region), str(example.signed_in), situation, missing)
        )
        send_form(self.walked, world)
        decide_running(self.turn, self.index)
        self.task: Task = next(task for task in self.walked.case.tasks.values() if is_for_outside(self.index.items[task.item], task))
        self.item = replace(self.index.items[self.task.item], supervised_by="market")
        self.hand_over()

    @property
    def turn(self) -> Any:
        return self.walked.turn

    @property
    def index(self) -> Any:
        return self.walked.index

    def hand_over(self) -> None:
        body = build_package(self.walked.case, self.index, self.item, self.task)
        self.package, self.follows = body.id, body.follows
        self.turn.emit(TaskSent(self.task.item, self.task.member, body.id, body.digest))

    def say(self, number: int, what: str, **said: Any) -> Heard:
        body = {
            "reason": {"zh": "话", "en": "word"},
            "outcome": "",
            "facts": {},
            "follows": False,
            "assigned": "",
            "needs": [],
            "until": "",
        }
        content = json.dumps({**body, **said, "number": number, "what": what}, ensure_ascii=False)
        package, digest = self.task.package, self.task.package_digest
        return Heard(package, digest, number, what, f"{what}{number}{content}", "00", "key", self.turn.now, content)

    def approve(self, number: int, **said: Any) -> Heard:
        made: dict[str, Any] = {"boolean": True, "integer": 1, "decimal": "1", "money": "1.00", "date": self.turn.today.isoformat()}
        back = {self.index.resolve(theirs): mine for mine, theirs in self.item.bind}
        facts = {}
        for path in self.item.gives:
            role, fact = path.split(".")
            facts[f"{back[role]}.{fact}"] = made.get(self.index.vars[path].type, f"N-{number}")
        return self.say(number, "decided", outcome="approve", facts=facts, assigned=f"鲁-{number}", **said)

    def hear(self, *heard: Heard) -> tuple[tuple[int, str], ...]:
        return decide_reports(self.turn, self.index, self.item, self.task, heard)

    def events(self, kind: type) -> list[Any]:
        return [one.event for one in self.turn.events if isinstance(one.event, kind)]

    def state(self) -> TaskState:
        return self.task.state

    def paused(self) -> datetime | None:
        return self.task.paused_at

    def check_replay(self) -> None:
        again = replay(self.walked.case.id, self.turn.events, self.turn.values)
        assert again.tasks == self.walked.case.tasks


@pytest.fixture
def sent() -> Sent:
    return Sent()


def test_reports_come_twice_and_are_applied_once(sent: Sent) -> None:
    said = (sent.say(1, "accepted"), sent.approve(2))
    assert sent.hear(*said, *said) == ()
    assert sent.hear(*said) == ()
    assert len(sent.events(DepartmentReported)) == 2
    assert len([one for one in sent.events(TaskDecided) if one.item == sent.task.item]) == 1
    assert sent.state() is TaskState.APPROVED
    assert set(sent.task.numbers) == {out.type for out in sent.item.certificates}
    sent.check_replay()


def test_what_comes_too_early_is_kept_until_its_turn_has_come(sent: Sent) -> None:
    sent.hear(sent.approve(3))
    sent.hear(sent.say(1, "accepted"))
    assert (sent.state(), sent.task.heard, find_missing(sent.task)) == (TaskState.SENT, 1, (2,))
    sent.hear(sent.say(2, "suspended", until="2026-12-01"))
    assert sent.state() is TaskState.APPROVED
    assert len(sent.task.pauses) == 1, "the clock stood between the second and the third report"
    sent.check_replay()


def test_another_word_under_a_number_already_told_is_not_believed(sent: Sent) -> None:
    sent.hear(sent.say(1, "accepted"))
    assert sent.hear(sent.say(1, "accepted", assigned="另一个")) == ((1, ALTERED),)
    assert len(sent.task.reports) == 1


def test_a_report_on_other_contents_is_not_believed(sent: Sent) -> None:
    old = sent.approve(2)
    other = Heard(old.package, "e" * 64, 2, old.what, old.digest, old.signature, old.signer, old.at, old.content)
    assert sent.hear(sent.say(1, "accepted"), other) == ((2, REPLAYED),)
    assert sent.state() is TaskState.SENT and set(sent.task.reports) == {1}


def test_a_correction_goes_to_the_applicant_and_its_answer_back_in_a_package_of_its_own(sent: Sent) -> None:
    own, theirs = sent.item.bind[0]
    fact = next(need.ref.split(".")[1] for need in sent.item.needs if need.kind == "fact" and need.ref.split(".")[0] == theirs)
    first, due = sent.package, sent.task.due_at
    sent.hear(sent.say(1, "accepted"), sent.say(2, "correct", needs=[f"{own}.{fact}"]))
    assert (sent.state(), sent.task.notice_needs) == (TaskState.CORRECT, (f"{sent.index.resolve(theirs)}.{fact}",))
    assert sent.turn.values[sent.task.notice] == "话"
    sent.turn.now += timedelta(days=5)
    decide_answered(sent.turn, sent.index, sent.task.item, sent.task.member)
    decide_running(sent.turn, sent.index)
    assert sent.state() is TaskState.PASSED
    assert due is None or (sent.task.due_at is not None and sent.task.due_at > due), "the clock stood meanwhile"
    sent.hand_over()
    assert sent.package != first and sent.follows == first
    sent.hear(sent.say(1, "accepted"), sent.approve(2))
    assert sent.state() is TaskState.APPROVED
    sent.check_replay()


def test_a_correction_that_names_nothing_of_the_matter_is_a_persons(sent: Sent) -> None:
    sent.hear(sent.say(1, "accepted"), sent.say(2, "correct", needs=["nobody.nothing"]))
    assert (sent.state(), sent.task.why) == (TaskState.REVIEW, "department")


def test_a_special_procedure_stops_the_clock_and_its_end_moves_the_limit(sent: Sent) -> None:
    sent.hear(sent.say(1, "accepted"), sent.say(2, "suspended", until="2026-12-09"))
    due = sent.task.due_at
    assert sent.paused() is not None and sent.turn.values[sent.task.away_why] == "话"
    sent.turn.now += timedelta(days=9)
    assert find_chase(sent.item, sent.task, sent.turn.calendar) is None, "nobody is reminded while the clock stands"
    sent.hear(sent.say(3, "resumed"))
    assert sent.paused() is None and sent.task.away_why == ""
    assert due is not None and sent.task.due_at is not None and sent.task.due_at > due
    sent.check_replay()


def test_a_certificate_may_follow_its_decision(sent: Sent) -> None:
    sent.hear(sent.say(1, "accepted"), sent.approve(2, follows=True))
    assert (sent.state(), sent.task.approved) == (TaskState.SENT, 2)
    sent.hear(sent.say(3, "certificate", assigned="证-9"))
    assert sent.state() is TaskState.APPROVED
    assert {sent.turn.values[ref] for ref in sent.task.numbers.values()} == {"证-9"}
    sent.check_replay()


def test_a_refusal_keeps_the_departments_words(sent: Sent) -> None:
    sent.hear(sent.say(1, "accepted"), sent.say(2, "decided", outcome="refuse"))
    assert (sent.state(), sent.turn.values[sent.task.text]) == (TaskState.REFUSED, "话")


def test_silence_is_chased_each_working_day_and_the_supervisor_is_told(sent: Sent) -> None:
    what, when = find_chase(sent.item, sent.task, sent.turn.calendar) or ("", sent.turn.now)
    assert what == ACCEPT
    assert not decide_chased(sent.turn, sent.item, sent.task, reached=True), "not before its time"
    for _ in range(3):
        sent.turn.now = when + timedelta(seconds=1)
        assert decide_chased(sent.turn, sent.item, sent.task, reached=True)
        when = sent.task.chase_at or when
    chased = sent.events(DepartmentChased)
    assert [one.nth for one in chased] == [1, 2, 3]
    assert [one.told for one in chased] == [(), (sent.item.supervised_by,), (sent.item.supervised_by,)] and sent.item.supervised_by
    sent.hear(sent.say(1, "accepted"))
    found = find_chase(sent.item, sent.task, sent.turn.calendar)
    assert found is not None and found[0] == DECIDE and sent.task.chased == 0
    sent.check_replay()


def test_a_package_handed_over_again_is_reported_on_from_the_first_number(sent: Sent) -> None:
    sent.hear(sent.say(1, "accepted"))
    sent.hand_over()
    assert (sent.task.reports, sent.task.rounds, sent.follows) == ({}, 1, "")


def test_what_comes_after_a_withdrawal_is_kept_and_has_no_effect(sent: Sent) -> None:
    sent.hear(sent.say(1, "accepted"))
    decide_withdraw_item(sent.turn, sent.index, sent.task.item, sent.task.member)
    assert (sent.state(), [task.key for task in find_unrecalled(sent.walked.case)]) == (TaskState.WITHDRAWN, [sent.task.key])
    assert find_cause(sent.task) == "withdrawn" and find_chase(sent.item, sent.task, sent.turn.calendar) is None
    sent.hear(sent.approve(2))
    assert sent.state() is TaskState.WITHDRAWN and sent.task.reports.keys() == {1, 2}
    assert not [one for one in sent.events(TaskDecided) if one.item == sent.task.item]
    sent.turn.emit(DepartmentRecalled(*sent.task.key, sent.task.package, known=True))
    assert not list(find_unrecalled(sent.walked.case))
    sent.check_replay()


def test_withdrawn_during_its_correction_the_department_is_told_too(sent: Sent) -> None:
    need = next(need for need in sent.item.needs if need.kind == "fact")
    role, fact = need.ref.split(".")
    own = next(mine for mine, theirs in sent.item.bind if sent.index.resolve(theirs) == sent.index.resolve(role))
    sent.hear(sent.say(1, "correct", needs=[f"{own}.{fact}"]))
    assert sent.state() is TaskState.CORRECT
    decide_withdraw(sent.turn, "founder")
    assert [task.key for task in find_unrecalled(sent.walked.case)] == [sent.task.key]


def test_once_the_department_has_approved_it_is_too_late(sent: Sent) -> None:
    sent.hear(sent.approve(1, follows=True))
    with pytest.raises(Refusal, match=r"task\.too_late"):
        decide_withdraw_item(sent.turn, sent.index, sent.task.item, sent.task.member)
    with pytest.raises(Refusal, match=r"case\.too_late"):
        decide_withdraw(sent.turn, "founder")
