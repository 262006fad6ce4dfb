"""Pages for what should not happen, in the same look. They ask nothing of the database."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from shuangquan.channels.portal.render import Look, render_page


def _look(request: HttpRequest) -> Look:
    elder = request.COOKIES.get("elder", "")
    return Look("en" if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == "en" else "zh", elder if elder in ("1", "2") else "", "", "")


def show_unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: too large, or not what a browser sends. The request is not read any further."""
    return render_page(request, _look(request), "error.html", what="unreadable", status=400)


def show_missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render_page(request, _look(request), "error.html", what="missing", status=404)


def show_forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render_page(request, _look(request), "error.html", what="forbidden", status=403)


def show_broken(request: HttpRequest) -> HttpResponse:
    """500."""
    return render_page(request, _look(request), "error.html", what="broken", status=500)


def show_stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a fresh token: the page was open too long, or cookies are off."""
    return render_page(request, _look(request), "error.html", what="stale", status=403)
