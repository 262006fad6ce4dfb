"""The correlation id of the request or job at hand, for logs, events and calls."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("correlation", default="")


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
