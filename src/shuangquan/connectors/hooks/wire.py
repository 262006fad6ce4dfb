"""The wire to callback addresses: where a name leads is looked up once, judged, and that very address is called, so that it cannot change
between the look and the call (DNS rebinding).
"""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

import httpx

from shuangquan.connectors.address import Network, is_outside
from shuangquan.connectors.guard import CallRecord, Hooks, Limits
from shuangquan.connectors.hooks.port import Call
from shuangquan.core.words.errors import Fault, Refusal

PARTY = "hooks"
Resolve = Callable[[str, int], Sequence[str]]


def resolve(host: str, port: int) -> Sequence[str]:
    """Every address that a name leads to. Fault("hooks", "unreachable") for one that leads nowhere."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Fault(PARTY, "unreachable") from error
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))


@dataclass(frozen=True, slots=True)
class Where:
    """Where callbacks may lead beside the open internet: networks of one's own, and in demo and tests this machine."""

    networks: tuple[Network, ...] = ()
    here: bool = False
    resolve: Resolve = field(default=resolve)


class HooksWire:
    """Signed posts over HTTP."""

    def __init__(self, where: Where, limits: Limits, hooks: Hooks) -> None:
        self._where, self._limits, self._hooks = where, limits, hooks

    def send(self, call: Call) -> int:
        """See HooksPort. RuntimeError inside a database transaction."""
        if self._hooks.in_transaction():
            raise RuntimeError("a callback address was called inside a database transaction")
        began, outcome = self._hooks.monotonic(), "bug"
        try:
            status = self._post(call)
            outcome = "ok"
            return status
        except (Fault, Refusal) as error:
            outcome = error.code
            raise
        finally:
            ms = round((self._hooks.monotonic() - began) * 1000)
            named = (call.case, "", "tell an app", f"app:{call.app}", ("delivery",), ("case",))
            self._hooks.record(CallRecord(PARTY, call.kind, *named, outcome, ms, self._hooks.now()))

    def _post(self, call: Call) -> int:
        parts = urlsplit(call.address)
        ip = self._find_ip(parts)
        host = f"[{ip}]" if ":" in ip else ip
        address = parts._replace(netloc=f"{host}:{_port(parts)}").geturl()
        timeout = httpx.Timeout(self._limits.read, connect=self._limits.connect)
        headers = {**call.headers, "Host": parts.netloc, "Content-Type": "application/json", "User-Agent": "shuangquan-hooks/1"}
        try:
            with httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False) as client:
                named = {"sni_hostname": parts.hostname} if parts.scheme == "https" else {}
                request = client.build_request("POST", address, content=call.body, headers=headers, extensions=named)
                response = client.send(request, stream=True)  # its body is never read
                response.close()
        except httpx.TimeoutException as error:
            raise Fault(PARTY, "timeout") from error
        except httpx.ConnectError as error:
            raise Fault(PARTY, "unreachable") from error
        except httpx.HTTPError as error:
            raise Fault(PARTY, "cut") from error
        return _check(response.status_code)

    def _find_ip(self, parts: SplitResult) -> str:
        """Where the name leads now, if every one of its addresses may be called."""
        if parts.scheme not in (("https", "http") if self._where.here else ("https",)) or not parts.hostname:
            raise Refusal("callback.address", "callback")
        found = self._where.resolve(parts.hostname, _port(parts))
        for ip in found:
            here = self._where.here and is_outside(ip, (), loopback=True)
            if not here and (parts.scheme != "https" or not is_outside(ip, self._where.networks)):
                raise Refusal("callback.address", "callback")
        if not found:
            raise Fault(PARTY, "unreachable")
        return found[0]


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise Refusal("callback.address", "callback") from None


def _check(status: int) -> int:
    if 200 <= status < 300:
        return status
    if status in (408, 425, 429):
        raise Fault(PARTY, "busy")
    raise Fault(PARTY, "unavailable" if status >= 500 else "refused")
