"""Who may enter a page of the kiosk: an enrolled machine, and at it somebody whose card was read. Every view is behind one of these.

The machine is known by a cookie of its own; the person by the server's session alone, which is gone at the end and after idleness.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any, Literal, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse

from shuangquan.actions.acting import acting
from shuangquan.actions.assisting import Assisted, end_assistance, find_assisted
from shuangquan.actions.kiosks import StoredKiosk, find_machine
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Fault, Refusal, Refusals

DOOR = "kiosk"
KEY = "kiosk"
"""The cookie by which a machine is known: no person's."""
LOOK = "kiosk-look"
"""The cookie of how the screen looks for whoever stands there: gone with them."""
HELD = "served"
IDLE = timedelta(seconds=80)
"""Nobody is served after so long: the screen asks after 45 seconds and ends after 60; the server lags by ten at most, see records."""
STATUS = {"case.unknown": 404, "theme.unknown": 404, "certificate.unknown": 404, "document.unknown": 404, "inquiry.unknown": 404}
STATUS |= {"policy.forbidden": 403, "identity.low": 403, "party.not_you": 403, "request.limited": 429, "theme.closed": 409}


@dataclass(frozen=True, slots=True)
class Look:
    """language: zh or en. elder: large type. low: keys in the lower half, for who sits or is small."""

    language: str = "zh"
    elder: bool = False
    low: bool = False


@dataclass(frozen=True, slots=True)
class Machine:
    """An enrolled machine, and who is served there, if anybody."""

    kiosk: StoredKiosk
    look: Look
    served: Assisted | None

    @property
    def who(self) -> Assisted:
        """Who is served; only pages behind `guest` ask."""
        assert self.served is not None
        return self.served

    def actor(self, purpose: str) -> Actor:
        """The person as an actor here, by this machine's hands."""
        return self.who.actor(purpose)

    @property
    def name(self) -> str:
        """Who is served, as the screen greets them."""
        return str(self.served.citizen.account.profile.get("name", "")) if self.served else ""


View = Callable[..., HttpResponseBase]


def machine_actor(kiosk: StoredKiosk) -> Actor:
    """The machine's own hands."""
    return Actor("kiosk", kiosk.id, kiosk.region, DOOR)


def nobody(kiosk: StoredKiosk) -> Actor:
    """Whoever stands at the machine without a card."""
    return Actor("anonymous", "anonymous", kiosk.region, DOOR, purpose="look up at a kiosk")


def find_look(request: HttpRequest) -> Look:
    """How the screen is to look: three words of a cookie."""
    words = request.COOKIES.get(LOOK, "").split(".")
    language: Literal["zh", "en"] = "en" if "en" in words else "zh"
    return Look(language, "elder" in words, "low" in words)


def keep_look(response: HttpResponseBase, look: Look) -> None:
    """Remember it for whoever stands there now."""
    words = (look.language, *(["elder"] if look.elder else []), *(["low"] if look.low else []))
    response.set_cookie(LOOK, ".".join(words), path="/kiosk/", secure=settings.SECURE, httponly=True, samesite="Strict")


def find_here(request: HttpRequest, *, person: bool = True) -> Machine | None:
    """The machine of a request, and who is served there. person: False where only the machine speaks, which keeps nobody served."""
    kiosk = find_machine(request.COOKIES.get(KEY, ""))
    if kiosk is None:
        return None
    held = request.session.get(HELD) if person else None
    served = find_assisted(machine_actor(kiosk), held["id"], bytes.fromhex(held["index"]), IDLE) if held else None
    if held and served is None:
        request.session.flush()  # it ended by itself: nothing of it stays
    return Machine(kiosk, find_look(request), served)


def hold(request: HttpRequest, served: Assisted) -> None:
    """Serve somebody from now on, under a session that nobody planted before."""
    request.session.flush()
    request.session[HELD] = {"id": served.held.id, "index": served.index.hex()}


def let_go(request: HttpRequest, machine: Machine, how: str) -> None:
    """Nobody is served any more: the record says how it ended, the session is gone with all that it held."""
    if machine.served is not None:
        end_assistance(machine.served, how)
    request.session.flush()


