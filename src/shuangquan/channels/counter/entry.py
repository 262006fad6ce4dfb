"""Who may enter a page of the counter. Every view is behind one of these.

clerk: signed in with both factors, posted as a clerk. seated: a clerk at a window. serving: a clerk at a window with somebody before them,
whose actor the page then acts as. hall: a terminal that a clerk has set up in a hall. anybody: signing in, and what hangs on a wall.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from shuangquan.actions.acting import acting
from shuangquan.actions.assisting import Assisted, find_assisted
from shuangquan.actions.halls import Hall, find_hall
from shuangquan.actions.staff import TWO_FACTORS, Officer, find_officer
from shuangquan.channels.look.filing import Filler
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Fault, Refusal, Refusals
from shuangquan.core.words.roles import COUNTER

DOOR = "counter"
HELD, SEAT, SERVED, PAD, LET = "clerk", "seat", "served", "pad", "let"
"""Under which a session keeps who signed in, at which window, who is served, what the second screen shows, and the code that asks."""
NEWS = "application/json"
"""What pages accept that only ask whether something happened."""
TERMINAL = "hall-terminal"
"""The cookie of a terminal in a hall, signed."""
STEPS = tuple((key, f"step.{key}") for key in ("notice", "questions", "form", "check", "finish", "done"))
"""The way of a matter, as the clerk's page shows where one is."""
STATUS = {
    "staff.forbidden": 403, "policy.forbidden": 403, "identity.low": 403, "case.unknown": 404, "theme.unknown": 404, "theme.elsewhere": 404,
    "hall.unknown": 404, "document.unknown": 404, "party.not_you": 403, "evidence.unknown": 404, "collect.none": 404, "help.unknown": 404,
}  # fmt: skip
"""How a refusal answers; any other is 422: the clerk can mend it."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A window of a hall. queues: kinds of business it calls, all when empty."""

    hall: Hall
    window: str
    queues: tuple[str, ...]

    @property
    def device(self) -> str:
        """By which its reader and scanner are known: the hall's key and the window's number."""
        return f"{self.hall.key}-{self.window}"


@dataclass(frozen=True, slots=True)
class Counter:
    """Who sits at the counter. assisted: who is served; None before a card is read."""

    officer: Officer
    language: str
    seat: Seat | None = None
    assisted: Assisted | None = field(default=None, repr=False)

    def clerk(self, purpose: str) -> Actor:
        """The clerk as an actor: for tickets, readers and papers, never for a case."""
        here = self.officer.posting
        return Actor("staff", str(self.officer.staff.id), here.region, DOOR, TWO_FACTORS, here.department, purpose, frozenset(here.roles))

    @property
    def at(self) -> Seat:
        """The window; only pages behind `seated` ask."""
        assert self.seat is not None
        return self.seat

    @property
    def served(self) -> Assisted:
        """Who is served; only pages behind `serving` ask."""
        assert self.assisted is not None
        return self.assisted

    def actor(self, purpose: str) -> Actor:
        """The citizen, by the hands of this clerk."""
        return self.served.actor(purpose)

    def filler(self, case: object) -> Filler:
        """The citizen as who fills in this case, by the hands of this clerk."""
        return Filler(str(case), self.served.citizen.person, self.actor)


View = Callable[..., HttpResponseBase]


def find_language(request: HttpRequest) -> str:
    """zh or en."""
    return "en" if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == "en" else "zh"


def anybody(view: View) -> View:
    """Let everybody in: signing in, and what hangs on a wall."""

    @wraps(view)
    def enter(request: HttpRequest, **named: Any) -> HttpResponseBase:
        try:
            return view(request, **named)
        except Refusal as refusal:
            return render(request, None, "refused.html", refusals=(refusal,), status=STATUS.get(refusal.code, 422))

    cast(Any, enter).entry = "anybody"
    return enter


def hall(view: View) -> View:
    """Let in a terminal that a clerk has set up; the view takes the hall."""

    @wraps(view)
    def enter(request: HttpRequest, **named: Any) -> HttpResponseBase:
        try:
            held = signing.loads(request.COOKIES.get(TERMINAL, ""), salt=TERMINAL)
            return view(request, find_hall(str(held)), **named)
        except signing.BadSignature:
            return redirect(reverse("counter:terminal"))
        except Refusal as refusal:
            return render(request, None, "refused.html", refusals=(refusal,), status=STATUS.get(refusal.code, 422))

    cast(Any, enter).entry = "hall"
    return enter


