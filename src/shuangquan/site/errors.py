"""Answers to what no door could answer: to a program as a problem, to everybody else as a page."""

from django.http import HttpRequest, HttpResponse

from shuangquan.channels.api.problems import render_problem
from shuangquan.channels.portal.views import errors
from shuangquan.core.words.errors import Refusal


def show_unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: too large, a character that cannot be stored, an address that is not this site's."""
    return render_problem(request, Refusal("api.unreadable", "request")) if _is_program(request) else errors.show_unreadable(request)


def show_broken(request: HttpRequest) -> HttpResponse:
    """500: a fault of the house."""
    return render_problem(request, Refusal("api.broken")) if _is_program(request) else errors.show_broken(request)


def _is_program(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
