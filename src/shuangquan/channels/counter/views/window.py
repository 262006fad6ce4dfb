"""A clerk's window: call the next, read a card, and choose what is done."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from shuangquan.actions.assisting import begin_by_card, end_assistance
from shuangquan.actions.halls import call_next, move_ticket
from shuangquan.actions.letting import ask_by_phone, take_answer
from shuangquan.actions.showing import draw_code, find_theme_name
from shuangquan.actions.standards import load_online
from shuangquan.channels.counter.entry import LET, NEWS, PAD, SERVED, STATUS, Counter, go, render, seated, serving, show_on_pad
from shuangquan.core.cases.tickets import QUEUES
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.queries.halls import find_hall_now, find_served_here
from shuangquan.queries.portal_cases import find_my_cases
from shuangquan.queries.portal_search import find_themes, search_themes

MOVES = ("again", "skip", "finish", "transfer")


@require_GET
@seated
def show_window(request: HttpRequest, counter: Counter) -> HttpResponseBase:
    """Nobody is served: the queue, and the reader. Somebody is: their page."""
    if counter.assisted is not None:
        return go("serve")
    show_on_pad(request, "let" if request.session.get(LET) else "")
    return _render(request, counter)


def _render(request: HttpRequest, counter: Counter, refusal: Refusal | None = None, fault: str = "") -> HttpResponse:
    at, token = counter.at, str(request.session.get(LET, ""))
    link = request.build_absolute_uri(reverse("portal:let", kwargs={"token": token})) if token else ""
    return render(
        request, counter, "window.html", link=link, code=draw_code(link) if link else "",
        now=find_hall_now(at.hall.key), ticket=find_served_here(at.hall.key, at.window),
        queues=tuple(QUEUES.values()), refusal=refusal, fault=fault, over=request.GET.get("over", ""), tab="window",
        status=STATUS.get(refusal.code, 422) if refusal else 503 if fault else 200,
    )  # fmt: skip


@require_POST
@seated
def call(request: HttpRequest, counter: Counter) -> HttpResponseBase:
    """next | again | skip | transfer | finish."""
    at, verb = counter.at, request.POST.get("do", "")
    try:
        if verb == "next":
            call_next(counter.clerk("call a ticket"), at.hall.key, at.window, at.queues)
        elif verb in MOVES:
            move_ticket(counter.clerk("call a ticket"), at.hall.key, at.window, verb, request.POST.get("queue", ""))
    except Refusal as refusal:
        if not refusal.code.startswith("ticket."):
            raise
        return _render(request, counter, refusal)
    return go("window")


@require_POST
@seated
def read_card(request: HttpRequest, counter: Counter) -> HttpResponseBase:
    """Serve whose card lies on this window's reader."""
    at = counter.at
    try:
        served = begin_by_card(counter.clerk("identify"), at.device, at.device)
    except Refusal as refusal:
        return _render(request, counter, refusal)
    except Fault as fault:
        return _render(request, counter, fault=fault.party)
    request.session[SERVED] = {"id": served.held.id, "index": served.index.hex()}
    return go("serve")


@require_POST
@seated
def ask_phone(request: HttpRequest, counter: Counter) -> HttpResponseBase:
    """Without a card: a code that the person scans, or the end of asking."""
    if request.POST.get("do") == "stop":
        request.session.pop(LET, None)
    else:
        request.session[LET] = ask_by_phone(counter.clerk("identify"), counter.at.device)
    return go("window")


@require_POST
@seated
def look_phone(request: HttpRequest, counter: Counter) -> HttpResponseBase:
    """Whether they have said yes. By script it answers JSON, else the next page."""
    served, token = None, str(request.session.get(LET, ""))
    try:
        served = take_answer(counter.clerk("identify"), counter.at.device, token)
    except Refusal as refusal:
        request.session.pop(LET, None)
        if request.headers.get("Accept") == NEWS:
            return JsonResponse({"done": True})
        return _render(request, counter, refusal)
    if served is not None:
        request.session.pop(LET, None)
        request.session[SERVED] = {"id": served.held.id, "index": served.index.hex()}
    if request.headers.get("Accept") == NEWS:
        return JsonResponse({"done": served is not None})
    return go("window")


@require_GET
@serving
def show_served(request: HttpRequest, counter: Counter) -> HttpResponse:
    """What this person can do here: search a theme, go on with a draft, see what runs."""
    show_on_pad(request, "")
    text, region = request.GET.get("q", "").strip()[:60], counter.served.region
    online = load_online(region)
    found = search_themes(online, text, {}, region) if text else find_themes(online, (), region)
    cases = [(one, find_theme_name(one.bundle, one.theme)) for one in find_my_cases(counter.served.index)]
    at = counter.at
    return render(
        request, counter, "serve.html", q=text, found=found, cases=cases, ticket=find_served_here(at.hall.key, at.window), tab="window"
    )


@require_POST
@serving
def end(request: HttpRequest, counter: Counter) -> HttpResponse:
    """The person goes: nobody acts for them any more; their ticket is finished if one was called."""
    end_assistance(counter.served)
    for name in (SERVED, PAD):
        request.session.pop(name, None)
    at = counter.at
    if find_served_here(at.hall.key, at.window) is not None:
        move_ticket(counter.clerk("call a ticket"), at.hall.key, at.window, "finish")
    return go("window")
