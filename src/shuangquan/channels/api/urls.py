"""Routes of the programs' door, each behind `anybody`. An address that is none of them answers as a program can read it."""

from typing import NoReturn

from django.http import HttpRequest
from django.urls import URLPattern, include, path

from shuangquan.channels.api.entry import anybody
from shuangquan.channels.api.routes import api
from shuangquan.core.words.errors import Refusal


def find_nothing(request: HttpRequest, rest: str) -> NoReturn:
    """No such address."""
    raise Refusal("api.missing", "path")


def _behind(route: URLPattern) -> URLPattern:
    return path(str(route.pattern), anybody(route.callback, str(route.name)), name=route.name)


_own, _app, _namespace = api.urls
urlpatterns = [
    path("v1/", include(([_behind(route) for route in _own if isinstance(route, URLPattern)], _app), namespace=_namespace)),
    path("<path:rest>", anybody(find_nothing, "missing"), name="missing"),
]
