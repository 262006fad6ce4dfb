"""Every shipped example comes out as its author wrote, and replays to the same case."""

import json

import pytest

from shuangquan.core.cases.expect import find_differences
from shuangquan.core.cases.kinds import read_event, write_event
from shuangquan.core.cases.replay import Happened, replay
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.world import World
from tests.core.cases.walks import examples, find, shipped, walk


@pytest.mark.parametrize(("theme", "name"), examples())
def test_example_comes_out_as_written(theme: str, name: str) -> None:
    assert find_differences(walk(theme, name), World(shipped(), find(theme, name))) == ()


@pytest.mark.parametrize(("theme", "name"), examples())
def test_events_read_back_and_replay_to_the_same_case(theme: str, name: str) -> None:
    walked = walk(theme, name)
    stored = [(h.event.kind, h.event.version, json.dumps(write_event(h.event)), h.at) for h in walked.turn.events]
    back = [Happened(read_event(kind, version, json.loads(body)), at) for kind, version, body, at in stored]
    assert replay(walked.case.id, back, walked.turn.values) == walked.case


@pytest.mark.parametrize(("theme", "name"), examples())
def test_no_event_holds_what_anybody_said(theme: str, name: str) -> None:
    walked = walk(theme, name)
    bodies = "\n".join(json.dumps(write_event(h.event), ensure_ascii=False) for h in walked.turn.events)
    said = {
        str(value) for value in walked.turn.values.values() if value is not None and len(str(value)) > 3 and value not in ("true", "false")
    }
    codes = {word for item in walked.index.plan.items for word in (item.department, item.id)} | {"mother", "father", "light", "heavy"}
    assert said, "nothing was said"
    assert not [value for value in said - codes if f'"{value}"' in bodies]


def test_twins_make_two_of_everything_from_one_form() -> None:
    walked = walk("newborn", "城区双胞胎随母")
    kinds = [made.type for made in walked.case.certificates]
    assert len(kinds) == 8
    assert {kinds.count(kind) for kind in kinds} == {2}
    assert all(task.state is TaskState.DONE for task in walked.case.tasks.values())


def test_a_wrong_expectation_is_found() -> None:
    walked = walk("newborn", "城区双胞胎随母")
    world = World(shipped(), find("newborn", "未婚随母、不登记父亲"))
    assert find_differences(walked, world)
