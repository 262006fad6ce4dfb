"""投诉: whoever is complained about does not answer; limits; one level up, once."""

from collections.abc import Callable
from datetime import datetime

import pytest

from shuangquan.core.cases.complaints import (
    ANSWER_WITHIN,
    OPERATOR,
    check_answer,
    check_handler,
    place_complaint,
    raise_complaint,
)
from shuangquan.core.words.calendar import Calendar, find_working_days
from shuangquan.core.words.errors import Refusal
from tests.core.cases.matter import ZONE

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZONE)
YEAR = Calendar(frozenset({2026}), frozenset(), frozenset())


def code(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.code


def test_it_goes_to_who_took_no_part() -> None:
    own = place_complaint("task", "police", ["staff-1", "staff-2"], ["staff-1"], NOW, YEAR)
    assert (own.desk, own.level, own.provisional) == ("police", 1, False)
    assert find_working_days(NOW.date(), own.answer_by.date(), YEAR) == ANSWER_WITHIN.amount
    assert place_complaint("conduct", "police", ["staff-1"], ["staff-1", "staff-7"], NOW, YEAR).desk == OPERATOR
    assert place_complaint("task", "police", [], [], NOW, YEAR).desk == OPERATOR
    assert place_complaint("system", "", ["staff-2"], [], NOW, YEAR).desk == OPERATOR
    assert code(lambda: place_complaint("weather", "police", [], [], NOW, YEAR)) == "complaint.about"


def test_one_level_up_once() -> None:
    up = raise_complaint("answered", 1, NOW, YEAR)
    assert (up.desk, up.level) == (OPERATOR, 2)
    assert code(lambda: raise_complaint("open", 1, NOW, YEAR)) == "complaint.step"
    assert code(lambda: raise_complaint("answered", 2, NOW, YEAR)) == "complaint.last"


def test_who_may_answer_and_when() -> None:
    assert check_answer("open", " 查过了 ") == "查过了"
    assert code(lambda: check_answer("open", " ")) == "reason.empty"
    for state in ("answered", "closed", "withdrawn"):
        assert code(lambda now=state: check_answer(now, "查过了")) == "complaint.step"  # type: ignore[misc]
    check_handler("staff-3", {"staff-1"}, ())
    assert code(lambda: check_handler("staff-1", {"staff-1"}, ())) == "complaint.own"
    assert code(lambda: check_handler("staff-3", {"staff-1"}, ("staff-3",))) == "complaint.own"
