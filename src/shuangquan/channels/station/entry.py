"""Who may enter a page of a station. Every view is behind one of these.

anybody: a browser that is to become a tablet. tablet: an enrolled tablet, whoever holds it. helper: at it, somebody who helps at this
station, signed in with both factors. serving: a helper with a citizen before them, whose actor the page then acts as.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from shuangquan.actions.acting import acting
from shuangquan.actions.assisting import Assisted, find_assisted
from shuangquan.actions.staff import TWO_FACTORS, Officer, find_officer
from shuangquan.actions.station_serving import DOOR, check_authorised
from shuangquan.actions.stations import StoredStation, StoredTablet, check_helper, find_tablet_here
from shuangquan.channels.look.filing import Filler
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Fault, Refusal, Refusals
from shuangquan.core.words.roles import STATION

KEY = "station"
"""The cookie by which a tablet is known: no person's."""
HELD, SERVED = "helper", "served"
STATUS = {
    "staff.forbidden": 403, "policy.forbidden": 403, "identity.low": 403, "station.helper": 403, "station.authority": 403,
    "case.unknown": 404, "theme.unknown": 404, "theme.elsewhere": 404, "twin.gone": 404, "party.not_you": 403, "request.limited": 429,
}  # fmt: skip
"""How a refusal answers; any other is 422: it can be mended here."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A tablet at a station, who helps there, and who is helped."""

    tablet: StoredTablet
    station: StoredStation
    language: str
    officer: Officer | None = None
    assisted: Assisted | None = field(default=None, repr=False)

    @property
    def helper(self) -> Officer:
        """Who helps; only pages behind `helper` ask."""
        assert self.officer is not None
        return self.officer

    @property
    def served(self) -> Assisted:
        """Who is helped; only pages behind `serving` ask."""
        assert self.assisted is not None
        return self.assisted

    def hands(self, purpose: str) -> Actor:
        """The helper as an actor: for readers and lists, never for a case."""
        who, here = str(self.helper.staff.id), self.helper.posting
        return Actor("staff", who, self.station.region, DOOR, TWO_FACTORS, here.department, purpose, frozenset(here.roles))

    def actor(self, purpose: str) -> Actor:
        """The citizen, by the hands of this helper."""
        return self.served.actor(purpose)

    def filler(self, case: object) -> Filler:
        """The citizen as who fills in this case, by the hands of this helper."""
        return Filler(str(case), self.served.citizen.person, self.actor)


View = Callable[..., HttpResponseBase]


def find_language(request: HttpRequest) -> str:
    """zh or en."""
    return "en" if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == "en" else "zh"


def find_here(request: HttpRequest) -> Desk | None:
    """The tablet of a request; None for a browser that is none."""
    found = find_tablet_here(request.COOKIES.get(KEY, ""))
    return Desk(*found, find_language(request)) if found else None


def anybody(view: View) -> View:
    """Let everybody in: a browser that is to become a tablet."""

    @wraps(view)
    def enter(request: HttpRequest, **named: Any) -> HttpResponseBase:
        try:
            return view(request, find_here(request), **named)
        except Refusal as refusal:
            return render(request, None, "refused.html", refusals=(refusal,), status=STATUS.get(refusal.code, 422))

    cast(Any, enter).entry = "anybody"
    return enter


def tablet(view: View) -> View:
    """Let in an enrolled tablet, whoever holds it: nothing of anybody is shown there."""
    return _enter(view, "tablet")


def helper(view: View) -> View:
    """Let in who helps at this station; send others to sign in and back to this page."""
    return _enter(view, "helper")


def serving(view: View) -> View:
    """Let in a helper with a citizen before them: the page acts as that citizen, by these hands."""
    return _enter(view, "serving")


def authorised(view: View) -> View:
    """As `serving`, for a page of a case: only one that this citizen signed for here, with these hands."""

    @wraps(view)
    def check(request: HttpRequest, desk: Desk, **named: Any) -> HttpResponseBase:
        check_authorised(desk.actor("look"), desk.station, str(named["case"]))
        return view(request, desk, **named)

    return _enter(check, "authorised")


def _enter(view: View, kind: str) -> View:
    @wraps(view)
    def enter(request: HttpRequest, **named: Any) -> HttpResponseBase:
        here = find_here(request)
        if here is None:
            return redirect("station:enrol")
        if kind == "tablet":
            return _answer(view, request, here, named)
        found = find_officer(request.session.get(HELD), STATION)
        if found is None:
            return redirect(f"{reverse('station:login')}?{urlencode({'next': request.get_full_path()})}")
        try:
            check_helper(found, here.station)
        except Refusal as refusal:
            return render_refused(request, here, (refusal,))
        desk = find_desk(request, here, found)
        if kind == "helper":
            with acting(desk.hands("look")):
                return _answer(view, request, desk, named)
        if desk.assisted is None:
            return redirect(f"{reverse('station:home')}?over=1")
        with acting(desk.actor("look"), desk.served.index):
            return _answer(view, request, desk, named)

    cast(Any, enter).entry = kind
    return enter


def find_desk(request: HttpRequest, here: Desk, officer: Officer) -> Desk:
    """The tablet with the helper and the citizen that the session holds."""
    desk, held = Desk(here.tablet, here.station, here.language, officer), request.session.get(SERVED)
    if held is None:
        return desk
    found = find_assisted(desk.hands("look"), held["id"], bytes.fromhex(held["index"]))
    if found is None or found.held.place != here.station.id:
        return desk
    return Desk(here.tablet, here.station, here.language, officer, found)


def _answer(view: View, request: HttpRequest, desk: Desk, named: dict[str, Any]) -> HttpResponseBase:
    try:
        return view(request, desk, **named)
    except Refusal as refusal:
        return render_refused(request, desk, (refusal,))
    except Refusals as found:
        return render_refused(request, desk, found.refusals)
    except Fault as fault:
        return render(request, desk, "fault.html", party=fault.party, status=503)


def render_refused(request: HttpRequest, desk: Desk, refusals: tuple[Refusal, ...]) -> HttpResponse:
    """What is wrong and how to mend it; a calm page while a plan is compiled."""
    if refusals[0].code == "case.planning":
        return render(request, desk, "planning.html", status=202)
    return render(request, desk, "refused.html", refusals=refusals, status=STATUS.get(refusals[0].code, 422))


def render(request: HttpRequest, desk: Desk | None, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """An HTML page of a station."""
    language = desk.language if desk else find_language(request)
    held = {"desk": desk, "lang": language, "demo": settings.MODE != "live", "path": request.get_full_path(), **context}
    return HttpResponse(render_to_string(f"station/{template}", held, request), status=status)


def is_own(path: str) -> bool:
    """Whether a path leads nowhere but to the station."""
    return path.startswith("/station/") and "\\" not in path and "//" not in path.partition("?")[0] and path.isprintable()


def go(name: str, query: str = "", **named: Any) -> HttpResponseRedirect:
    """See other: the page of this name, after a POST."""
    response = HttpResponseRedirect(reverse(f"station:{name}", kwargs=named) + query)
    response.status_code = 303
    return response
