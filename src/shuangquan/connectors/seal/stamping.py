"""Timestamps of an outside authority (RFC 3161 over HTTP, §3.4), called like every other party: bounded, recorded, behind a breaker."""

from urllib.parse import urlsplit

from shuangquan.connectors.guard import About, Ask, Guard, Hooks, Limits, Reply
from shuangquan.core.words.errors import Fault

PARTY = "timestamp"
_ABOUT = About(PARTY, "rfc3161", purpose="timestamp a signature")
_KIND = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}


class Stamps:
    """The authority at one address."""

    def __init__(self, address: str, limits: Limits, hooks: Hooks) -> None:
        parts = urlsplit(address)
        self._guard = Guard(f"{parts.scheme}://{parts.netloc}", limits, hooks)
        self._path = parts.path or "/"

    def __call__(self, request: bytes) -> bytes:
        """Request → response, both DER. Faults as `Guard.send`; RuntimeError inside a database transaction."""
        return self._guard.send(_ABOUT, Ask("POST", self._path, request, _KIND), _read)

    def close(self) -> None:
        """Close its connections."""
        self._guard.close()


def _read(reply: Reply) -> bytes:
    if not reply.body.startswith(b"\x30"):
        raise Fault(PARTY, "malformed")
    return reply.body
