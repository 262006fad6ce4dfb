"""A parameter's row is found by the same key in Python and in SQL."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from shuangquan.core.rules.env import write_key
from shuangquan.core.rules.sql_operators import is_plain_number

NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False)


@given(NUMBERS)
def test_a_number_has_one_way_to_be_written(number: Decimal) -> None:
    key = write_key(number)
    assert is_plain_number(key)
    assert Decimal(key) == number
    assert key == write_key(number.quantize(Decimal("0.000001"))) == write_key(Decimal(key))


def test_whole_numbers_truths_and_words() -> None:
    written = {3: "3", Decimal("-0.0"): "0", Decimal("1E+2"): "100", "03": "03"}
    assert {value: write_key(value) for value in written} == written
    assert (write_key(Decimal("3.00")), write_key(True)) == ("3", "true")
    assert not [text for text in ("03", "3.0", "+3", "-0", "1e2", "", "３", "3.", ".5") if is_plain_number(text)]
