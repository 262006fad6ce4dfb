"""A notice has a last day: then an officer looks again. Nothing is refused by silence, and nothing waits for ever."""

from datetime import timedelta

import pytest

from shuangquan.actions import outside
from shuangquan.actions.running import find_next
from shuangquan.core.cases.deskwork import decide_correction, decide_pass
from shuangquan.core.cases.drafting import decide_replan
from shuangquan.core.cases.replanning import find_wanted
from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.walk import Walked, fill_form
from shuangquan.core.cases.walk_on import hear_departments, send_form
from shuangquan.core.cases.withdrawing import decide_withdraw_item
from tests.core.cases.small_standard import Small
from tests.core.cases.walks import walk


def pass_days(walked: Walked, days: int) -> None:
    walked.turn.now += timedelta(days=days)
    decide_running(walked.turn, walked.index)


def test_an_officers_notice_comes_back_after_its_last_day() -> None:
    walked = walk("newborn", "集体户")
    task = next(one for one in walked.case.tasks.values() if one.state is TaskState.REVIEW)
    decide_correction(walked.turn, walked.index, task.item, task.member, ("household.address",), "请写到门牌号", "officer-1")
    due = task.due_at
    pass_days(walked, 30)
    assert task.state is TaskState.CORRECT, "the last day is theirs"
    pass_days(walked, 1)
    assert (task.state, task.why, task.answer_by, task.paused_at) == (TaskState.REVIEW, "unanswered", None, None)
    assert due is not None and task.due_at is not None and task.due_at > due, "the time in which it was awaited does not count"
    decide_pass(walked.turn, task.item, task.member, "电话核实过", "officer-1")
    assert replay(walked.case.id, walked.turn.events, dict(walked.turn.values)) == walked.case


def test_one_that_was_withdrawn_meanwhile_wakes_nobody_and_its_clock_stands_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    walked = walk("newborn", "集体户")
    monkeypatch.setattr(outside, "find_calendar", lambda: walked.turn.calendar)
    task = next(one for one in walked.case.tasks.values() if one.state is TaskState.REVIEW)
    decide_correction(walked.turn, walked.index, task.item, task.member, ("household.address",), "请写到门牌号", "officer-1")
    asked = find_next(walked.case, walked.index, 0)
    assert task.answer_by is not None and task.answer_by + timedelta(seconds=1) in {job.run_at for job in asked}
    last = task.answer_by
    decide_withdraw_item(walked.turn, walked.index, task.item, task.member)
    now = walked.case.tasks[task.key]
    assert (now.state, now.paused_at, now.answer_by) == (TaskState.WITHDRAWN, None, None) and now.pauses
    now.answer_by = last  # whatever an end leaves behind, it is over
    assert last + timedelta(seconds=1) not in {job.run_at for job in find_next(walked.case, walked.index, 0)}


def test_what_the_platform_asked_by_itself_comes_to_an_officer_with_what_lacks() -> None:
    small = Small()
    bundle = small.load()
    world = small.world(bundle, "重度")
    walked = fill_form(world, small.plans(bundle))
    send_form(walked, world)
    hear_departments(walked, world)
    decide_running(walked.turn, walked.index)
    wanted = find_wanted(walked.case, walked.index)
    assert wanted is not None
    walked.index = walked.plans(*wanted)
    decide_replan(walked.turn, walked.index, wanted[1])
    decide_running(walked.turn, walked.index)
    task = walked.case.tasks["subsidy", None]
    assert (task.state, task.asked) == (TaskState.CORRECT, True)
    pass_days(walked, 31)
    assert (task.state, task.why, task.missing, task.asked) == (TaskState.REVIEW, "unanswered", ("holder.account",), False)
