"""A later refusal: what was given and does not count any more, with what rests on it, handled as its standard declares."""

import json
from dataclasses import replace
from typing import Any

import pytest

from shuangquan.core.cases.events import RefundOrdered
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.later import find_uninformed
from shuangquan.core.cases.later_events import DepartmentInformed, DepartmentRevoked, ResultWithdrawn
from shuangquan.core.cases.officers import allow_all
from shuangquan.core.cases.outside import Heard, decide_reports
from shuangquan.core.cases.outside_events import DepartmentReported
from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.result_events import CertificateRevoked, ResultDoubted
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.task_events import TaskSent, TaskStopped
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.walk import Walked, fill_form
from shuangquan.core.cases.walk_on import send_form
from shuangquan.core.cases.world import World
from shuangquan.core.standard.later import REFUND, TELL, WITHDRAW
from tests.core.cases.walks import find, plans, shipped

THEME, ROOT = "newborn", "household-registration"


class Done:
    """A matter in which everything was given; `acts` is what the registration declares."""

    def __init__(self, acts: tuple[str, ...], *, ends: bool = True) -> None:
        example = shipped().examples[THEME][0]
        self.world = World(shipped(), find(THEME, example.name.zh))
        self.walked: Walked = fill_form(
            self.world, lambda situation, missing: plans(THEME).make(str(example.region), str(example.signed_in), situation, missing)
        )
        send_form(self.walked, self.world)
        if ends:
            allow_all(self.walked, self.world)
        held = self.walked.index
        self.index: PlanIndex = replace(held, items={**held.items, ROOT: replace(held.items[ROOT], later=acts)})
        self.task = next(task for task in self.walked.case.tasks.values() if task.item == ROOT)

    def say(self, number: int, what: str, **said: Any) -> Heard:
        body = {"reason": {"zh": "材料是假的", "en": "forged"}, "outcome": "", "facts": {}, "follows": False, "assigned": "", "needs": []}
        content = json.dumps({**body, "until": "", **said, "number": number, "what": what}, ensure_ascii=False)
        now = self.walked.turn.now
        return Heard(self.task.package, self.task.package_digest, number, what, f"{number}{what}", "00", "key", now, content)

    def hear(self, *heard: Heard) -> None:
        assert decide_reports(self.walked.turn, self.index, self.index.items[ROOT], self.task, heard) == ()
        decide_running(self.walked.turn, self.index)

    def events(self, kind: type) -> list[Any]:
        return [one.event for one in self.walked.turn.events if isinstance(one.event, kind)]

    def check_replay(self) -> None:
        again = replay(self.walked.case.id, self.walked.turn.events, self.walked.turn.values)
        assert again.tasks == self.walked.case.tasks and again.certificates == self.walked.case.certificates


def test_without_a_word_what_rests_on_it_is_looked_at_by_its_own_department() -> None:
    done = Done(())
    done.hear(done.say(1, "revoked"))
    (revoked,) = done.events(DepartmentRevoked)
    assert (done.task.state, done.task.pledge) == (TaskState.DONE, "revoked")
    assert str(done.walked.turn.values[revoked.text]) == "材料是假的" and done.walked.turn.values[revoked.remedy]
    assert {one.item for one in done.events(CertificateRevoked)} == {ROOT}
    assert {one.item for one in done.events(ResultDoubted)} and not done.events(ResultWithdrawn)
    assert not done.events(RefundOrdered) and not list(find_uninformed(done.walked.case, done.index))
    done.check_replay()


def test_declared_what_rests_on_it_goes_with_it_and_the_money_goes_back() -> None:
    done = Done((WITHDRAW, REFUND))
    done.hear(done.say(1, "revoked"))
    gone = {one.item for one in done.events(ResultWithdrawn)}
    assert {"resident-medical-enrolment", "resident-medical-premium"} <= gone, "also what rests on what rests on it"
    assert not done.events(ResultDoubted)
    kept = {(made.item, made.member) for made in done.walked.case.certificates if not made.revoked}
    lost = {done.task.key, *((one.item, one.member) for one in done.events(ResultWithdrawn))}
    assert kept and not kept & lost, "what does not rest on it stays"
    paid = {line[:2] for payment in done.walked.case.payments.values() for line in payment.lines}
    assert paid and {(one.item, one.member) for one in done.events(RefundOrdered)} == paid & lost
    before = len(done.walked.turn.events)
    done.hear(done.say(1, "revoked"))
    assert len(done.walked.turn.events) == before, "said twice, done once"
    done.check_replay()


def test_declared_the_departments_are_told_once() -> None:
    done = Done((WITHDRAW, TELL))
    done.hear(done.say(1, "revoked"))
    waiting = [task.item for task in find_uninformed(done.walked.case, done.index)]
    assert "resident-medical-enrolment" in waiting and ROOT not in waiting, "who took it back knows"
    for task in list(find_uninformed(done.walked.case, done.index)):
        done.walked.turn.emit(DepartmentInformed(*task.key, task.because, "p"))
    assert not list(find_uninformed(done.walked.case, done.index))
    done.check_replay()


def test_what_is_under_way_for_it_stops_when_declared() -> None:
    done = Done((WITHDRAW,), ends=False)
    walked = done.walked
    decide_running(walked.turn, done.index)
    done.task = walked.case.tasks[next(key for key in walked.case.tasks if key[0] == ROOT)]
    walked.turn.emit(TaskSent(*done.task.key, "P1", "d" * 64))
    facts = {"registrant.id_number": "379900202611201005", "registrant.household_number": "H1"}
    done.hear(done.say(1, "decided", outcome="approve", facts=facts, assigned="页-1"))
    mine = [task for task in walked.case.tasks.values() if task.member == done.task.member]
    under_way = {task.item for task in mine if not task.ended and task.state is not TaskState.PLANNED}
    assert under_way
    done.hear(done.say(2, "revoked"))
    assert {one.item for one in done.events(TaskStopped)} >= under_way
    assert all(walked.case.tasks[task.key].ended for task in mine)
    done.check_replay()


@pytest.mark.parametrize("what", ["suspended", "decided", "certificate", "correct"])
def test_anything_else_that_comes_late_is_kept_and_does_nothing(what: str) -> None:
    done = Done((WITHDRAW, REFUND))
    before = [task.state for task in done.walked.case.tasks.values()]
    done.hear(done.say(1, what, outcome="refuse" if what == "decided" else ""))
    assert [task.state for task in done.walked.case.tasks.values()] == before
    assert len(done.events(DepartmentReported)) == 1 and not done.events(DepartmentRevoked)
    done.check_replay()


def test_a_gap_before_it_is_asked_for_first() -> None:
    done = Done((WITHDRAW,))
    done.hear(done.say(2, "revoked"))
    assert not done.events(DepartmentRevoked)
    done.hear(done.say(1, "accepted"))
    assert done.events(DepartmentRevoked)
