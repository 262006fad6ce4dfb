"""预约取号: one's own booking is seen, is given back, and nobody else's is."""

import re
from datetime import UTC, datetime

import pytest

from shuangquan.records.clock import stopped_at
from tests.counter.conftest import make_hall
from tests.portal.conftest import Browser
from tests.portal.ports import World

pytestmark = pytest.mark.database


def test_a_time_is_booked_and_given_back(world: World) -> None:
    make_hall()
    phone = Browser("mother").get("/booking/")
    hall = re.search(r'name="hall" value="([0-9a-f-]+)"', phone.text)
    slot = re.search(r'name="slot" value="([^"]+)"', phone.text)
    assert hall and slot, phone.text
    booked = phone.send("/booking/", {"hall": hall[1], "slot": slot[1], "queue": "person"})
    assert "号码 A001" in booked.text
    again = phone.send("/booking/", {"hall": hall[1], "slot": slot[1], "queue": "person"})
    assert again.status == 422 and "已经约了一个号" in again.text
    ticket = re.search(r"/booking/[0-9a-f-]{36}/cancel", again.text)
    assert ticket
    other = Browser("father")
    assert "A001" not in other.get("/booking/").text
    assert "没有这个号" in other.post(ticket[0]).text
    assert "A001" not in phone.post(ticket[0]).text
    wrong = phone.send("/booking/", {"hall": hall[1], "slot": "2026-11-24T03:00", "queue": "person"})
    assert wrong.status == 422 and "不能约了" in wrong.text


def test_in_the_evening_the_first_day_with_a_time_left_is_shown(world: World) -> None:
    make_hall()
    with stopped_at(datetime(2026, 11, 24, 12, 30, tzinfo=UTC)):  # 20:30 in the hall
        page = Browser("mother").get("/booking/")
    assert re.search(r'name="day" value="2026-11-25" checked', page.text) and 'name="slot" value="2026-11-25T' in page.text
