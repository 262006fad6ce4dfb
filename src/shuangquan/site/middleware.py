"""What every answer gets: a correlation id, a log line, and a content policy without inline scripts or styles."""

import logging
import re
import time
from collections.abc import Callable, Container
from http.cookies import Morsel

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from opentelemetry.trace import Span, SpanKind
from prometheus_client import Counter, Histogram

from shuangquan.records.correlation import correlated, spanning
from shuangquan.records.ids import new_correlation

Handler = Callable[[HttpRequest], HttpResponseBase]
_GIVEN = re.compile(r"^[A-Za-z0-9._-]{8,64}$")
_TRACEPARENT = re.compile(r"^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}$")
_REQUESTS = Counter("shuangquan_requests", "Answers, by the pattern of the route.", ("method", "route", "status"))
_SECONDS = Histogram("shuangquan_request_seconds", "How long an answer took, by the pattern of the route.", ("method", "route"))
_METHODS = frozenset(("GET", "HEAD", "POST"))
_log = logging.getLogger(__name__)


def correlation(handle: Handler) -> Handler:
    """Take a proxy's trace (traceparent) or name (X-Request-ID), or draw one; everything logged, traced, appended or enqueued meanwhile
    carries it; the answer returns it.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        name, parent = _find_origin(request)
        began = time.perf_counter()
        with correlated(name), spanning("request", SpanKind.SERVER, parent=parent) as span:
            response = handle(request)
            response.headers["X-Request-ID"] = name
            _tell(request, response, span, time.perf_counter() - began)
        return response

    return answer


def _find_origin(request: HttpRequest) -> tuple[str, str]:
    """(correlation id, parent span or "")."""
    trace = _TRACEPARENT.match(request.headers.get("traceparent", ""))
    if trace:
        return trace[1], trace[2]
    given = request.headers.get("X-Request-ID", "")
    return (given if _GIVEN.match(given) else new_correlation()), ""


def _tell(request: HttpRequest, response: HttpResponseBase, span: Span, seconds: float) -> None:
    """Log, measure and name the span by the route's pattern, never the path: a path can hold a token."""
    route = request.resolver_match.route if request.resolver_match else ""
    # A made-up method would be a new series each time.
    method = request.method if request.method in _METHODS else "other"
    _log.info("request", extra={"method": method, "route": route, "status": response.status_code, "ms": round(seconds * 1000, 1)})
    _REQUESTS.labels(method, route, response.status_code).inc()
    _SECONDS.labels(method, route).observe(seconds)
    if span.is_recording():
        span.update_name(f"{method} {route}")
        span.set_attributes({"method": str(method), "route": route, "status": response.status_code})


NOBODY = "'none'"


class _Partitioned(Morsel[str]):
    """A cookie that the browser keeps for one frame under one site alone (CHIPS); the standard library learns the word in Python 3.14."""

    def OutputString(self, attrs: Container[str] | None = None) -> str:  # noqa: N802 — the name is http.cookies'
        """The cookie as a header says it."""
        return f"{super().OutputString(attrs)}; Partitioned"


def _keep_in_frame(response: HttpResponseBase, *, framed: bool) -> None:
    """In a host's frame a cookie is a third party's: it is kept at all only when it says so, and then it is of no use anywhere else."""
    for name, held in list(response.cookies.items()) if framed else ():
        kept = _Partitioned()
        kept.set(name, held.value, held.coded_value)
        kept.update({**held, "samesite": "None", "secure": True})
        dict.__setitem__(response.cookies, name, kept)


def content_security(handle: Handler) -> Handler:
    """Only this site's own files run or style a page; nobody frames it; forms lead nowhere but here and the named partners."""
    partners = " ".join(["'self'", *settings.FORM_ORIGINS])
    rules = "; ".join(
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
        )
    )

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = handle(request)
        hosts = tuple(getattr(request, "framed_by", ()))
        response.headers.setdefault("Content-Security-Policy", f"{rules}; frame-ancestors {' '.join(hosts) or NOBODY}")
        if hosts and "X-Frame-Options" in response.headers:
            del response.headers["X-Frame-Options"]  # it cannot name whom; frame-ancestors does
        _keep_in_frame(response, framed=bool(hosts))
        response.headers.setdefault("Permissions-Policy", "geolocation=(self), camera=(self), microphone=(), payment=()")
        if isinstance(response, HttpResponse) and not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "no-store"  # pages hold personal data
        return response

    return answer


KEEP_EVERY = 300
"""Seconds after which a session in use is written again: it ends half an hour after the last use, and is not written at every request."""


def session_in_use(handle: Handler) -> Handler:
    """Keep the session of somebody signed in alive while it is used; a page that asks for news by itself uses nothing."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        name = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if name and request.headers.get("Accept") != "application/json":
            moment = int(time.time())
            if not request.session.is_empty() and moment - int(request.session.get("seen", 0)) > KEEP_EVERY:
                request.session["seen"] = moment
        return handle(request)

    return answer
