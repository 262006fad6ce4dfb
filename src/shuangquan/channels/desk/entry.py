"""Who may enter a page of the desk, and what an officer is told when something cannot be done. Every view is behind one of these."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from shuangquan.actions.acting import acting
from shuangquan.actions.staff import Officer, find_officer
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.queries.desk_tasks import Place

DOOR = "desk"
HELD = "staff"
"""Under which a session keeps who signed in here."""
STATUS = {
    "staff.forbidden": 403,
    "policy.forbidden": 403,
    "identity.low": 403,
    "evidence.unknown": 404,
    "certificate.unknown": 404,
    "document.unknown": 404,
}
"""How a refusal answers; any other is 422: the officer can mend it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who sits at the desk, and in which language pages are shown."""

    officer: Officer
    language: str

    def actor(self, purpose: str) -> Actor:
        """The officer as an actor at this door."""
        return self.officer.actor(DOOR, purpose)

    @property
    def place(self) -> Place:
        """The inbox: of the department and region of the posting."""
        return Place(self.officer.posting.department, self.officer.posting.region)


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


def officer(view: View) -> View:
    """Let in who signed in with both factors and has a posting as an officer; send others to sign in and back to this page."""

    @wraps(view)
    def enter(request: HttpRequest, **named: Any) -> HttpResponseBase:
        found = find_officer(request.session.get(HELD))
        if found is None:
            return redirect(f"{reverse('desk:login')}?{urlencode({'next': request.get_full_path()})}")
        desk = Desk(found, find_language(request))
        with acting(desk.actor("look")):
            try:
                return view(request, desk, **named)
            except Refusal as refusal:
                return render(request, desk, "refused.html", refusal=refusal, status=STATUS.get(refusal.code, 422))
            except Fault as fault:
                return render(request, desk, "fault.html", party=fault.party, status=503)

    cast(Any, enter).entry = "officer"
    return enter


def render(request: HttpRequest, desk: Desk | None, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """An HTML page of the desk."""
    language = desk.language if desk else find_language(request)
    held = {"desk": desk, "lang": language, "demo": settings.MODE != "live", "path": request.get_full_path(), **context}
    return HttpResponse(render_to_string(f"desk/{template}", held, request), status=status)


def is_own(path: str) -> bool:
    """Whether a path leads nowhere but to the desk."""
    return path.startswith("/desk/") and "\\" not in path and "//" not in path.partition("?")[0] and path.isprintable()
