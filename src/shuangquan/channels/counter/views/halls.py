"""取号屏 and 叫号屏: what stands and hangs in a hall. Nothing on them is about anybody."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.halls import Hall, find_hall, list_own_windows, note_arrival, take_ticket
from shuangquan.channels.counter.entry import TERMINAL, Counter, anybody, clerk, find_language, go, hall, render
from shuangquan.core.cases.tickets import QUEUES
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.halls import HallNow, find_hall_now

KEYS = (*(queue.letter for queue in QUEUES.values()), *"1234567890")
"""A terminal has no keyboard: what a ticket's code is made of."""
YEAR = 365 * 24 * 3600


@require_http_methods(["GET", "POST"])
@clerk
def set_up_terminal(request: HttpRequest, counter: Counter) -> HttpResponseBase:
    """A clerk makes this device the ticket terminal of a hall of theirs, and signs out of it."""
    halls = tuple(one for one, _ in list_own_windows(counter.clerk("set up a terminal")))
    if request.method == "GET":
        return render(request, counter, "terminal.html", halls=halls)
    chosen = next((one for one in halls if one.key == request.POST.get("hall")), None)
    if chosen is None:
        raise Refusal("hall.unknown", "hall")
    request.session.flush()
    response = go("touch")
    response.set_cookie(
        TERMINAL, signing.dumps(chosen.key, salt=TERMINAL), max_age=YEAR, secure=settings.SECURE, httponly=True, samesite="Strict"
    )
    return response


@require_http_methods(["GET", "POST"])
@hall
def take(request: HttpRequest, place: Hall) -> HttpResponse:
    """One touch, one number; or a booking's code."""
    now = find_hall_now(place.key)
    if request.method == "GET":
        return render(request, None, "touch.html", place=place, now=now, keys=KEYS)
    address = str(request.META.get("REMOTE_ADDR", ""))
    try:
        if request.POST.get("code"):
            ticket = note_arrival(place, request.POST["code"], address)
        else:
            ticket = take_ticket(place, request.POST.get("queue", ""), address)
    except Refusal as refusal:
        return render(request, None, "touch.html", place=place, now=now, keys=KEYS, refusal=refusal, status=422)
    return render(request, None, "taken.html", place=place, ticket=ticket, ahead=now.waiting, now=now)


@require_GET
@anybody
def show_screen(request: HttpRequest, hall: str) -> HttpResponse:
    """叫号屏: it asks for news by itself, speaks where the browser can, and says so when the network is gone."""
    place = find_hall(hall)
    return render(request, None, "screen.html", place=place, now=find_hall_now(place.key))


@require_GET
@anybody
def tell_screen(request: HttpRequest, hall: str) -> JsonResponse:
    """What the screen shows, as JSON."""
    return JsonResponse(_tell(find_hall_now(find_hall(hall).key), find_language(request)))


def _tell(now: HallNow, language: str) -> dict[str, Any]:
    called = [{"code": one.code, "window": one.window, "call": f"{one.code}-{one.window}-{one.calls}"} for one in now.called]
    return {"clock": now.clock, "waiting": now.waiting, "wait": now.wait, "called": called, "next": list(now.next_), "language": language}
