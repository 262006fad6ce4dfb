"""专区: the pages inside a host's app. Which host, whether in a frame of its, and to which pages it can lead."""

import re
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from shuangquan.actions.hosts import App, find_host
from shuangquan.core.words.text import Text

COOKIE = "zone"
"""Names the host in the jar of cookies that the browser keeps for its frame alone: so that the end of a session can be told there."""
FRAMES = ("iframe", "frame")
_PLAIN = {"home": "home", "mine": "mine", "certificates": "certificates", "data": "data", "booking": "booking", "policies": "policies"}
_NAMED = {"case": ("next", "case"), "progress": ("progress", "case"), "certificate": ("certificate", "certificate")}
_CASE = re.compile(r"/case/([0-9a-f-]{36})/")
_THEME = re.compile(r"[a-z0-9-]{1,64}")


@dataclass(frozen=True, slots=True)
class Zone:
    """A host around the page. subject: its id of who came in, "" before anybody has; framed: the page is shown in its frame.

    nonce: of the ticket by which this session came in, told to the host so that it knows the session for its own.
    """

    host: App
    subject: str
    framed: bool
    nonce: str = ""

    @property
    def name(self) -> Text:
        """What people call the host."""
        return Text(self.host.name_zh, self.host.name_en)


def is_framed(request: HttpRequest) -> bool:
    """Whether a browser asks for this page to put it into a frame (Fetch Metadata); one that says nothing does not."""
    return request.headers.get("Sec-Fetch-Dest") in FRAMES


def find_zone(request: HttpRequest) -> Zone | None:
    """The host that this visitor came in from; None for one that is let in no more."""
    held: dict[str, Any] | None = request.session.get("host")
    inside = request.headers.get("Sec-Fetch-Dest") != "document"
    marked = request.COOKIES.get(COOKIE, "") if inside else ""
    client = str(held["client"]) if held else marked
    host = find_host(client) if client else None
    if host is None:
        return None
    subject, nonce = (str(held["subject"]), str(held["nonce"])) if held else ("", "")
    return Zone(host, subject, bool(marked) or is_framed(request), nonce)


def frame(request: HttpRequest, zone: Zone | None) -> None:
    """Say to the middleware which origins may show the answer in a frame: those of the host, and only there; nobody without one."""
    cast(Any, request).framed_by = zone.host.frames if zone is not None and zone.framed else ()


def find_link(path: str) -> str:
    """The deep link by which a host comes back to where the person was: `case/…` from any page of that case, else `mine`."""
    found = _CASE.match(path)
    return f"case/{found[1]}" if found else "mine"


def find_place(place: str) -> str | None:
    """The page of a deep link (`theme/…`, `case/…`, `certificate/…`, `message/…`, `mine`); None for any other."""
    kind, _, name = place.strip("/").partition("/")
    if not name:
        return reverse(f"portal:{_PLAIN[kind or 'home']}") if (kind or "home") in _PLAIN else None
    if kind == "theme":
        return reverse("portal:matter", kwargs={"theme": name}) if _THEME.fullmatch(name) else None
    try:
        found = UUID(name)
    except ValueError:
        return None
    if kind == "message":
        return reverse("portal:told", kwargs={"message": found})
    if kind not in _NAMED:
        return None
    view, part = _NAMED[kind]
    return reverse(f"portal:{view}", kwargs={part: found})
