"""Quiet hours: at night no short message and no e-mail goes out but those that somebody is waiting for; in the morning the rest does."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings

from shuangquan.core.notices.quiet import AT_ONCE
from shuangquan.records.clock import stopped_at
from tests.portal.conftest import NOW, Browser
from tests.portal.ports import World
from tests.portal.test_delivery import file_by
from tests.portal.test_messages import PAGE, leave, prove, send


def at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    return NOW.replace(hour=hour, minute=minute, second=0) + timedelta(days=days)


@pytest.fixture
def told(world: World, monkeypatch: pytest.MonkeyPatch) -> str:
    """A case whose applicant reads by text and e-mail; everything up to now went out."""
    monkeypatch.setattr(settings, "QUIET_HOURS", "22:00-07:00")
    Browser("father")
    phone, case = file_by(world, "counter")
    prove(world, phone, "zhou@example.com")
    with stopped_at(at(12)):
        while send():
            pass
    world.messages.sent.clear()
    world.mail.sent.clear()
    return case


def test_nothing_rings_between_the_hours_and_all_of_it_goes_out_after(world: World, told: str) -> None:
    with stopped_at(at(21, 59)):
        leave(world, told, "case.closed")
        while send():
            pass
        assert [one.template for one in world.messages.sent] == ["case.closed"], "the last minute before"
    world.messages.sent.clear()
    world.mail.sent.clear()
    with stopped_at(at(22)):
        leave(world, told, "case.closed")
    for night in (at(22), at(23, 59), at(0, 0, 1), at(6, 59, 1)):
        with stopped_at(night):
            assert send() == 0 and not world.messages.sent and not world.mail.sent, night
    with stopped_at(at(23)):
        assert "你的事有结果了" in Browser("mother").get(PAGE).text, "whoever looks for themselves reads it at once"
    with stopped_at(at(7, 0, 1)):
        while send():
            pass
    assert [one.template for one in world.messages.sent] == ["case.closed"], "once, in the morning"
    assert [one.template for one in world.mail.sent] == ["case.closed"]


def test_what_somebody_is_waiting_for_goes_out_at_night(world: World, told: str) -> None:
    assert {"party.invited"} == AT_ONCE, "documented in docs/reference/settings.md"
    with stopped_at(at(2, 0, 1)):
        leave(world, told, "case.closed")
        leave(world, told, "party.invited")
        send()
        assert [one.template for one in world.messages.sent] == ["party.invited"]


def test_without_hours_nothing_waits(world: World, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "QUIET_HOURS", "")
    with stopped_at(at(2, 0, 1)):
        leave(world, told, "case.closed")
        send()
        assert [one.template for one in world.messages.sent] == ["case.closed"]
