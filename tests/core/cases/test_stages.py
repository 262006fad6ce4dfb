"""What waits: an item that lies open (公示), whose time counts in no limit, and one whose source is away."""

from datetime import date
from typing import TypeVar

from shuangquan.core.cases.gather import decide_down, find_retries
from shuangquan.core.cases.task_events import StageBegun, StageEnded, TaskAccepted, TaskSent
from shuangquan.core.cases.walk import Walked
from shuangquan.core.words.calendar import find_working_days
from tests.core.cases.walks import walk

T = TypeVar("T")
ITEM = "special-post-approval"


def happened(walked: Walked, kind: type[T]) -> list[T]:
    return [h.event for h in walked.turn.events if isinstance(h.event, kind) and getattr(h.event, "item", "") == ITEM]


def test_the_package_goes_out_only_after_the_time_is_over() -> None:
    walked = walk("retirement", "特殊工种先公示五个工作日")
    kinds = [type(h.event) for h in walked.turn.events if getattr(h.event, "item", "") == ITEM]
    assert kinds.index(StageBegun) < kinds.index(StageEnded) < kinds.index(TaskSent)
    (begun,) = happened(walked, StageBegun)
    assert (begun.stage, begun.provisional) == ("publicity", False)
    assert find_working_days(date(2026, 2, 10), begun.until.date(), walked.turn.calendar) == 5


def test_the_items_limit_moves_by_the_time_it_lay_open() -> None:
    walked = walk("retirement", "特殊工种先公示五个工作日")
    (accepted,), (ended,) = happened(walked, TaskAccepted), happened(walked, StageEnded)
    assert accepted.due_at is not None and ended.due_at is not None
    assert find_working_days(accepted.due_at.date(), ended.due_at.date(), walked.turn.calendar) >= 5
    task = walked.case.tasks[ITEM, None]
    assert (task.stage, task.stages, task.until, len(task.pauses)) == ("", 1, None, 1)


def test_that_a_source_is_still_away_is_no_news() -> None:
    walked = walk("disability", "低保接口停用时补贴先等着，恢复了自己接着办")
    (again,) = find_retries(walked.case, walked.index)
    before = len(walked.turn.events)
    decide_down(walked.turn, again)
    assert len(walked.turn.events) == before, "a case that waits would grow with every look"
