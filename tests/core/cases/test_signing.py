"""A name drawn by hand: what is taken for one, how it is drawn again, and what is signed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangquan.core.cases.kinds import read_event
from shuangquan.core.cases.signing import LONGEST, TALL, WIDE, draw_path, read_drawing, render_statement
from shuangquan.core.words.errors import Refusal

POINTS = st.lists(st.tuples(st.integers(0, WIDE), st.integers(0, TALL)), min_size=3, max_size=40)


def write(strokes: list[list[tuple[int, int]]]) -> str:
    return ";".join(" ".join(f"{x},{y}" for x, y in stroke) for stroke in strokes)


@given(st.lists(POINTS, min_size=2, max_size=6))
def test_whatever_the_pad_sends_is_read_and_drawn(strokes: list[list[tuple[int, int]]]) -> None:
    text = write(strokes)
    assert read_drawing(f" {text} ") == text
    path = draw_path(text)
    assert path.count("M") == len(strokes) and path.count("L") == sum(len(stroke) - 1 for stroke in strokes)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,2", "sign.slip"),
        ("1,2 3,4;5,6", "sign.slip"),
        ("1001,1 " * 6 + "1,1", "sign.drawing"),
        ("1,361 " * 6 + "1,1", "sign.drawing"),
        ("1,2;;3,4 5,6 7,8 9,9 1,1", "sign.drawing"),
        ("１,2 " * 6 + "1,1", "sign.drawing"),
        ("1,1 " * (LONGEST // 4) + "1,1", "sign.drawing"),
        ("<svg onload=x>", "sign.drawing"),
    ],
)
def test_anything_else_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal, match=code.replace(".", r"\.")):
        read_drawing(text)


def test_nothing_drawn_is_nothing() -> None:
    assert read_drawing("  ") == "" and draw_path("") == "" and draw_path("5,6") == "M5 6L5 6"


def test_each_part_of_a_statement_changes_it() -> None:
    at = datetime(2026, 11, 24, 2, 21, tzinfo=UTC)
    whole = ("case", "mother", "d" * 64, 4, at, "c")
    others = [("case2", *whole[1:]), ("case", "father", *whole[2:]), (*whole[:3], 5, *whole[4:]), (*whole[:5], "")]
    made = {render_statement(*one) for one in (whole, *others)}
    assert len(made) == 5 and render_statement(*whole) == render_statement(*whole)


def test_a_form_signed_before_there_was_a_pad_is_read() -> None:
    event = read_event("form.signed", 1, {"role": "mother", "digest": "d", "level": 4})
    assert (event.drawn, event.signature, event.key) == ("", "", "")  # type: ignore[union-attr]
