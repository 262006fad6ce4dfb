"""一个出口: what waits to be collected, and its hand-over: a card, an authorisation if it is an agent, a signature on the second screen."""

import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuangquan.actions.collecting import Taker, find_waiting, give_authorisation, hand_over, list_waiting, read_taker, was_handed
from shuangquan.actions.scanning import scan_sheets
from shuangquan.channels.counter.entry import PAD, STATUS, Counter, find_pad_mark, go, render, seated
from shuangquan.channels.look.filing import read_file
from shuangquan.channels.look.reading import read_drawn
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.queries.portal_times import say_moment

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
TAKER = "taker"
"""Under which a session keeps who came for which papers."""
WRONG = ("card.", "collect.", "scanner.", "evidence.", "blob.", "sign.")


def _hands(counter: Counter) -> Actor:
    return counter.clerk("hand over papers")


@require_GET
@seated
def show_exits(request: HttpRequest, counter: Counter) -> HttpResponse:
    """What waits at this hall, longest first. Matters are named by their number: whose they are, the card says."""
    handed = request.GET.get("handed", "")
    handed = handed if _UUID.fullmatch(handed) and was_handed(_hands(counter), handed) else ""
    waiting = [(one, say_moment(one.stored.ready_at, counter.language)) for one in list_waiting(_hands(counter), counter.at.hall.key)]
    return render(request, counter, "exits.html", waiting=waiting, tab="exits", handed=bool(handed))


@require_http_methods(["GET", "POST"])
@seated
def show_exit(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponseBase:
    """One matter's papers: read the card of who came, take an authorisation, and let them sign."""
    waiting = find_waiting(_hands(counter), counter.at.hall.key, str(case))
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            _do(request, counter, str(case))
            return go("exit", case=case)
        except Refusal as found:
            if not found.code.startswith(WRONG):
                raise
            refusal = found
        except Fault:
            refusal = Refusal("scanner.down", "proof")
    held = find_taker(request, str(case))
    if held is not None:
        request.session[PAD] = {"show": "collect", "case": str(case)}
    return render(
        request, counter, "exit.html", case=case, waiting=waiting, taker=held, tab="exits", refusal=refusal,
        status=STATUS.get(refusal.code, 422) if refusal else 200,
    )  # fmt: skip


def _do(request: HttpRequest, counter: Counter, case: str) -> None:
    """card | scan | upload."""
    do, hands, device = request.POST.get("do", ""), _hands(counter), counter.at.device
    if do == "card":
        taker = read_taker(hands, device, case)
        request.session[TAKER] = {"case": case, "agent": taker.agent, "level": taker.level, "proof": ["", ""]}
    elif do in ("scan", "upload"):
        content = scan_sheets(hands, device, "proof") if do == "scan" else read_file(request, "file:proof")
        request.session[TAKER] = {**request.session[TAKER], "proof": list(give_authorisation(hands, case, content))}


def find_taker(request: HttpRequest, case: str) -> dict[str, object] | None:
    """Who came for these papers, as the session holds it."""
    held = request.session.get(TAKER)
    return held if held and held["case"] == case else None


@require_POST
@seated
def take(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponseBase:
    """On the second screen: who came signs for what they get, and the papers are handed over."""
    held = request.session.get(TAKER) or {}
    if held.get("case") != str(case):
        raise Refusal("collect.none", "case")
    at, taker = counter.at, Taker(str(case), str(held["agent"]), int(held["level"]))
    try:
        hand_over(_hands(counter), taker, (at.hall.key, at.window), read_drawn(request), (str(held["proof"][0]), str(held["proof"][1])))
    except Refusal as refusal:
        if not refusal.code.startswith(WRONG):
            raise
        return render_collect(request, counter, str(case), refusal)
    request.session.pop(TAKER, None)
    request.session[PAD] = {"show": "", "case": ""}
    return render(request, counter, "pad_collected.html", mark=find_pad_mark(request, counter))


def render_collect(request: HttpRequest, counter: Counter, case: str, refusal: Refusal | None = None, mark: str = "") -> HttpResponse:
    """What the second screen shows to who came for papers."""
    waiting = find_waiting(_hands(counter), counter.at.hall.key, case)
    return render(
        request, counter, "pad_collect.html", case=case, waiting=waiting, taker=find_taker(request, case), refusal=refusal,
        drawn=read_drawn(request), mark=mark or f"|collect|{case}", status=422 if refusal else 200,
    )  # fmt: skip
