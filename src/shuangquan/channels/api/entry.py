"""Who may enter: everybody, as often as is fair; an app with a token of its own; an app for a person who allowed it.

Every route of this door is behind one of the three.
"""

import re
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from ninja.security.base import AuthBase

from shuangquan.actions.acting import acting
from shuangquan.actions.app_cases import check_app_case
from shuangquan.actions.app_tokens import Caller, find_caller
from shuangquan.actions.limiting import Left, check_rate, count_rate
from shuangquan.channels.api.problems import render_problem
from shuangquan.core.words.app_scopes import OWN
from shuangquan.core.words.errors import Refusal

SHARE = (
    "share-file", "share-url", "share-verify", "share-cert", "share-compare", "share-code", "share-holder", "share-urls", "share-remarks",
)  # fmt: skip
"""Routes by which other systems have certificates: each call signs in."""
OWN_RATE = {"reports": "report", **dict.fromkeys((*SHARE, "share-download"), "share")}
"""Routes with a bound of their own."""
OF_JSON = {
    "reports": 1280 * 2**10,
    **dict.fromkeys(SHARE, 64 * 2**10),
    "share-verify": 24 * 2**20,
    "inquiry": 16 * 2**10,
    "policies": 64 * 2**10,
}
"""Routes that take JSON and nothing else, and of how many bytes at most: what the schema allows, however it is escaped."""
OF_FILES = ("case-evidence",)
"""Routes of an app that take a form with a file; every other that is posted to takes JSON."""
MOST_JSON = 512 * 2**10
View = Callable[..., HttpResponseBase]
FREE = ("health", "ready")
"""Asked every few seconds by whoever watches over the processes: not counted."""
_BEARER = re.compile(r"Bearer ([A-Za-z0-9_-]{16,128})")


class Needs(AuthBase):
    """What a route needs of the token that came in at its door: a scope. The door has looked whose it is."""

    openapi_type = "oauth2"

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__()

    def __call__(self, request: HttpRequest) -> Caller:
        """Refusal("app.scope")."""
        caller = find_caller_of(request)
        caller.check_scope(self.scope)
        return caller


def find_caller_of(request: HttpRequest) -> Caller:
    """Who calls, as the door has found. AttributeError on a route that is not behind `app` or `person`: a bug."""
    return cast(Caller, cast(Any, request).caller)


def _check_json(request: HttpRequest) -> int:
    """Before anything is read of it; answers of how many bytes it is. Refusal("api.invalid") for another kind."""
    if request.content_type != "application/json":
        raise Refusal("api.invalid", "content_type")
    return int(request.META.get("CONTENT_LENGTH") or 0)


def _has_body(request: HttpRequest) -> bool:
    return (request.META.get("CONTENT_LENGTH") or "0") != "0"


def _told(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """An answer without a word becomes a problem."""
    if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
        return response
    told = render_problem(request, Refusal("api.method", "method"))
    told.headers["Allow"] = response.headers["Allow"]
    return told


def anybody(view: View, name: str) -> View:
    """Let everybody in, counted by address."""

    @wraps(view, assigned=())
    def enter(request: HttpRequest, *given: Any, **named: Any) -> HttpResponseBase:
        try:
            if name not in FREE:
                if name in OF_JSON and request.method == "POST" and _check_json(request) > OF_JSON[name]:
                    raise Refusal("report.large", "body", most=OF_JSON[name] // 2**10)
                check_rate(OWN_RATE.get(name, "api"), str(request.META.get("REMOTE_ADDR", "")))
            return _told(request, view(request, *given, **named))
        except Refusal as refusal:
            return render_problem(request, refusal)

    cast(Any, enter).entry = "anybody"
    return enter


def app(view: View, name: str) -> View:
    """Let an app in with a token of its own, counted by app."""

    def enter(request: HttpRequest, caller: Caller, **named: Any) -> HttpResponseBase:
        caller.check_scope(OWN)
        return view(request, **named)

    return _with_token(enter, view, name, "app")


def person(view: View, name: str) -> View:
    """Let an app in for a person who allowed it: as that person, and to no case but those which it opened for them."""

    def enter(request: HttpRequest, caller: Caller, **named: Any) -> HttpResponseBase:
        if caller.citizen is None:
            raise Refusal("app.person", "token")
        with acting(caller.actor(str(settings.HOME_REGION), "own matter"), caller.citizen.index):
            if "case" in named:
                check_app_case(caller, _read_id(str(named["case"])))
            return view(request, **named)

    return _with_token(enter, view, name, "person")


def _read_id(text: str) -> str:
    """Refusal("api.invalid") for what is no id of a case."""
    try:
        return str(UUID(text))
    except ValueError:
        raise Refusal("api.invalid", "path.case") from None


def _with_token(enter: View, view: View, name: str, entry: str) -> View:
    @wraps(view, assigned=())
    def come(request: HttpRequest, **named: Any) -> HttpResponseBase:
        left: Left | None = None
        try:
            caller = _find_caller(request)
            left, over = count_rate("app", caller.app.id)
            if over:
                raise Refusal("request.limited", "token", minutes=-(-left.seconds // 60))
            cast(Any, request).caller = caller
            if name not in OF_FILES and _has_body(request) and _check_json(request) > MOST_JSON:
                raise Refusal("api.large", "body", most=MOST_JSON // 2**10)
            response = _told(request, enter(request, caller, **named))
        except Refusal as refusal:
            response = render_problem(request, refusal)
        if left is not None:
            held = {"Limit": left.most, "Remaining": left.left, "Reset": left.seconds}
            for what, count in held.items():
                response.headers[f"RateLimit-{what}"] = str(count)
        return response

    cast(Any, come).entry = entry
    return come


def _find_caller(request: HttpRequest) -> Caller:
    """By the token in `Authorization`. One that holds nothing is counted by address, so that nobody guesses for long."""
    found = _BEARER.fullmatch(request.headers.get("Authorization", ""))
    try:
        if found is None:
            raise Refusal("app.token", "token")
        return find_caller(found[1])
    except Refusal:
        check_rate("api", str(request.META.get("REMOTE_ADDR", "")))
        raise
