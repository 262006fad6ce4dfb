"""SSRF: where a connector calls comes from settings alone, and no answer of a party sends it anywhere else."""

import ast
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from shuangquan.actions.verifying import verify_link
from shuangquan.connectors.address import Trial, check_live, check_sandbox
from shuangquan.connectors.courier.live import LiveCourier
from shuangquan.connectors.departments.live import LiveDepartments
from shuangquan.connectors.guard import About, Ask, Guard, Limits
from shuangquan.connectors.identity.live import LiveIdentity
from shuangquan.connectors.identity.wire import Client
from shuangquan.connectors.messages.live import LiveMessages
from shuangquan.connectors.payment.live import LivePayment
from shuangquan.connectors.printer.live import LivePrinter
from shuangquan.connectors.share.live import LiveShare
from shuangquan.connectors.signing import AppKey
from shuangquan.core.words.errors import Fault, Refusal
from tests.connectors.conftest import Outside
from tests.house.tree import name, parse, sources

HERE = (
    *("127.0.0.1", "127.1", "127.0.0.2", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "0", "0.0.0.0"),
    *("localhost", "LOCALHOST", "localhost.", "a.localhost", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"),
)
METADATA = (
    *("169.254.169.254", "169.254.0.23", "[::ffff:169.254.169.254]", "[fe80::1]", "2852039166", "0xa9fea9fe"),
    *("100.100.100.200", "[::ffff:100.100.100.200]", "168.63.129.16", "[fd00:ec2::254]", "224.0.0.1"),
)


@pytest.mark.parametrize("host", [*HERE, *METADATA])
def test_a_live_side_never_calls_this_machine_or_a_metadata_service(host: str) -> None:
    for address in (f"https://{host}", f"https://{host}:8443/api"):
        with pytest.raises(ValueError, match="other machines"):
            check_live(address)


@pytest.mark.parametrize(
    "address",
    ["http://share.example", "ftp://share.example", "file:///etc/passwd", "gopher://share.example", "//share.example", "unix:/tmp/s"],
)  # fmt: skip
def test_a_live_side_speaks_tls_and_nothing_else(address: str) -> None:
    with pytest.raises(ValueError, match="https"):
        check_live(address)


def test_a_live_side_calls_other_machines_of_the_government_network() -> None:
    for address in (
        "https://share.example",
        "https://10.2.3.4:8443/api",
        "https://[2001:db8::1]",
        "https://127.0.0.1.example",
        "https://1x.example",
    ):
        assert check_live(address) == address


@pytest.mark.parametrize(
    "host", ["10.0.0.1", "169.254.169.254", "100.100.100.200", "[::ffff:10.0.0.1]", "share.example", "localhost.evil.example"]
)
def test_a_sandbox_side_calls_this_machine_only_however_it_is_spelled(host: str) -> None:
    with pytest.raises(ValueError, match="loopback"):
        check_sandbox(f"http://{host}:8100")


def test_every_live_side_checks_its_address(outside: Outside, limits: Limits) -> None:
    app, client, bad = AppKey("a", "s"), Client("c", "s", "https://x.example/back"), "https://[::ffff:169.254.169.254]"
    for side in (LiveShare, LivePayment, LiveCourier, LiveMessages):
        with pytest.raises(ValueError, match="other machines"):
            side(bad, app, limits, outside.hooks())
    with pytest.raises(ValueError, match="other machines"):
        LiveDepartments(bad, app, limits, outside.hooks(), None, {}, {})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="other machines"):
        LivePrinter(bad, limits, outside.hooks())
    with pytest.raises(ValueError, match="other machines"):
        LiveIdentity(bad, client, limits, outside.hooks())


def test_only_the_contract_suite_and_these_tests_lift_the_check() -> None:
    """`Trial` lets a live side call the sandbox: nothing under src makes one."""
    made = [
        path
        for path in sources("src")
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Trial"
    ]
    assert not made


