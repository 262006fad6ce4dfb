"""监察: a warning, a yellow card, a red one; each once, only while the clock runs, and a red one is accounted for."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangquan.core.cases.approval import STOPPED, Approvals
from shuangquan.core.cases.possible import find_acts
from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.supervision import LEVELS, RED, WARN, YELLOW, decide_account, decide_card, find_level
from shuangquan.core.cases.supervision_events import CardIssued
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.walk import Walked
from shuangquan.core.words.errors import Refusal
from tests.core.cases.test_approval import ITEM, walk_under

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
LIMIT = timedelta(hours=10)


@pytest.mark.parametrize(("hours", "level"), [(0, ""), (7.9, ""), (8, WARN), (10, WARN), (10.1, YELLOW), (15, YELLOW), (15.1, RED)])
def test_levels_are_shares_of_the_limit(hours: float, level: str) -> None:
    assert find_level(AT, AT + LIMIT, AT + timedelta(hours=hours)) == level


@given(st.lists(st.integers(0, 40), min_size=2, max_size=6))
def test_a_level_never_falls_as_time_goes(hours: list[int]) -> None:
    found = [LEVELS.index(find_level(AT, AT + LIMIT, AT + timedelta(hours=one))) for one in sorted(hours)]
    assert found == sorted(found)


def test_without_a_limit_nothing_is_late() -> None:
    assert find_level(AT, None, AT + timedelta(days=99)) == "" == find_level(None, AT, AT)


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Walked:
    """A matter with tasks that a person is to look at."""
    return walk_under(monkeypatch, Approvals({ITEM: STOPPED}))


def key(walked: Walked) -> tuple[str, str | None]:
    return next(one.key for one in walked.case.tasks.values() if one.state is TaskState.REVIEW and one.due_at)


def issued(walked: Walked) -> list[str]:
    return [held.event.level for held in walked.turn.events if isinstance(held.event, CardIssued)]


def test_each_card_comes_once_and_a_red_one_is_accounted_for(waiting: Walked) -> None:
    task = waiting.case.tasks[key(waiting)]
    assert task.accepted_at is not None and task.due_at is not None
    whole = task.due_at - task.accepted_at
    for share, cards in ((0.5, []), (0.9, [WARN]), (1.01, [WARN, YELLOW]), (1.2, [WARN, YELLOW]), (1.6, [WARN, YELLOW, RED])):
        waiting.turn.now = task.accepted_at + share * whole
        decide_card(waiting.turn, *task.key)
        assert issued(waiting) == cards, share
    item = waiting.index.items[task.item]
    assert "account" in find_acts(waiting.turn, item, task, "staff-1")
    with pytest.raises(Refusal, match=r"reason\.empty"):
        decide_account(waiting.turn, *task.key, " ", "staff-1")
    decide_account(waiting.turn, *task.key, "等外省回函，下周三办完", "staff-1")
    assert waiting.turn.values[task.card_answer] == "等外省回函，下周三办完"
    assert "account" not in find_acts(waiting.turn, item, task, "staff-1")
    with pytest.raises(Refusal, match=r"task\.not_here"):
        decide_account(waiting.turn, *task.key, "再说一次", "staff-1")
    assert replay(waiting.case.id, waiting.turn.events, waiting.turn.values).tasks == waiting.case.tasks


def test_a_clock_that_stands_gives_no_card(waiting: Walked) -> None:
    task = waiting.case.tasks[key(waiting)]
    assert task.due_at is not None
    task.paused_at, waiting.turn.now = waiting.turn.now, task.due_at + timedelta(days=400)
    decide_card(waiting.turn, *task.key)
    assert issued(waiting) == []
