"""Who may enter a page of the console, and what somebody is told when something cannot be done. Every view is behind one of these."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from shuangquan.actions.acting import acting
from shuangquan.actions.staff import CONSOLE, OWNER, Officer, find_officer
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal, Refusals

DOOR = "console"
HELD = "console"
"""Under which a session keeps who signed in here: being let in at the desk lets nobody in here."""
STATUS = {
    "staff.forbidden": 403, "policy.forbidden": 403, "identity.low": 403, "draft.unknown": 404, "bundle.unknown": 404, "theme.unknown": 404,
    "item.unknown": 404, "sealing.unknown": 404,
}  # fmt: skip
"""How a refusal answers; any other is 422: whoever wrote it can mend it."""


@dataclass(frozen=True, slots=True)
class Console:
    """Who sits at the console, and in which language pages are shown."""

    officer: Officer
    language: str

    def actor(self, purpose: str) -> Actor:
        """The person as an actor at this door."""
        return self.officer.actor(DOOR, purpose)

    @property
    def owns(self) -> bool:
        """Whether the person may sign and put online."""
        return self.officer.kind == OWNER


View = Callable[..., HttpResponseBase]


def find_language(request: HttpRequest) -> str:
    """zh or en."""
    return "en" if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == "en" else "zh"


def anybody(view: View) -> View:
    """Let everybody in: signing in and out."""

    @wraps(view)
    def enter(request: HttpRequest, **named: Any) -> HttpResponseBase:
        return view(request, **named)

    cast(Any, enter).entry = "anybody"
    return enter


def author(view: View) -> View:
    """Let in who signed in with both factors and has a posting as an editor or owner of standards; send others to sign in and back."""

    @wraps(view)
    def enter(request: HttpRequest, **named: Any) -> HttpResponseBase:
        found = find_officer(request.session.get(HELD), CONSOLE)
        if found is None:
            return redirect(f"{reverse('console:login')}?{urlencode({'next': request.get_full_path()})}")
        console = Console(found, find_language(request))
        with acting(console.actor("look")):
            try:
                return view(request, console, **named)
            except Refusals as several:
                return render(request, console, "refused.html", refusals=several.refusals, status=422)
            except Refusal as refusal:
                return render(request, console, "refused.html", refusals=(refusal,), status=STATUS.get(refusal.code, 422))

    cast(Any, enter).entry = "author"
    return enter


def render(request: HttpRequest, console: Console | None, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """An HTML page of the console, or a part of one."""
    language = console.language if console else find_language(request)
    held = {"console": console, "lang": language, "demo": settings.MODE != "live", "path": request.get_full_path(), **context}
    return HttpResponse(render_to_string(f"console/{template}", held, request), status=status)


def is_own(path: str) -> bool:
    """Whether a path leads nowhere but to the console."""
    return path.startswith("/console/") and "\\" not in path and "//" not in path.partition("?")[0] and path.isprintable()


def is_part(request: HttpRequest) -> bool:
    """Whether a page asks for a part of itself: anybody else is led to the page."""
    return request.headers.get("HX-Request") == "true"


def go(path: str) -> HttpResponseRedirect:
    """See other, after a POST."""
    response = HttpResponseRedirect(path)
    response.status_code = 303
    return response
