"""What an item waits for outside: facts told with it, and reminders while it does not come."""

from datetime import date, timedelta
from typing import Any

import pytest

from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.stages import decide_met
from shuangquan.core.cases.task_events import StageReminded
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.walk import Walked, fill_form
from shuangquan.core.cases.walk_on import send_form
from shuangquan.core.words.errors import Refusals
from shuangquan.core.words.names import Var
from tests.core.cases.small_standard import Small


def visited(small: Small) -> Small:
    """Before its result the assessment waits for the clinic, which tells on which day it saw the person."""
    item = small.library["items"]["assess"]
    event = {"from": "clinic", "about": "holder", "gives": ["holder.seen_on"], "remind": {"calendar_days": 10}}
    grades = {"grade": "U", "source": "待核"}
    item["stages"] = [{"id": "visit", "name": {"zh": "到场"}, "event": event | {"give_up": {"calendar_days": 35} | grades}}]
    item["decided_by"], item["rules"] = "platform", [{"when": "else", "then": "approve", "reason": {"zh": "材料齐全"}}]
    item["gives"]["numbering"] = "block"
    small.examples["examples"][0]["outside"]["assess"]["seen_on"] = "2026-04-09"
    return small


def test_what_is_told_with_an_event_is_a_result_like_any_other() -> None:
    small = visited(Small())
    assert small.check() <= {"no-refusal-example"}
    walked = walk_small(small)
    assert walked.case.value(Var("holder", "seen_on")) == date(2026, 4, 9)
    assert replay(walked.case.id, walked.turn.events, dict(walked.turn.values)) == walked.case


def test_an_event_without_what_it_has_to_tell_is_refused_whole() -> None:
    walked = walk_small(visited(Small()), until_visit=True)
    with pytest.raises(Refusals) as wrong:
        decide_met(walked.turn, walked.index, "assess", None, "到场了", "clinic-1", {"holder.seen_on": "昨天"})
    assert [(one.code, one.where) for one in wrong.value.refusals] == [("fact.type.date", "holder.seen_on")]
    with pytest.raises(Refusals):
        decide_met(walked.turn, walked.index, "assess", None, "到场了", "clinic-1")
    assert walked.case.tasks["assess", None].state is TaskState.WAITING
    decide_met(walked.turn, walked.index, "assess", None, "到场了", "clinic-1", {"holder.seen_on": "2026-04-09"})
    assert walked.case.tasks["assess", None].state is TaskState.PASSED


def test_whoever_has_to_tell_is_reminded_again_and_again_until_a_person_decides() -> None:
    walked = walk_small(visited(Small()), until_visit=True)
    begun = walked.turn.now
    for days in range(1, 40):
        walked.turn.now = begun + timedelta(days=days)
        decide_running(walked.turn, walked.index)
    task = walked.case.tasks["assess", None]
    reminders = [(one.at - begun).days for one in walked.turn.events if isinstance(one.event, StageReminded)]
    assert reminders == [11, 21, 31], "a day is over at midnight"
    assert task.remind_at is None
    assert (task.state, task.why) == (TaskState.REVIEW, "awaited")


@pytest.mark.parametrize(
    ("event", "code"),
    [({"about": "hodler"}, "unknown-name"), ({"gives": ["holder.seen"]}, "unknown-name"), ({"gives": ["holder.score"]}, "event-twice")],
)
def test_what_an_event_is_about_and_tells_is_checked(event: dict[str, Any], code: str) -> None:
    small = visited(Small())
    small.library["items"]["assess"]["stages"][0]["event"] |= event
    assert code in small.check()


def walk_small(small: Small, *, until_visit: bool = False) -> Walked:
    """The first example walked to its end, or to where it waits for the visit."""
    if not until_visit:
        return small.walk()
    bundle = small.load()
    world = small.world(bundle, "重度")
    walked = fill_form(world, small.plans(bundle))
    send_form(walked, world)
    assert walked.case.tasks["assess", None].state is TaskState.WAITING
    return walked
