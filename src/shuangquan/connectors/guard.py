"""Every call that leaves this house goes through here: limits, timeouts, bounded retry, a breaker per party, a record per attempt."""

import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TypeVar
from weakref import WeakSet

import httpx
from opentelemetry import trace
from opentelemetry.trace import SpanKind
from prometheus_client import Counter, Histogram
from tenacity import Retrying, retry_if_exception, stop_after_attempt, stop_after_delay, wait_random_exponential

from shuangquan.connectors.breaker import Breaker
from shuangquan.core.words.errors import Fault, Refusal

T = TypeVar("T")
_tracer = trace.get_tracer(__name__)
_CALLS = Counter("shuangquan_party_calls", "Attempts to call an outside party.", ("party", "outcome"))
_SECONDS = Histogram("shuangquan_party_call_seconds", "How long an outside party took to answer an attempt.", ("party",))


@dataclass(frozen=True, slots=True)
class About:
    """What a call is about: goes into its record. party: whose breaker and limits count, e.g. a department's path name."""

    party: str
    source: str
    case: str = ""
    item: str = ""
    purpose: str = ""
    actor: str = ""
    key_names: tuple[str, ...] = ()
    field_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One attempt, as it is kept: names only, never values. outcome: ok or the Fault's code. ms: whole milliseconds. at: aware."""

    party: str
    source: str
    case: str
    item: str
    purpose: str
    actor: str
    key_names: tuple[str, ...]
    field_names: tuple[str, ...]
    outcome: str
    ms: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one party. Times in seconds; `total` bounds all attempts of a call before another one starts."""

    connect: float = 1.0
    read: float = 3.0
    attempts: int = 3
    pause: float = 0.05
    longest_pause: float = 0.5
    total: float = 6.0
    opens_after: int = 5
    cools: float = 10.0
    connections: int = 32
    most_bytes: int = 2_000_000


@dataclass(frozen=True, slots=True)
class Hooks:
    """What the guard is given by the site: clock, recorder, and whether a database transaction is open in this thread."""

    now: Callable[[], datetime]
    record: Callable[[CallRecord], None]
    in_transaction: Callable[[], bool]
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Ask:
    """One call. path: with its query. repeat: it may be tried again, since it changes nothing or carries an idempotency key.

    accept: statuses other than 2xx that the reader wants to see.
    """

    method: str
    path: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    repeat: bool = True
    accept: frozenset[int] = frozenset()


Signer = Callable[[Ask], Mapping[str, str]]


@cache
def _trust() -> ssl.SSLContext:
    """Whom https trusts. Made once: reading the list of authorities takes as long as a whole call, and sandboxes do not use it."""
    return httpx.create_ssl_context(trust_env=False)


class _Party:
    """One party's connections and breaker."""

    def __init__(self, address: str, limits: Limits, monotonic: Callable[[], float]) -> None:
        timeout = httpx.Timeout(limits.read, connect=limits.connect, pool=limits.connect)
        pool = httpx.Limits(max_connections=limits.connections, max_keepalive_connections=limits.connections)
        self.client = httpx.Client(base_url=address, timeout=timeout, limits=pool, trust_env=False, follow_redirects=False, verify=_trust())
        self.breaker = Breaker(limits.opens_after, limits.cools, monotonic)


def find_guards() -> tuple["Guard", ...]:
    """Every way out that this process holds: for who closes or mends them all."""
    return tuple(_guards)


_guards: "WeakSet[Guard]" = WeakSet()


