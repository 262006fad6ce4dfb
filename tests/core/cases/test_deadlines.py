"""A deadline that reached an unpublished year is provisional, and settled once the year is published."""

from datetime import date, timedelta

from shuangquan.core.cases.deadlines import decide_due
from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.words.calendar import Calendar
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