def anybody(view: View) -> View:
    """Let in what is no machine yet: enrolling, and asking whether the server is there. `?here=`: somebody says that they are."""

    @wraps(view)
    def enter(request: HttpRequest, **named: Any) -> HttpResponseBase:
        return view(request, find_here(request, person=bool(request.GET.get("here"))), **named)

    cast(Any, enter).entry = "anybody"
    return enter


def machine(view: View) -> View:
    """Let in enrolled machines that are not locked; a person need not be there."""

    @wraps(view)
    def enter(request: HttpRequest, **named: Any) -> HttpResponseBase:
        here = find_here(request)
        if here is None or here.kiosk.locked:
            return _close(request, here)
        return _answer(view, request, here, named)

    cast(Any, enter).entry = "machine"
    return enter


def guest(view: View) -> View:
    """Let in a person at an enrolled machine; whoever has not laid a card is asked to, and goes on from here."""

    @wraps(view)
    def enter(request: HttpRequest, **named: Any) -> HttpResponseBase:
        here = find_here(request)
        if here is None or here.kiosk.locked:
            return _close(request, here)
        if here.served is None:
            back = request.get_full_path() if request.method == "GET" else ""
            return HttpResponseRedirect(f"{reverse('kiosk:start')}?{urlencode({'next': back})}" if back else reverse("kiosk:start"))
        with acting(here.actor("own matter"), here.who.index):
            return _answer(view, request, here, named)

    cast(Any, enter).entry = "guest"
    return enter


def _close(request: HttpRequest, here: Machine | None) -> HttpResponse:
    """The page for a browser that is no machine, and for a locked one, at which nobody is served any more."""
    if here is None:
        return render(request, None, "unknown.html", status=403)
    let_go(request, here, "done")
    return render(request, here, "locked.html", status=503)


def _answer(view: View, request: HttpRequest, here: Machine, named: dict[str, Any]) -> HttpResponseBase:
    try:
        return view(request, here, **named)
    except Refusal as refusal:
        return answer_refusals(request, here, (refusal,))
    except Refusals as found:
        return answer_refusals(request, here, found.refusals)
    except Fault:
        return render(request, here, "fault.html", status=503)


def answer_refusals(request: HttpRequest, here: Machine, refusals: tuple[Refusal, ...]) -> HttpResponse:
    """A page that says what is wrong and how to mend it; a calm one while a plan is compiled."""
    first = refusals[0]
    if first.code == "case.planning":
        again = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
        return render(request, here, "planning.html", status=202, posted=request.method == "POST", again=again, again_at=request.path)
    return render(request, here, "refused.html", refusals=refusals, status=STATUS.get(first.code, 422))


def render(request: HttpRequest, here: Machine | None, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """An HTML page of the kiosk. Nothing of it may be kept anywhere."""
    look = here.look if here else find_look(request)
    held = {"here": here, "look": look, "lang": look.language, "stay": find_stay(request, here), **context}
    response = HttpResponse(render_to_string(f"kiosk/{template}", held, request), status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def find_stay(request: HttpRequest, here: Machine | None) -> str:
    """Where this page can be seen again: itself, or where what was sent belongs."""
    if request.method == "GET":
        return request.get_full_path()
    matched = request.resolver_match
    if matched is not None and "case" in matched.kwargs:
        return reverse("kiosk:case", kwargs={"case": matched.kwargs["case"]})
    if matched is not None and matched.url_name in ("ask", "certificate", "inquiry", "enrol"):
        return request.path
    return reverse("kiosk:home" if here and here.served else "kiosk:start")


def go(name: str, **named: Any) -> HttpResponseRedirect:
    """See other: the page of this name."""
    response = HttpResponseRedirect(reverse(f"kiosk:{name}", kwargs=named))
    response.status_code = 303
    return response


def is_own(path: str) -> bool:
    """Whether a path leads nowhere but to the kiosk."""
    return path.startswith("/kiosk/") and "\\" not in path and "//" not in path.partition("?")[0] and path.isprintable()


def find_page(request: HttpRequest, count: int, size: int) -> tuple[int, int]:
    """(page, pages), from 1, of so many things; the page that the address asks for, as far as there is one."""
    pages = max(1, -(-count // size))
    asked = request.GET.get("page", "1")
    return min(max(1, int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else 1), pages), pages


def cut(things: tuple[Any, ...], page: int, size: int) -> tuple[Any, ...]:
    """What stands on a page."""
    return things[(page - 1) * size : page * size]
