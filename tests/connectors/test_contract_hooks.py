"""Callback addresses: both sides post what was signed to where the name leads, once, and to nowhere inside."""

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from shuangquan.connectors.guard import Hooks, Limits
from shuangquan.connectors.hooks.live import LiveHooks
from shuangquan.connectors.hooks.port import Call, HooksPort
from shuangquan.connectors.hooks.sandbox import SandboxHooks
from shuangquan.connectors.hooks.wire import HooksWire, Where, resolve
from shuangquan.core.words.errors import Fault, Refusal
from tests.connectors.conftest import Outside

CALL = Call("town-app", "http://127.0.0.1/hooks", "case.state", "C1", {"webhook-id": "m1"}, b'{"id":"m1"}')


class _App(BaseHTTPRequestHandler):
    seen: list[tuple[str, str, str, bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.path, self.headers["Host"], self.headers["webhook-id"], body))
        self.send_response(int(self.path.rsplit("/", 1)[1]))
        self.send_header("Location", "http://127.0.0.1:1/inside")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_given: object) -> None:
        """Nothing."""


@contextmanager
def listening() -> Iterator[tuple[str, list[tuple[str, str, str, bytes]]]]:
    """An app's callback address on this machine, and what came to it."""
    seen: list[tuple[str, str, str, bytes]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_App,), {"seen": seen}))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_what_was_signed_arrives_as_it_is_and_is_on_record(callbacks: HooksPort, outside: Outside) -> None:
    with listening() as (address, seen):
        assert callbacks.send(replace(CALL, address=f"{address}/204")) == 204
        assert seen == [("/204", address.removeprefix("http://"), "m1", CALL.body)]
    (record,) = outside.records
    assert (record.party, record.source, record.case, record.actor, record.outcome) == ("hooks", "case.state", "C1", "app:town-app", "ok")


@pytest.mark.parametrize(("status", "code"), [(302, "refused"), (404, "refused"), (410, "refused"), (429, "busy"), (503, "unavailable")])
def test_anything_but_success_is_a_fault_and_no_redirect_is_followed(
    callbacks: HooksPort, outside: Outside, status: int, code: str
) -> None:
    with listening() as (address, seen), pytest.raises(Fault, match=code):
        callbacks.send(replace(CALL, address=f"{address}/{status}"))
    assert len(seen) == 1 and [record.outcome for record in outside.records] == [code]


def test_nobody_there_is_a_fault_and_a_transaction_is_a_bug(callbacks: HooksPort, limits: Limits, outside: Outside) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Fault, match="unreachable"):
        callbacks.send(replace(CALL, address=f"http://127.0.0.1:{port}/204"))
    held = outside.hooks()
    within = SandboxHooks(limits, Hooks(held.now, held.record, lambda: True))
    with pytest.raises(RuntimeError, match="transaction"):
        within.send(CALL)


@pytest.mark.parametrize(
    "found",
    [
        ["127.0.0.1"], ["10.2.3.4"], ["192.168.1.1"], ["172.16.0.1"], ["169.254.169.254"], ["100.100.100.200"], ["::1"], ["fe80::1%eth0"],
        ["::ffff:10.0.0.1"], ["64:ff9b::7f00:1"], ["2002:a00:1::"], ["fd00::1"], ["0.0.0.0"], ["224.0.0.1"], ["100.64.0.1"],
        ["93.184.215.14", "10.2.3.4"],
    ],
)  # fmt: skip
def test_a_name_that_leads_inside_is_not_called(found: list[str], limits: Limits, outside: Outside) -> None:
    """Also when only one of its addresses does: nobody chooses for us which of them is taken."""
    wire = HooksWire(Where(resolve=lambda _host, _port: found), limits, outside.hooks())
    with pytest.raises(Refusal, match=r"callback\.address"):
        wire.send(replace(CALL, address="https://app.example/204"))
    demo = HooksWire(Where(here=True, resolve=lambda _host, _port: found), limits, outside.hooks())
    if found not in (["127.0.0.1"], ["::1"], ["64:ff9b::7f00:1"]):
        with pytest.raises(Refusal, match=r"callback\.address"):
            demo.send(replace(CALL, address="http://app.example/204"))


def test_a_live_side_speaks_tls_and_calls_the_very_address_it_has_judged(limits: Limits, outside: Outside) -> None:
    live = LiveHooks(("10.20.0.0/16",), limits, outside.hooks())
    with pytest.raises(Refusal, match=r"callback\.address"):
        live.send(CALL)
    asked: list[str] = []

    def once(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    with listening() as (address, seen):
        wire = HooksWire(Where(here=True, resolve=once), limits, outside.hooks())
        named = address.replace("127.0.0.1", "app.example")
        assert wire.send(replace(CALL, address=f"{named}/204")) == 204
        assert asked == ["app.example"] and seen[0][1] == named.removeprefix("http://"), "looked up once; Host is the name"
    with pytest.raises(ValueError, match="network"):
        LiveHooks(("everything",), limits, outside.hooks())
    with pytest.raises(Fault, match="unreachable"):
        resolve("nowhere.invalid", 443)
