"""What stands on a paper is found behind, beside or under its words, in the order in which people read."""

from dataclasses import replace
from datetime import date

import pytest

from shuangquan.core.exchange.paper_fields import NO_LABEL, VALID_TO, Found, find_fields
from shuangquan.core.exchange.paper_lines import Piece, find_below, find_rows
from shuangquan.core.standard.plan import Evidence, Shown
from shuangquan.core.words.text import Text

PLATE = Shown("vehicle.plate", Text("号牌号码"), "plate", ("号牌号码", "车牌号"))
OWNER = Shown("owner.name", Text("名称"), "text", ("所有人",))
PLACE = Shown("owner.address", Text("住所"), "address", ("住址", "所有人住址"))
NUMBER = Shown("owner.id_number", Text("公民身份号码"), "resident_id", ("公民身份号码",))
PAPER = Evidence("permit()", "permit", Text("行驶证"), (), None, (), (), (), (PLATE, OWNER, PLACE, NUMBER), ("有效期至",))


def line(text: str, top: int, left: int = 100, *, width: int = 0, page: int = 1, sure: int = 100) -> Piece:
    return Piece(text, page, left, top, left + (width or 20 * len(text)), top + 20, sure)


def read(*pieces: Piece) -> dict[str, Found]:
    return {found.path: found for found in find_fields(PAPER, pieces)}


def test_a_value_stands_behind_its_words_on_the_same_line() -> None:
    found = read(line("号牌号码：鲁Q·00001", 0), line("所 有 人: 示例物流有限公司", 40, page=2, sure=91))
    assert found["vehicle.plate"] == Found("vehicle.plate", "鲁Q00001", "", 1, 100)
    assert found["owner.name"] == Found("owner.name", "示例物流有限公司", "", 2, 91)
    assert found["owner.id_number"].fault == NO_LABEL and found[VALID_TO].fault == NO_LABEL


def test_a_value_stands_in_the_next_box_or_under_its_words() -> None:
    beside = read(line("号牌号码", 0), line("鲁Q00001", 3, left=300), line("有效期至", 40), line("2027年1月31日", 37, left=300))
    assert (beside["vehicle.plate"].value, beside[VALID_TO].value) == ("鲁Q00001", date(2027, 1, 31))
    under = read(line("号牌号码", 0), line("所有人", 0, left=400), line("鲁Q00001", 40), line("示例公司", 40, left=380))
    assert (under["vehicle.plate"].value, under["owner.name"].value) == ("鲁Q00001", "示例公司")


def test_several_pairs_on_one_line_are_told_apart() -> None:
    found = read(line("所有人：示例公司 号牌号码：鲁Q00001 所有人住址：示例路1号", 0))
    assert [found[name].value for name in ("owner.name", "vehicle.plate", "owner.address")] == ["示例公司", "鲁Q00001", "示例路1号"]


def test_words_inside_longer_words_are_not_taken_for_them() -> None:
    found = read(line("所有人住址：示例路1号", 0), line("原所有人：别的公司", 40))
    assert found["owner.address"].value == "示例路1号"
    assert found["owner.name"].fault == NO_LABEL


def test_an_empty_field_does_not_take_the_next_label_for_its_value() -> None:
    found = read(line("所有人", 0), line("号牌号码", 0, left=400), line("公民身份号码", 40))
    assert [found[name].value for name in ("owner.name", "vehicle.plate", "owner.id_number")] == [None, None, None]


def test_a_number_whose_check_digit_fails_is_found_with_that_fault_unless_a_right_one_stands_too() -> None:
    wrong, right = "379900199806070060", "37990019980607006X"
    first = read(line(f"公民身份号码{wrong}", 0))["owner.id_number"]
    assert (first.value, first.fault) == (wrong, "check")
    both = read(line(f"公民身份号码{wrong}", 0), line(f"公民身份号码{right}", 40))["owner.id_number"]
    assert (both.value, both.fault) == (right, "")


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_rows_come_in_reading_order_however_a_reader_gave_them(order: tuple[int, ...]) -> None:
    pieces = (line("一", 0), line("二", 6, left=300), line("三", 40), line("四", 0, page=2))
    rows = find_rows(pieces[place] for place in order)
    assert [[piece.text for piece in row] for row in rows] == [["一", "二"], ["三"], ["四"]]
    assert find_below(rows, 0, pieces[0]) == pieces[2] and find_below(rows, 1, pieces[2]) is None, "another page is not below"


def test_a_leaning_photograph_is_read_row_by_row() -> None:
    leaning = [
        replace(line(text, 40 * row + 4 * col, left=100 + 300 * col)) for row in range(3) for col, text in enumerate(("甲", "乙", "丙"))
    ]
    assert [len(row) for row in find_rows(leaning)] == [3, 3, 3]
