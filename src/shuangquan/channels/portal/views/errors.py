"""Pages for what should not happen, in the same look. They ask nothing of the database, but in a frame: whose that is."""

import re

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from shuangquan.channels.portal.render import Look, render_page
from shuangquan.channels.portal.zone import Zone, find_zone, frame, is_framed

_CASE = re.compile(r"/case/([0-9a-f]{8}-[0-9a-f-]{27})/")


def _look(request: HttpRequest) -> Look:
    elder = request.COOKIES.get("elder", "")
    language = "en" if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == "en" else "zh"
    return Look(language, elder if elder in ("1", "2") else "", "", "", _find_zone(request))


def _find_zone(request: HttpRequest) -> Zone | None:
    """The host whose frame this is shown in, that it may be; None outside of frames, and while nobody can say whose it is."""
    if not is_framed(request) or not hasattr(request, "session"):
        return None
    try:
        zone = find_zone(request)
    except DatabaseError:  # then the page is the browser's own: nothing is shown in a frame that is not known
        return None
    frame(request, zone)
    return zone


def _render(request: HttpRequest, what: str, status: int) -> HttpResponse:
    """With a way back: to the matter, where the address names one."""
    found = _CASE.match(request.path)
    back = reverse("portal:next", kwargs={"case": found[1]}) if found and what != "missing" else ""
    return render_page(request, _look(request), "error.html", what=what, back=back, status=status)


def show_unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: too large, or not what a browser sends. The request is not read any further."""
    return _render(request, "unreadable", 400)


def show_missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _render(request, "missing", 404)


def show_forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _render(request, "forbidden", 403)


def show_broken(request: HttpRequest) -> HttpResponse:
    """500."""
    return _render(request, "broken", 500)


def show_stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a fresh token: the page was open too long, or cookies are off."""
    return _render(request, "stale", 403)
