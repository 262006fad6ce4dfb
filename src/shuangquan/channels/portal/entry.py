"""Who may enter a page, and what a visitor is told when something cannot be done. Every view of the portal is behind one of these."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from shuangquan.actions.accounts import Citizen, find_citizen
from shuangquan.actions.acting import acting
from shuangquan.actions.companies import Hat
from shuangquan.actions.hosts import ZONE
from shuangquan.channels.look.filing import Filler
from shuangquan.channels.portal.hats import dress, find_worn, is_open
from shuangquan.channels.portal.render import Look, render_page
from shuangquan.channels.portal.zone import Zone, find_link, find_zone, frame
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Fault, Refusal, Refusals
from shuangquan.queries.portal_regions import find_region

DOOR = "portal"
STATUS = {
    "case.unknown": 404,
    "theme.unknown": 404,
    "theme.closed": 409,
    "theme.elsewhere": 404,
    "certificate.unknown": 404,
    "show.over": 410,
    "document.unknown": 404,
    "objection.unknown": 404,
    "complaint.unknown": 404,
    "policy.forbidden": 403,
    "party.not_you": 403,
    "request.limited": 429,
    "app.theme": 403,
    "enter.ticket": 403,
    "enter.other": 409,
    "enter.place": 404,
    "delegate.self": 403,
    "delegate.over": 403,
    "delegate.scope": 403,
    "delegate.agent": 403,
    "delegate.unknown": 404,
    "ward.unknown": 403,
    "ward.grown": 403,
    "ward.down": 409,
    "ward.theme": 403,
    "ward.self": 403,
}
"""How a refusal answers; any other is 422: the visitor can mend it."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks at a page, and how it is to look. citizen: None before signing in. zone: where they came in from a host, else None.

    own: who has signed in, also while `citizen` is the person they act for. hat: for whom, None for themself; lost: why no more.
    """

    look: Look
    region: str
    citizen: Citizen | None
    zone: Zone | None = None
    own: Citizen | None = None
    hat: Hat | None = None
    lost: Refusal | None = None

    @property
    def who(self) -> Citizen:
        """The citizen; only pages behind `citizen` ask."""
        assert self.citizen is not None
        return self.citizen

    def actor(self, purpose: str) -> Actor:
        """The visitor as an actor at this door."""
        return dress(self.who.actor(self.region, self.door, purpose), self.hat, self.own)

    def own_actor(self, purpose: str) -> Actor:
        """Who has signed in, for nobody else."""
        assert self.own is not None
        return self.own.actor(self.region, self.door, purpose)

    @property
    def door(self) -> str:
        """Of this site, or of a host around it."""
        return ZONE if self.zone is not None else DOOR

    def filler(self, case: object) -> Filler:
        """The visitor as who fills in this case."""
        return Filler(str(case), self.who.person, self.actor)


View = Callable[..., HttpResponseBase]


def find_visitor(request: HttpRequest) -> Visitor:
    """The visitor of a request: session, then cookies."""
    held, zone = request.session.get("citizen"), find_zone(request)
    if "host" in request.session and zone is None:
        held = None  # the host was shut out, and with it whoever came in from it
    frame(request, zone)
    own = find_citizen(bytes.fromhex(held["index"]), int(held["level"])) if held else None
    worn = find_worn(request, own)
    citizen = worn.principal or own
    language: Literal["zh", "en"] = "en" if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == "en" else "zh"
    elder = request.COOKIES.get("elder", "")
    region = request.COOKIES.get("region", "")
    known = find_region(region)
    code = known.code if known else str(settings.HOME_REGION)
    home = known or find_region(code)
    name = own.person_name if own else ""
    look = Look(language, elder if elder in ("1", "2") else "", home.short if home else code, name, zone, worn.hat)
    return Visitor(look, code, citizen, zone, own, worn.hat, worn.lost)


def anybody(view: View) -> View:
    """Let everybody in."""

    @wraps(view)
    def enter(request: HttpRequest, **named: Any) -> HttpResponseBase:
        visitor = find_visitor(request)
        if visitor.citizen is None:
            return _answer(view, request, visitor, named)
        with acting(visitor.actor("look"), visitor.citizen.index):
            return _answer(view, request, visitor, named)

    cast(Any, enter).entry = "anybody"
    return enter


def citizen(view: View) -> View:
    """Let in who has signed in; send others to sign in and back to this page."""

    @wraps(view)
    def enter(request: HttpRequest, **named: Any) -> HttpResponseBase:
        visitor = find_visitor(request)
        if visitor.citizen is None and visitor.zone is not None:
            return render_page(request, visitor.look, "zone_over.html", link=find_link(request.path), status=401)
        if visitor.citizen is None:
            return redirect(sign_in_address(request.get_full_path()))
        with acting(visitor.actor("own matter"), visitor.citizen.index):
            return _answer(view, request, visitor, named)

    cast(Any, enter).entry = "citizen"
    return enter


def find_address(request: HttpRequest) -> str:
    """Where the visitor calls from."""
    return str(request.META.get("REMOTE_ADDR", ""))


def sign_in_address(back: str, level: int = 0) -> str:
    """Where to sign in, and come back from."""
    asked = {"next": back} | ({"level": str(level)} if level else {})
    return f"{reverse('portal:sign-in')}?{urlencode(asked)}"


def go(name: str, **named: Any) -> HttpResponseRedirect:
    """See other: the page of this name, after a POST."""
    response = HttpResponseRedirect(reverse(f"portal:{name}", kwargs=named))
    response.status_code = 303
    return response


def _check_hat(request: HttpRequest, visitor: Visitor) -> None:
    """Refusals: why a hat came off just now; "delegate.self" for a page that is the person's own."""
    if visitor.lost is not None:
        raise visitor.lost
    match = request.resolver_match
    if visitor.hat is not None and match is not None and not is_open(visitor.hat, match.url_name):
        if visitor.hat.ward:
            raise Refusal("ward.self", "page")
        raise Refusal("delegate.self", "page")


