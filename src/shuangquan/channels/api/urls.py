"""Routes of the programs' door, each behind `anybody`, `app` or `person`. An unknown address answers as a program can read it."""

from typing import NoReturn

from django.http import HttpRequest
from django.urls import URLPattern, include, path

from shuangquan.channels.api.entry import anybody, app, person
from shuangquan.channels.api.routes import api
from shuangquan.core.words.errors import Refusal


def find_nothing(request: HttpRequest, rest: str) -> NoReturn:
    """No such address."""
    raise Refusal("api.missing", "path")


def _behind(route: URLPattern) -> URLPattern:
    name = str(route.name)
    enter = person if name.startswith(("case", "own", "delegation")) else app if name.startswith("app") else anybody
    return path(str(route.pattern), enter(route.callback, name), name=name)


_own, _app, _namespace = api.urls
urlpatterns = [
    path("v1/", include(([_behind(route) for route in _own if isinstance(route, URLPattern)], _app), namespace=_namespace)),
    path("<path:rest>", anybody(find_nothing, "missing"), name="missing"),
]