def clerk(view: View) -> View:
    """Let in a clerk; send others to sign in and back to this page."""
    return _enter(view, "clerk")


def seated(view: View) -> View:
    """Let in a clerk at a window; who has chosen none chooses first."""
    return _enter(view, "seated")


def serving(view: View) -> View:
    """Let in a clerk at a window who serves somebody: the page acts as that citizen, by these hands."""
    return _enter(view, "serving")


def _enter(view: View, kind: str) -> View:
    @wraps(view)
    def enter(request: HttpRequest, **named: Any) -> HttpResponseBase:
        found = find_officer(request.session.get(HELD), COUNTER)
        if found is None:
            return redirect(f"{reverse('counter:login')}?{urlencode({'next': request.get_full_path()})}")
        counter = find_counter(request, found)
        if kind != "clerk" and counter.seat is None:
            return redirect("counter:seats")
        if kind == "serving" and counter.assisted is None:
            return redirect(f"{reverse('counter:window')}?over=1")
        if kind == "serving":
            with acting(counter.actor("look"), counter.served.index):
                return _answer(view, request, counter, named)
        with acting(counter.clerk("look")):
            return _answer(view, request, counter, named)

    cast(Any, enter).entry = kind
    return enter


def find_counter(request: HttpRequest, officer: Officer) -> Counter:
    """The clerk with the window and the citizen that the session holds."""
    counter = Counter(officer, find_language(request), _find_seat(request))
    held = request.session.get(SERVED)
    if held is None or counter.seat is None:
        return counter
    asks = request.headers.get("Accept") == NEWS  # a page that asks for news keeps nobody before the window
    found = find_assisted(counter.clerk("look"), held["id"], bytes.fromhex(held["index"]), touch=not asks)
    return Counter(officer, counter.language, counter.seat, found)


def _find_seat(request: HttpRequest) -> Seat | None:
    held = request.session.get(SEAT)
    if held is None:
        return None
    try:
        return Seat(find_hall(held["hall"]), held["window"], tuple(held["queues"]))
    except Refusal:
        return None


def _answer(view: View, request: HttpRequest, counter: Counter, named: dict[str, Any]) -> HttpResponseBase:
    try:
        return view(request, counter, **named)
    except Refusal as refusal:
        return render_refused(request, counter, (refusal,))
    except Refusals as found:
        return render_refused(request, counter, found.refusals)
    except Fault as fault:
        return render(request, counter, "fault.html", party=fault.party, status=503)


def render_refused(request: HttpRequest, counter: Counter, refusals: tuple[Refusal, ...]) -> HttpResponse:
    """What is wrong and how to mend it; a calm page while a plan is compiled."""
    if refusals[0].code == "case.planning":
        return render(request, counter, "planning.html", status=202)
    return render(request, counter, "refused.html", refusals=refusals, status=STATUS.get(refusals[0].code, 422))


def render(request: HttpRequest, counter: Counter | None, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """An HTML page of the counter."""
    language = counter.language if counter else find_language(request)
    held = {
        "counter": counter,
        "lang": language,
        "demo": settings.MODE != "live",
        "path": request.get_full_path(),
        "steps": STEPS,
        **context,
    }
    if counter is not None and "version" in context:
        held["follow"] = find_mark(request, context["version"])
    return HttpResponse(render_to_string(f"counter/{template}", held, request), status=status)


def show_on_pad(request: HttpRequest, what: str, case: object = "") -> None:
    """Say what the second screen shows: "" | notice | check | pay | reuse | done."""
    held = {"show": what, "case": str(case)}
    if request.session.get(PAD) != held:
        request.session[PAD] = held


def find_mark(request: HttpRequest, version: int) -> str:
    """What changes when something happened on the second screen or a phone."""
    return f"{version}|{request.session.get(PAD, {}).get('show', '')}"


def find_pad_mark(request: HttpRequest, counter: Counter) -> str:
    """What changes when the second screen has something else to show."""
    held = request.session.get(PAD, {})
    served = counter.assisted.held.id if counter.assisted else ""
    return f"{served}|{held.get('show', '')}|{held.get('case', '')}"


def is_own(path: str) -> bool:
    """Whether a path leads nowhere but to the counter."""
    return path.startswith("/counter/") and "\\" not in path and "//" not in path.partition("?")[0] and path.isprintable()


def go(name: str, query: str = "", **named: Any) -> HttpResponseRedirect:
    """See other: the page of this name, after a POST."""
    response = HttpResponseRedirect(reverse(f"counter:{name}", kwargs=named) + query)
    response.status_code = 303
    return response
