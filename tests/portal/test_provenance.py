"""Where values came from: said once for a source, not once for each minute in which it answered."""

from dataclasses import replace
from datetime import datetime, timedelta

from shuangquan.core.words.text import Text
from shuangquan.queries.portal_values import Provenance, find_firsts
from shuangquan.records.clock import ZONE

AT = datetime(2026, 11, 24, 16, 0, tzinfo=ZONE)
ONE = Provenance("fetched", Text("公安"), Text("人口基础信息"), "今天 16:00", AT)


def later(minutes: int) -> Provenance:
    at = AT + timedelta(minutes=minutes)
    return replace(ONE, at=f"{at:%H:%M}", moment=at)


def test_one_source_within_a_day_is_told_by_its_first_answer() -> None:
    assert find_firsts([later(1), ONE, later(2)]) == (ONE, ONE, ONE)


def test_another_day_another_source_and_what_was_typed_stay_apart() -> None:
    typed = Provenance("own", at="今天 16:02")
    other = replace(later(1), provider=Text("民政"))
    next_day = later(24 * 60)
    assert find_firsts([typed, next_day, other, ONE]) == (typed, next_day, other, ONE)
