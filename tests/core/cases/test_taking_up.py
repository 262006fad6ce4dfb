"""Later addition: what was taken back is taken up again, in the running matter and in one that has ended."""

from datetime import timedelta

import pytest

from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.taking_up import AGAIN_WITHIN, decide_again, may_take_up
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.walk import Walked
from shuangquan.core.cases.walk_on import go_on, run_on
from shuangquan.core.cases.withdrawing import decide_cancel, decide_withdraw_item
from shuangquan.core.cases.world import World
from shuangquan.core.words.errors import Refusal
from tests.core.cases.small_standard import Small
from tests.core.cases.test_arising import begin, both


def taken_back(*, elsewhere: bool = False) -> tuple[Walked, World]:
    """The score is taken back, and what needs it has stopped: the matter came to nothing."""
    small = both(Small())
    if not elsewhere:
        small.library["facts"]["person.score"]["by_hand"] = False
        small.library["certificates"]["score-sheet"].pop("find")
    walked, world = begin(small)
    decide_withdraw_item(walked.turn, walked.index, "assess", None)
    go_on(walked, world)
    return walked, world


def test_it_goes_on_in_a_matter_that_had_ended_with_what_was_stopped() -> None:
    walked, world = taken_back()
    assert walked.case.state.value == "not_completed"
    walked.turn.now += timedelta(days=3)
    decide_again(walked.turn, walked.index, "assess", None)
    assert walked.case.state.value == "submitted" and walked.case.closed_at is None
    assert {task.state for task in walked.case.tasks.values()} == {TaskState.PLANNED}
    go_on(walked, world)
    run_on(walked, world)
    assert {task.state for task in walked.case.tasks.values()} == {TaskState.DONE} and walked.case.state is CaseState.COMPLETED
    assert replay(walked.case.id, walked.turn.events, dict(walked.turn.values)) == walked.case


def test_the_time_it_was_taken_back_is_nobodys_delay() -> None:
    walked, _ = taken_back()
    due, away = walked.case.due_at, timedelta(days=7)
    walked.turn.now += away
    decide_again(walked.turn, walked.index, "assess", None)
    assert due is not None and walked.case.due_at is not None and walked.case.due_at >= due + away - timedelta(days=3)
    assert not walked.case.tasks["assess", None].due_at or walked.case.tasks["assess", None].state is TaskState.PLANNED


def test_what_was_had_elsewhere_meanwhile_is_not_done_again() -> None:
    walked, _ = taken_back(elsewhere=True)
    assert walked.case.missing == ("item:assess",)
    with pytest.raises(Refusal, match=r"again\.replaced"):
        decide_again(walked.turn, walked.index, "assess", None)


def test_a_while_after_the_end_a_new_matter_is_needed() -> None:
    walked, _ = taken_back()
    task = walked.case.tasks["assess", None]
    walked.turn.now += AGAIN_WITHIN
    assert may_take_up(walked.turn, task)
    walked.turn.now += timedelta(seconds=1)
    assert not may_take_up(walked.turn, task)
    with pytest.raises(Refusal, match=r"again\.too_late"):
        decide_again(walked.turn, walked.index, "assess", None)


def test_only_what_was_taken_back_and_never_a_whole_matter() -> None:
    walked, _ = taken_back()
    with pytest.raises(Refusal, match=r"task\.not_here"):
        decide_again(walked.turn, walked.index, "subsidy", None)
    with pytest.raises(Refusal, match=r"task\.not_here"):
        decide_again(walked.turn, walked.index, "nothing", None)
    whole, _ = begin(both(Small()))
    decide_cancel(whole.turn, "assess", "本人来窗口要求整件不办", "officer-1")
    with pytest.raises(Refusal, match=r"task\.not_here"):
        decide_again(whole.turn, whole.index, "assess", None)


def test_a_department_is_first_told_that_it_was_taken_back() -> None:
    walked, _ = taken_back()
    task = walked.case.tasks["assess", None]
    task.package = "package-1"
    with pytest.raises(Refusal, match=r"again\.recalling"):
        decide_again(walked.turn, walked.index, "assess", None)
    task.recalled_at = walked.turn.now
    assert may_take_up(walked.turn, task)
