"""Every event is documented, carries no value, and reads back as it was written."""

import dataclasses
from pathlib import Path
from typing import get_type_hints

from shuangquan.core.cases.kinds import KINDS
from shuangquan.core.cases.transitions import ENDS, REOPENINGS, TRANSITIONS, TaskState
from shuangquan.core.words.knowledge import Value

ROOT = Path(__file__).parents[2]


def test_every_event_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "events.md").read_text()
    assert not [kind for kind in KINDS if f"`{kind}`" not in page]


def test_no_event_has_a_field_for_a_value() -> None:
    for kind, shape in KINDS.items():
        hints = get_type_hints(shape)
        for field in dataclasses.fields(shape):
            assert hints[field.name] not in (Value, Value | None), f"{kind}.{field.name}"
            assert field.name not in ("values", "phone", "address", "id_number"), f"{kind}.{field.name}"
    situation_names = [kind for kind, shape in KINDS.items() if "name" in {f.name for f in dataclasses.fields(shape)}]
    assert situation_names == ["situation.settled"]


def test_every_kind_is_named_once_and_has_a_version() -> None:
    for kind, shape in KINDS.items():
        assert shape.kind == kind
        assert shape.version >= 1


def test_every_state_leads_to_an_end() -> None:
    leads: dict[TaskState, set[TaskState]] = {state: set() for state in TaskState}
    for (before, _), after in TRANSITIONS.items():
        leads[before].add(after)
    for state in TaskState:
        reached, todo = {state}, [state]
        while todo:
            for after in leads[todo.pop()] - reached:
                reached.add(after)
                todo.append(after)
        assert reached & ENDS, state
        assert (not leads[state]) == (state in ENDS)


def test_out_of_an_end_leads_a_reopening_only() -> None:
    assert REOPENINGS
    assert {kind for _, kind in REOPENINGS} == {"task.reopened"}
    assert all(before in ENDS and after not in ENDS for (before, _), after in REOPENINGS.items())