SPEAKERS = {
    "connectors/guard.py": "every call of an outside party",
    "connectors/hooks/wire.py": "callback addresses, which the operator names and every call judges anew",
    "actions/verifying.py": "`shuangquan verify LINK`, on somebody's own command line",
    "actions/doctor.py": "SANDBOX_URL, on the operator's command line",
    "actions/rehearsal_stage.py": "SANDBOX_URL, in rehearsals, which live mode refuses",
}
"""Who speaks HTTP and to where. What a visitor sends is no address anywhere."""


def test_http_is_spoken_where_it_is_known_and_nowhere_else() -> None:
    clients = {"httpx", "httpcore", "urllib.request", "requests", "http.client", "socket"}
    found = set()
    for path in sources("src/shuangquan"):
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {one.name for one in node.names} | {str(getattr(node, "module", ""))}
                if names & clients:
                    found.add(name(path).removeprefix("src/shuangquan/"))
    assert {path for path in found if not path.startswith("site/")} == set(SPEAKERS)


class _Hostile(BaseHTTPRequestHandler):
    """Answers as its path says; notes who came."""

    seen: list[str]
    location = ""

    def do_GET(self) -> None:
        self.seen.append(f"{self.command} {self.path}")
        if self.path.startswith("/endless"):
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"0" * 65536)
            except OSError:
                return
        status = int(self.path.strip("/").split(".")[0].split("/")[-1] or 200)
        self.send_response(status)
        self.send_header("Location", self.location)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_POST = do_GET  # noqa: N815 — the name is the base class's

    def log_message(self, *_given: object) -> None:
        """Nothing."""


@contextmanager
def hostile(location: str = "") -> Iterator[tuple[str, list[str]]]:
    """A server of the attacker's: its address, and the requests it saw."""
    seen: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Hostile,), {"seen": seen, "location": location}))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_redirect_is_not_followed(outside: Outside, limits: Limits, status: int, method: str) -> None:
    with hostile() as (inner, reached), hostile(f"{inner}/latest/meta-data/") as (address, seen):
        guard = Guard(check_live(address, Trial("attack")), limits, outside.hooks())
        with pytest.raises(Fault) as caught:
            guard.send(About("p", "s"), Ask(method, f"/{status}", b"{}" if method == "POST" else b""), lambda reply: reply)
        assert (caught.value.code, caught.value.permanent) == ("refused", True)
        assert seen == [f"{method} /{status}"] and reached == []
        guard.close()


@pytest.mark.parametrize("path", ["http://{other}/200", "//{other}/200", "/../200", "@{other}/200", "/200?x=http://{other}"])
def test_a_path_never_leads_to_another_host(outside: Outside, limits: Limits, path: str) -> None:
    """Paths are made of ids from the standards and of references; even one that is an address stays on the party's host or is not sent."""
    with hostile() as (inner, reached), hostile() as (address, _seen):
        guard = Guard(address, limits, outside.hooks())
        with suppress(Fault, ValueError):
            guard.send(About("p", "s"), Ask("GET", path.format(other=inner.removeprefix("http://")), repeat=False), lambda reply: reply)
        guard.close()
        assert reached == []


def test_an_endless_answer_is_cut(outside: Outside, limits: Limits) -> None:
    with hostile() as (address, _seen):
        guard = Guard(address, replace(limits, most_bytes=100_000), outside.hooks())
        with pytest.raises(Fault, match="too_long"):
            guard.send(About("p", "s"), Ask("GET", "/endless", repeat=False), lambda reply: reply)
        guard.close()
        with pytest.raises(Refusal, match=r"file\.unreadable"):
            verify_link(f"{address}/endless", {})


def test_a_link_on_the_command_line_is_not_followed_elsewhere() -> None:
    with hostile() as (inner, reached), hostile(f"{inner}/200") as (address, _seen):
        with pytest.raises(Refusal, match=r"certificate\.unknown"):
            verify_link(f"{address}/302", {})
        with pytest.raises(Refusal, match=r"file\.unreadable"):
            verify_link("http://[::bad", {})
        assert reached == []
