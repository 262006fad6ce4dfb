"""The correlation id of the request or job at hand, for logs, events and calls; and the trace that bears its name.

One click and every job that follows from it share the id, so they are one trace: a job's arguments carry the id, and the span that
enqueued it.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from types import TracebackType

from opentelemetry import trace
from opentelemetry.context import Context, attach, detach
from opentelemetry.trace import NonRecordingSpan, Span, SpanContext, SpanKind, TraceFlags

_current: ContextVar[str] = ContextVar("correlation", default="")
_TRACE_ID = re.compile("^(?!0{32})[0-9a-f]{32}$")
_SPAN_ID = re.compile("^(?!0{16})[0-9a-f]{16}$")
_tracer = trace.get_tracer("shuangquan")


def current_correlation() -> str:
    """The id, or "" outside of any request and job."""
    return _current.get()


@contextmanager
def correlated(name: str) -> Iterator[str]:
    """Carry `name` meanwhile."""
    token = _current.set(name)
    try:
        yield name
    finally:
        _current.reset(token)


def find_trace_id(name: str) -> int:
    """The trace of a correlation id: the id itself when it has a trace id's form, else drawn from it by SHA-256."""
    return int(name if _TRACE_ID.match(name) else hashlib.sha256(name.encode()).hexdigest()[:32], 16)


def current_span_id() -> str:
    """The span at hand as 16 hex digits, "" when nothing is traced. Whoever goes on from here names it as the parent."""
    found = trace.get_current_span().get_span_context()
    return f"{found.span_id:016x}" if found.is_valid else ""


class spanning:  # noqa: N801 — used as `with spanning("decide"):`
    """A span meanwhile, named by a code. codes: its attributes, names and counts only. parent: `current_span_id` of another process.

    Of an exception the span keeps the type's name, never its text.
    """

    def __init__(self, step: str, kind: SpanKind = SpanKind.INTERNAL, *, parent: str = "", **codes: str | int) -> None:
        self._step, self._kind, self._parent, self._codes = step, kind, parent, codes
        self._token: Token[Context] | None = None

    def __enter__(self) -> Span:
        context = _below(self._parent) if self._parent and _SPAN_ID.match(self._parent) else None
        self._span = _tracer.start_span(self._step, context, self._kind, self._codes)
        if self._span.is_recording():
            self._token = attach(trace.set_span_in_context(self._span))
        return self._span

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        if self._token is not None:
            if kind is not None:
                self._span.set_attribute("error", kind.__name__)
            detach(self._token)
            self._span.end()


def _below(parent: str) -> Context:
    here, sampled = find_trace_id(current_correlation()), TraceFlags(TraceFlags.SAMPLED)
    return trace.set_span_in_context(NonRecordingSpan(SpanContext(here, int(parent, 16), is_remote=True, trace_flags=sampled)))