def _answer(view: View, request: HttpRequest, visitor: Visitor, named: dict[str, Any]) -> HttpResponseBase:
    try:
        _check_hat(request, visitor)
        return view(request, visitor, **named)
    except Refusal as refusal:
        return answer_refusals(request, visitor, (refusal,))
    except Refusals as found:
        return answer_refusals(request, visitor, found.refusals)
    except Fault:
        return render_page(request, visitor.look, "fault.html", status=503, back=request.get_full_path())


def answer_refusals(request: HttpRequest, visitor: Visitor, refusals: tuple[Refusal, ...]) -> HttpResponse:
    """A page that says what is wrong and how to mend it; a calm one while a plan is compiled."""
    first = refusals[0]
    if first.code == "case.planning":
        again = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
        return render_page(
            request, visitor.look, "planning.html", status=202, path=request.get_full_path(), posted=request.method == "POST", again=again
        )
    if first.code == "identity.low":
        back = request.get_full_path() if request.method == "GET" else request.headers.get("Referer", "/")
        need, path = int(first.data["need"]), _own_path(request, back)
        address = sign_in_address(path, need)
        by_host = visitor.zone is not None and visitor.zone.host.vouches >= need
        return render_page(
            request,
            visitor.look,
            "step_up.html",
            refusal=first,
            address=address,
            by_host=by_host,
            need=need,
            back=path,
            link=find_link(request.path),
            status=403,
        )
    return render_page(request, visitor.look, "refused.html", refusals=refusals, status=STATUS.get(first.code, 422))


def _own_path(request: HttpRequest, address: str) -> str:
    """The path of an address on this site; the home page for any other."""
    base = f"{request.scheme}://{request.get_host()}"
    path = address.removeprefix(base)
    return path if is_own(path) else "/"


def is_own(path: str) -> bool:
    """Whether a path leads nowhere but to this site."""
    return path.startswith("/") and not path.startswith(("//", "/\\")) and "\n" not in path and "\r" not in path
