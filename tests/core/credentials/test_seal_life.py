"""The life of a seal, pure: who may do what after what, and how it stood at a time."""

from datetime import UTC, datetime, timedelta

import pytest

from shuangquan.core.credentials.seal_life import (
    ACTIVE,
    AGREE,
    ASK,
    ASKED,
    DECLINE,
    DECLINED,
    DESTROY,
    DESTROYED,
    DO,
    MAKE,
    RESUME,
    SUSPEND,
    SUSPENDED,
    SealStep,
    check_answer,
    check_ask,
    check_reason,
    check_suspend,
    check_usable,
    find_life,
    say_state_at,
)
from shuangquan.core.words.errors import Refusal

START = datetime(2026, 1, 1, tzinfo=UTC)
WHOLE = ((MAKE, ASK), (MAKE, AGREE), (SUSPEND, DO), (RESUME, ASK), (RESUME, AGREE), (DESTROY, ASK), (DESTROY, AGREE))


def steps(*taken: tuple[str, str]) -> tuple[SealStep, ...]:
    """A day after each other; a asks, b answers."""
    return tuple(
        SealStep("1", nth, what, step, "b" if step == AGREE else "a", START + timedelta(days=nth))
        for nth, (what, step) in enumerate(taken, 1)
    )


@pytest.mark.parametrize(
    ("many", "state"),
    [(0, ASKED), (1, ASKED), (2, ACTIVE), (3, SUSPENDED), (4, SUSPENDED), (5, ACTIVE), (6, ACTIVE), (7, DESTROYED)],
)
def test_states_follow_the_steps(many: int, state: str) -> None:
    life = find_life(steps(*WHOLE[:many]))
    assert (life.state, life.seq) == (state, many)
    assert (life.open is not None) == (many in (1, 4, 6))


def test_a_stamp_is_judged_by_the_state_of_its_time() -> None:
    held = steps(*WHOLE)
    said = [say_state_at(held, START + timedelta(days=day, hours=1)) for day in range(9)]
    assert said == ["", "", "good", "suspended", "suspended", "good", "good", "destroyed", "destroyed"]


def test_what_was_declined_changes_nothing_and_may_be_asked_again() -> None:
    life = find_life(steps(*WHOLE[:2], (DESTROY, ASK), (DESTROY, DECLINE)))
    assert (life.state, life.open) == (ACTIVE, None)
    check_ask(life, DESTROY)
    assert find_life(steps((MAKE, ASK), (MAKE, DECLINE))).state == DECLINED


def test_who_asked_may_not_agree() -> None:
    life = find_life(steps(*WHOLE[:6]))
    with pytest.raises(Refusal, match=r"sealing\.two"):
        check_answer(life, "a")
    assert check_answer(life, "b").what == DESTROY
    with pytest.raises(Refusal, match=r"sealing\.nothing"):
        check_answer(find_life(steps(*WHOLE[:5])), "b")


@pytest.mark.parametrize(
    ("many", "what", "code"), [(1, DESTROY, "open"), (2, RESUME, "state"), (7, DESTROY, "state"), (4, DESTROY, "open"), (2, MAKE, "state")]
)
def test_what_may_not_be_asked(many: int, what: str, code: str) -> None:
    with pytest.raises(Refusal, match=rf"sealing\.{code}"):
        check_ask(find_life(steps(*WHOLE[:many])), what)


@pytest.mark.parametrize("many", [0, 1, 3, 4, 7])
def test_what_is_not_in_use_seals_nothing_and_is_not_suspended(many: int) -> None:
    life = find_life(steps(*WHOLE[:many]))
    with pytest.raises(Refusal, match=r"sealing\.not_usable"):
        check_usable(life, "章")
    with pytest.raises(Refusal, match=r"sealing\.state"):
        check_suspend(life)


def test_suspending_lets_an_open_question_fall_away() -> None:
    life = find_life(steps(*WHOLE[:2], (DESTROY, ASK), (SUSPEND, DO)))
    assert (life.state, life.open) == (SUSPENDED, None)


def test_a_reason_is_needed() -> None:
    assert check_reason(" 丢了 ") == "丢了"
    with pytest.raises(Refusal, match=r"sealing\.reason"):
        check_reason(" \n ")
