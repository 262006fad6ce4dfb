"""The guard without a network: breaker, retry, addresses, signatures."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from shuangquan.connectors import bound
from shuangquan.connectors.address import check_live, check_sandbox
from shuangquan.connectors.breaker import Breaker
from shuangquan.connectors.guard import About, Ask, Guard, Limits, Reply
from shuangquan.connectors.signing import AppKey, sign_call
from shuangquan.core.words.errors import Fault
from tests.connectors.conftest import TRIAL, Outside


class Clock:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_a_breaker_opens_cools_and_lets_one_trial_through() -> None:
    clock = Clock()
    breaker = Breaker(3, 10.0, clock)
    for _ in range(3):
        assert breaker.allow()
        breaker.fail()
    assert breaker.state == "open"
    assert not breaker.allow()
    clock.seconds += 10
    assert breaker.state == "half_open"
    assert breaker.allow()
    assert not breaker.allow()
    breaker.fail()
    assert breaker.state == "open"
    clock.seconds += 10
    assert breaker.allow()
    breaker.succeed()
    assert breaker.state == "closed"
    assert breaker.allow()
    assert breaker.allow()


def test_a_trial_never_heard_of_does_not_block_for_ever() -> None:
    clock = Clock()
    breaker = Breaker(1, 10.0, clock)
    breaker.fail()
    clock.seconds += 10
    assert breaker.allow()
    clock.seconds += 9
    assert not breaker.allow()
    clock.seconds += 1
    assert breaker.allow()


def test_failures_must_come_in_a_row() -> None:
    breaker = Breaker(2, 10.0, Clock())
    for _ in range(5):
        breaker.fail()
        breaker.succeed()
    assert breaker.state == "closed"


def _guard(outside: Outside, limits: Limits) -> Guard:
    return Guard("http://127.0.0.1:9", replace(limits, opens_after=100), outside.hooks())


def test_a_call_that_must_not_be_repeated_is_tried_once(outside: Outside, limits: Limits) -> None:
    guard = _guard(outside, limits)
    for repeat, tries in ((False, 1), (True, 3)):
        outside.records.clear()
        with pytest.raises(Fault) as caught:
            guard.send(About("p", "s"), Ask("POST", "/x", repeat=repeat), lambda reply: reply)
        assert (caught.value.party, caught.value.code, caught.value.permanent) == ("p", "unreachable", False)
        assert [record.outcome for record in outside.records] == ["unreachable"] * tries


def test_an_open_breaker_sends_nothing(outside: Outside, limits: Limits) -> None:
    guard = Guard("http://127.0.0.1:9", replace(limits, opens_after=1), outside.hooks())
    with pytest.raises(Fault):
        guard.send(About("p", "s"), Ask("GET", "/x", repeat=False), lambda reply: reply)
    outside.records.clear()
    with pytest.raises(Fault, match="open"):
        guard.send(About("p", "s"), Ask("GET", "/x"), lambda reply: reply)
    assert outside.records == []
    assert guard.breaker_state("p") == "open"
    assert guard.breaker_state("other") == "closed"


def test_a_bug_in_a_reader_is_not_swallowed(outside: Outside, limits: Limits, monkeypatch: pytest.MonkeyPatch) -> None:
    guard = _guard(outside, limits)
    monkeypatch.setattr(guard, "_exchange", lambda *_given: Reply(200, b""))

    def read(_reply: Reply) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        guard.send(About("p", "s"), Ask("GET", "/x"), read)
    assert [record.outcome for record in outside.records] == ["bug"]


@pytest.mark.parametrize(
    "address",
    [
        "http://gov.example",
        "https://127.0.0.1",
        "https://localhost:8443",
        "https://[::1]/",
        "https://0.0.0.0",
        "https://169.254.169.254",
        "https://",
    ],
)
def test_a_live_side_calls_other_machines_over_tls(address: str) -> None:
    with pytest.raises(ValueError, match="https"):
        check_live(address)


def test_addresses_are_plain() -> None:
    assert check_live("https://share.example/api/") == "https://share.example/api"
    assert check_live("http://127.0.0.1:8100", TRIAL) == "http://127.0.0.1:8100"
    for address in ("https://user:secret@share.example", "https://share.example/?a=1", "https://share.example/#x"):
        with pytest.raises(ValueError, match="credentials"):
            check_live(address)


@pytest.mark.parametrize(
    "address", ["https://127.0.0.1:1", "http://10.0.0.1", "http://gov.example", "http://127.0.0.1.example", "ftp://localhost"]
)
def test_a_sandbox_side_calls_this_machine_only(address: str) -> None:
    with pytest.raises(ValueError, match="loopback"):
        check_sandbox(address)
    assert check_sandbox("http://localhost:8100/") == "http://localhost:8100"


def test_a_secret_is_not_shown_and_every_part_is_signed() -> None:
    app = AppKey("platform", "very secret")
    assert "very secret" not in repr(app)
    now = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    ask = Ask("POST", "/a/%E9%B2%81?x=1", b"{}")
    one = sign_call(app, ask, now, "n" * 32)["X-Signature"]
    changed = [
        sign_call(app, replace(ask, method="GET"), now, "n" * 32),
        sign_call(app, replace(ask, path="/a/%E9%B2%82?x=1"), now, "n" * 32),
        sign_call(app, replace(ask, body=b"{ }"), now, "n" * 32),
        sign_call(app, ask, now.replace(second=1), "n" * 32),
        sign_call(app, ask, now, "m" * 32),
        sign_call(AppKey("platform", "other"), ask, now, "n" * 32),
    ]
    assert one not in {headers["X-Signature"] for headers in changed}
    assert one == sign_call(app, replace(ask, path="/a/鲁?x=1"), now, "n" * 32)["X-Signature"]


def test_ports_must_be_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bound, "_bound", [])
    with pytest.raises(RuntimeError, match="bound"):
        bound.ports()