class Guard:
    """The way out to one address. `sign` adds headers to every attempt anew, so that a retry is no replay."""

    def __init__(self, address: str, limits: Limits, hooks: Hooks, sign: Signer | None = None) -> None:
        self._address = address.rstrip("/")
        self._limits = limits
        self._hooks = hooks
        self._sign = sign
        self._parties: dict[str, _Party] = {}
        self._lock = threading.Lock()
        _guards.add(self)

    def send(self, about: About, ask: Ask, read: Callable[[Reply], T]) -> T:
        """Call and read the answer. RuntimeError inside a database transaction: a slow party would hold locks.

        Fault codes: open (breaker), timeout, unreachable, cut, busy, unavailable, malformed, too_long (all worth another try later);
        not_allowed, conflict, refused (permanent).
        """
        if self._hooks.in_transaction():
            raise RuntimeError(f"a connector ({about.party}) was called inside a database transaction")
        if not ask.path.startswith("/") or ask.path.startswith("//"):
            raise ValueError("a path begins with one slash: anything else could name another host")
        if not ask.repeat:
            return self._attempt(about, ask, read)
        retrying = Retrying(
            stop=stop_after_attempt(self._limits.attempts) | stop_after_delay(self._limits.total),
            wait=wait_random_exponential(multiplier=self._limits.pause, max=self._limits.longest_pause),
            retry=retry_if_exception(_is_worth_another_try),
            sleep=self._hooks.sleep,
            reraise=True,
        )
        result: T = retrying(self._attempt, about, ask, read)
        return result

    def breaker_state(self, party: str) -> str:
        """closed | open | half_open; closed for a party never called."""
        found = self._parties.get(party)
        return found.breaker.state if found else "closed"

    def close(self) -> None:
        """Close all connections."""
        for party in self._parties.values():
            party.client.close()

    def _party(self, name: str) -> _Party:
        with self._lock:
            if name not in self._parties:
                self._parties[name] = _Party(self._address, self._limits, self._hooks.monotonic)
            return self._parties[name]

    def _attempt(self, about: About, ask: Ask, read: Callable[[Reply], T]) -> T:
        party = self._parties.get(about.party) or self._party(about.party)
        if not party.breaker.allow():
            _CALLS.labels(about.party, "open").inc()
            raise Fault(about.party, "open")
        span = _tracer.start_span(f"call {about.party}", kind=SpanKind.CLIENT, attributes={"party": about.party, "source": about.source})
        started, outcome = self._hooks.monotonic(), "bug"
        try:
            result = read(self._exchange(party, about, ask))
            outcome = "ok"
            party.breaker.succeed()
            return result
        except Refusal as refusal:  # the party answered; the person can mend it
            outcome = refusal.code
            party.breaker.succeed()
            raise
        except Fault as fault:
            outcome = fault.code
            if fault.permanent:  # it answered, so it is there
                party.breaker.succeed()
            else:
                party.breaker.fail()
            raise
        finally:
            seconds = self._hooks.monotonic() - started
            span.set_attribute("outcome", outcome)
            span.end()
            _CALLS.labels(about.party, outcome).inc()
            _SECONDS.labels(about.party).observe(seconds)
            self._record(about, outcome, seconds)

    def _exchange(self, party: _Party, about: About, ask: Ask) -> Reply:
        headers = {**ask.headers, **(self._sign(ask) if self._sign else {})}
        if ask.body:
            headers.setdefault("Content-Type", "application/json")
        try:
            request = party.client.build_request(ask.method, ask.path, content=ask.body or None, headers=headers)
            response = party.client.send(request, stream=True)
            try:
                reply = Reply(response.status_code, self._read_body(about.party, response))
            finally:
                response.close()
        except httpx.TimeoutException as error:
            raise Fault(about.party, "timeout") from error
        except httpx.ConnectError as error:
            raise Fault(about.party, "unreachable") from error
        except httpx.HTTPError as error:
            raise Fault(about.party, "cut") from error
        _check_status(about.party, reply, ask.accept)
        return reply

    def _read_body(self, party: str, response: httpx.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self._limits.most_bytes:
                raise Fault(party, "too_long")
        return bytes(body)

    def _record(self, about: About, outcome: str, seconds: float) -> None:
        self._hooks.record(
            CallRecord(
                about.party,
                about.source,
                about.case,
                about.item,
                about.purpose,
                about.actor,
                about.key_names,
                about.field_names,
                outcome,
                round(seconds * 1000),
                self._hooks.now(),
            )
        )


def _is_worth_another_try(error: BaseException) -> bool:
    return isinstance(error, Fault) and not error.permanent and error.code != "open"


def _check_status(party: str, reply: Reply, accept: frozenset[int]) -> None:
    status = reply.status
    if 200 <= status < 300 or status in accept:
        return
    if status in (408, 425, 429):
        raise Fault(party, "busy")
    if status >= 500:
        raise Fault(party, "unavailable")
    if status in (401, 403, 407):
        raise Fault(party, "not_allowed", permanent=True)
    raise Fault(party, "conflict" if status == 409 else "refused", permanent=True)
