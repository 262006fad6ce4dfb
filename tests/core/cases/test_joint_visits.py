"""What has to happen outside before a result is made: one visit for several items, each answered for itself; and objections."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shuangquan.core.cases.deskwork import decide_pass, decide_refuse
from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.stages import decide_met, decide_objected, find_wait
from shuangquan.core.cases.task_events import StageBegun
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.visits import MOST, decide_photographed, find_photos
from shuangquan.core.cases.world import World
from shuangquan.core.words.errors import Refusal
from tests.core.cases import running_on as on
from tests.core.cases.matter import Matter
from tests.core.cases.walks import shipped

THEME, EXAMPLE = "restaurant-opening", "饭店，三个部门一次上门"
FOOD, FIRE, SIGN = ("food-licence", None), ("fire-check", None), ("signboard", None)


def visited() -> Matter:
    matter = Matter(THEME, EXAMPLE)
    on.fill(matter, papers=True)
    on.run(matter)
    return matter


def begun(matter: Matter) -> list[tuple[str, object]]:
    return [(h.event.item, h.at) for h in matter.turn.events if isinstance(h.event, StageBegun)]


def test_photographs_are_seen_by_everybody_who_came_and_taken_only_there() -> None:
    matter = visited()
    turn, index = matter.turn, matter.index
    decide_photographed(turn, index, *FIRE, "blob-1", "0" * 64, "二层通道", "officer-1")
    decide_photographed(turn, index, *FOOD, "blob-2", "1" * 64, "", "officer-2")
    for key in (FOOD, FIRE, SIGN):
        assert {one.photo.blob for one in find_photos(matter.case, index, index.items[key[0]], None)} == {"blob-1", "blob-2"}
    assert find_photos(matter.case, index, index.items["licence-check"], None) == ()
    with pytest.raises(Refusal, match=r"task\.not_here"):
        decide_photographed(turn, index, "licence-check", None, "blob-3", "2" * 64, "", "officer-1")
    for number in range(MOST - 1):
        decide_photographed(turn, index, *FIRE, f"more-{number}", "3" * 64, "", "officer-1")
    with pytest.raises(Refusal, match=r"photo\.many"):
        decide_photographed(turn, index, *FIRE, "one too many", "4" * 64, "", "officer-1")
    assert replay(turn.case.id, turn.events, turn.values) == turn.case


def test_three_departments_come_at_once() -> None:
    matter = visited()
    assert {matter.case.tasks[key].state for key in (FOOD, FIRE, SIGN)} == {TaskState.WAITING}
    assert {item for item, _ in begun(matter)} == {"food-licence", "fire-check", "signboard"}
    assert len({at for _, at in begun(matter)}) == 1
    wait = find_wait(matter.index.items["fire-check"], matter.case.tasks[FIRE])
    assert wait is not None and wait.joint == ("food-licence", "fire-check", "signboard") and wait.awaits == "fire"


def test_each_answers_for_itself_and_what_fails_stops_only_itself() -> None:
    matter = visited()
    decide_met(matter.turn, matter.index, *FOOD, "布局合理", "market-1")
    decide_objected(matter.turn, matter.index, *FIRE, "没有疏散通道", "fire-1")
    on.run(matter)
    tasks = matter.case.tasks
    assert (tasks[FOOD].state, tasks[FIRE].state, tasks[SIGN].state) == (TaskState.DONE, TaskState.REVIEW, TaskState.WAITING)
    assert tasks[FIRE].why == "stage" and matter.turn.values[tasks[FIRE].text] == "没有疏散通道"
    decide_refuse(matter.turn, matter.index, *FIRE, "没有疏散通道", "改好了再来", "fire-1")
    decide_met(matter.turn, matter.index, *SIGN, "尺寸符合", "urban-1")
    on.run(matter)
    assert matter.case.state is CaseState.PARTIALLY_COMPLETED


def test_what_was_found_is_looked_at_again_after_it_was_mended() -> None:
    matter = visited()
    decide_objected(matter.turn, matter.index, *FIRE, "灭火器过期", "fire-1")
    decide_pass(matter.turn, *FIRE, "已经换新，再去看一次", "fire-1")
    on.run(matter)
    assert matter.case.tasks[FIRE].state is TaskState.WAITING
    assert [item for item, _ in begun(matter)].count("fire-check") == 2


def test_the_others_wait_for_one_that_a_person_still_looks_at() -> None:
    matter = Matter(THEME, EXAMPLE)
    answers = {**matter.world.example.answers, "site.sign_width": 12}
    matter.world = World(shipped(), replace(matter.world.example, answers=answers))
    on.fill(matter, papers=True)
    on.run(matter)
    assert matter.case.tasks[SIGN].state is TaskState.REVIEW
    assert {matter.case.tasks[key].state for key in (FOOD, FIRE)} == {TaskState.PASSED}, "one visit, not two"
    decide_pass(matter.turn, *SIGN, "设计图已看", "urban-1")
    on.run(matter)
    assert {matter.case.tasks[key].state for key in (FOOD, FIRE, SIGN)} == {TaskState.WAITING}


def test_after_the_last_day_a_person_decides_and_the_clock_has_stood() -> None:
    matter = visited()
    task = matter.case.tasks[FIRE]
    due = task.due_at
    assert task.until is not None and due is not None
    matter.turn.now = task.until + timedelta(minutes=1)
    decide_running(matter.turn, matter.index)
    assert (task.state, task.why) == (TaskState.REVIEW, "awaited")
    assert task.due_at is not None and task.due_at > due


def test_who_tells_says_what_was_found_and_only_once() -> None:
    matter = visited()
    for decide in (decide_met, decide_objected):
        with pytest.raises(Refusal, match=r"reason\.empty"):
            decide(matter.turn, matter.index, *FOOD, "  ", "market-1")
    decide_met(matter.turn, matter.index, *FOOD, "布局合理", "market-1")
    with pytest.raises(Refusal, match=r"task\.not_here"):
        decide_met(matter.turn, matter.index, *FOOD, "布局合理", "market-1")


def test_an_objection_is_decided_once_and_it_does_not_lie_open_again() -> None:
    matter = Matter("retirement", "特殊工种先公示五个工作日")
    on.fill(matter, papers=True)
    for _ in range(6):
        on.run(matter)
        for task in matter.find_tasks("passed"):
            on.send(matter, task)
        for task in matter.find_tasks("sent"):
            on.answer_outside(matter, task, "approve")
    key = ("special-post-approval", None)
    assert matter.case.tasks[key].state is TaskState.WAITING
    with pytest.raises(Refusal, match=r"stage\.not_event"):
        decide_met(matter.turn, matter.index, *key, "到了", "hr-1")
    decide_objected(matter.turn, matter.index, *key, "有人反映年限不实", "hr-1")
    decide_pass(matter.turn, *key, "查过，属实", "hr-1")
    on.run(matter)
    assert matter.case.tasks[key].state is not TaskState.WAITING
    assert matter.case.tasks[key].stages == 1
