"""What every answer gets: a correlation id, a log line, and a content policy without inline scripts or styles."""

import logging
import re
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from shuangquan.records.correlation import correlated
from shuangquan.records.ids import new_correlation

Handler = Callable[[HttpRequest], HttpResponseBase]
_GIVEN = re.compile(r"^[A-Za-z0-9._-]{8,64}$")
_log = logging.getLogger(__name__)


def correlation(handle: Handler) -> Handler:
    """Take X-Request-ID from a proxy or draw one; everything logged, appended or enqueued meanwhile carries it; the answer returns it."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        start = time.perf_counter()
        with correlated(given if _GIVEN.match(given) else new_correlation()) as name:
            response = handle(request)
            response.headers["X-Request-ID"] = name
            # The route's pattern, never the path: a path can hold a token.
            route = request.resolver_match.route if request.resolver_match else ""
            spent = round((time.perf_counter() - start) * 1000, 1)
            _log.info("request", extra={"method": request.method, "route": route, "status": response.status_code, "ms": spent})
        return response

    return answer


def content_security(handle: Handler) -> Handler:
    """Only this site's own files run or style a page; nobody frames it; forms lead nowhere but here and the named partners."""
    partners = " ".join(["'self'", *settings.FORM_ORIGINS])
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "media-src 'self'",
            f"form-action {partners}",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = handle(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", "geolocation=(self), camera=(self), microphone=(), payment=()")
        if isinstance(response, HttpResponse) and not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "no-store"  # pages hold personal data
        return response

    return answer


KEEP_EVERY = 300
"""Seconds after which a session in use is written again: it ends half an hour after the last use, and is not written at every request."""


def session_in_use(handle: Handler) -> Handler:
    """Keep the session of somebody signed in alive while it is used."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        name = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if name:
            moment = int(time.time())
            if not request.session.is_empty() and moment - int(request.session.get("seen", 0)) > KEEP_EVERY:
                request.session["seen"] = moment
        return handle(request)

    return answer
