"""A deadline that reached an unpublished year is provisional, and settled once the year is published."""

from datetime import date, datetime, timedelta

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.deadlines import decide_due, settle_case
from shuangquan.core.cases.deskwork import decide_answered, decide_correction, decide_refuse
from shuangquan.core.cases.events import DueSettled
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.kinds import read_event
from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.task_events import CorrectionAnswered
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.calendar import Calendar, find_deadline, shift_deadline
from tests.core.cases.walks import walk

ITEM = "vehicle-transport-certificate"
NEW_YEAR = frozenset({date(2027, 1, 1)})


def test_published_years_settle_what_was_provisional() -> None:
    walked = walk("freight", "重型车未接入卫星定位")
    turn = walked.turn
    task = next(t for t in walked.case.tasks.values() if t.state is TaskState.REVIEW)
    task.accepted_at = turn.now.replace(year=2026, month=12, day=30)
    task.provisional, before = True, task.due_at
    turn.calendar = Calendar(frozenset({2026}), frozenset(), frozenset())
    decide_due(turn, walked.index)
    assert bool(task.provisional)
    turn.calendar = Calendar(frozenset({2026, 2027}), NEW_YEAR, frozenset())
    decide_due(turn, walked.index)
    assert not walked.case.tasks[task.key].provisional
    assert task.due_at is not None
    assert task.due_at.date() == date(2027, 1, 7)
    assert task.due_at != before
    decide_running(turn, walked.index)
    assert replay(walked.case.id, turn.events, turn.values).tasks[task.key].due_at == task.due_at
    turn.now += timedelta(days=1)
    count = len(turn.events)
    decide_due(turn, walked.index)
    assert len(turn.events) == count


def asked_to_correct(accepted: datetime, asked: datetime) -> tuple[Turn, PlanIndex, Task]:
    """A task with a limit of five working days, accepted at one moment and asked for a correction at another."""
    walked = walk("freight", "重型车未接入卫星定位")
    turn, index = walked.turn, walked.index
    task = next(t for t in walked.case.tasks.values() if t.state is TaskState.REVIEW)
    limit = index.items[task.item].promised or index.items[task.item].statutory
    assert limit is not None
    due = find_deadline(accepted, limit, turn.calendar)
    task.accepted_at, task.due_at, task.provisional = accepted, due.at, due.provisional
    turn.now = asked
    decide_correction(
        turn, index, task.item, task.member, (task.missing or tuple(n.ref for n in index.items[task.item].needs))[:1], "请补交", "o"
    )
    return turn, index, task


def test_a_pause_is_counted_again_by_the_published_year() -> None:
    """Days off that were not known when the clock stood still lengthen the limit, not the pause only."""
    walked = walk("freight", "重型车未接入卫星定位")
    begun = walked.turn.now.replace(year=2026, month=12, day=30)
    walked.turn.calendar = Calendar(frozenset({2026}), frozenset(), frozenset())
    turn, index, task = asked_to_correct(begun, begun + timedelta(days=1))
    turn.calendar = walked.turn.calendar
    task.provisional = True
    turn.now = begun + timedelta(days=2)
    decide_answered(turn, index, task.item, task.member)
    assert bool(task.provisional)
    turn.calendar = Calendar(frozenset({2026, 2027}), NEW_YEAR | {date(2027, 1, 4), date(2027, 1, 5)}, frozenset())
    decide_due(turn, index)
    limit = index.items[task.item].promised or index.items[task.item].statutory
    assert limit is not None
    whole = find_deadline(begun, limit, turn.calendar).at
    assert task.due_at == shift_deadline(whole, begun + timedelta(days=1), begun + timedelta(days=2), limit, turn.calendar).at
    assert not task.provisional


def test_a_pause_that_moves_a_deadline_into_an_unpublished_year_makes_it_provisional() -> None:
    walked = walk("freight", "重型车未接入卫星定位")
    begun = walked.turn.now.replace(year=2026, month=12, day=21)
    turn, index, task = asked_to_correct(begun, begun + timedelta(days=1))
    turn.calendar = Calendar(frozenset({2026}), frozenset(), frozenset())
    assert not bool(task.provisional)
    turn.now = begun + timedelta(days=20)
    decide_answered(turn, index, task.item, task.member)
    assert task.provisional
    assert task.due_at is not None
    assert task.due_at.year == 2027


def test_an_answer_noted_before_it_could_be_provisional_is_read() -> None:
    read = read_event("correction.answered", 1, {"item": "i", "member": None, "due_at": None})
    assert read == CorrectionAnswered("i", None, None, False)


def test_the_limit_of_the_theme_stands_while_the_applicant_is_waited_for() -> None:
    """Two corrections that overlap stop it once; a refusal out of a correction ends the wait as an answer does."""
    walked = walk("newborn", "未婚随父、没有亲子鉴定")
    turn, index, case = walked.turn, walked.index, walked.case
    task = next(t for t in case.tasks.values() if t.state is TaskState.REVIEW)
    limit, before, begun = index.plan.limit, case.due_at, turn.now
    assert limit is not None
    assert before is not None
    needs = (task.missing or tuple(n.ref for n in index.items[task.item].needs))[:1]
    decide_correction(turn, index, task.item, task.member, needs, "请补交", "o")
    turn.now = begun + timedelta(days=4)
    decide_due(turn, index)
    assert case.due_at == before
    other = Task("other", None, state=TaskState.CORRECT, accepted_at=begun, paused_at=begun + timedelta(days=2))
    case.tasks[other.key] = other
    decide_answered(turn, index, task.item, task.member)
    assert case.due_at == before, "the other one is still waited for"
    other.pauses.append((begun + timedelta(days=2), begun + timedelta(days=6)))
    other.paused_at = None
    turn.now = begun + timedelta(days=6)
    settle_case(turn, index)
    assert case.due_at == shift_deadline(before, begun, turn.now, limit, turn.calendar).at
    assert case.due_at > before
    del case.tasks[other.key]
    decide_correction(turn, index, task.item, task.member, needs, "请再补", "o")
    turn.now = begun + timedelta(days=9)
    decide_refuse(turn, index, task.item, task.member, "不符合", "可以重新申请", "o")
    assert task.pauses[-1] == (begun + timedelta(days=6), turn.now)
    moved = shift_deadline(before, begun, begun + timedelta(days=4), limit, turn.calendar).at
    assert case.due_at == shift_deadline(moved, begun + timedelta(days=6), turn.now, limit, turn.calendar).at
    assert read_event("due.settled", 1, {"due_at": before.isoformat()}) == DueSettled(before, False)
