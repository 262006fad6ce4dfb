"""Quiet hours."""

from datetime import time

import pytest

from shuangquan.core.notices.messages import TEMPLATES
from shuangquan.core.notices.quiet import AT_ONCE, is_quiet, read_quiet


def test_they_may_go_over_midnight() -> None:
    hours = read_quiet("22:00-07:00")
    assert [is_quiet(time(hour), hours) for hour in (21, 22, 23, 0, 6, 7, 12)] == [False, True, True, True, True, False, False]
    day = read_quiet("12:00-14:00")
    assert [is_quiet(time(hour), day) for hour in (11, 12, 13, 14)] == [False, True, True, False]
    assert read_quiet("") is None and not is_quiet(time(0), None)


@pytest.mark.parametrize("text", ["22", "22:00-22:00", "22:00-25:00", "-"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_quiet(text)


def test_what_goes_out_at_once_exists() -> None:
    assert TEMPLATES.keys() >= AT_ONCE
