"""A company signs in by its licence; and the page on which one says for whom one acts."""

import time
from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuangquan.actions.companies import Hat, LicenceAsk, begin_licence, hat_of, take_licence
from shuangquan.actions.delegating import check_holds, find_own_taken
from shuangquan.actions.guarding import Ward, find_wards, take_ward
from shuangquan.actions.limiting import check_rate
from shuangquan.actions.showing import draw_code
from shuangquan.actions.standards import load_online
from shuangquan.channels.portal.entry import Visitor, anybody, citizen, find_address, go
from shuangquan.channels.portal.hats import find_licences, keep_hat, keep_licence
from shuangquan.channels.portal.render import render_page
from shuangquan.core.words.errors import Fault, Refusal

PURPOSE, WARDS = "act for a company", "act for a child"


@require_http_methods(["GET", "POST"])
@anybody
def sign_in(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """A code for the licence's app; a new one by the button. Once confirmed, the page goes on by itself or by a press."""
    held = request.session.get("licence")
    if held is None or held["until"] < time.time() or request.POST.get("do") == "new":
        check_rate("sign-in", find_address(request))
        ask = begin_licence()
        held = {**asdict(ask), "until": time.time() + ask.seconds}
        request.session["licence"] = held
    elif request.method == "POST" and _take(request, visitor):
        return go("hats")
    ask = LicenceAsk(held["id"], held["url"], held["seconds"])
    waits = request.method == "POST" and request.POST.get("do") == "done"
    return render_page(request, visitor.look, "company_sign_in.html", url=ask.url, code=draw_code(ask.url), waits=waits)


@require_GET
@anybody
def tell_state(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Whether somebody has confirmed; then this session is theirs."""
    try:
        return JsonResponse({"done": _take(request, visitor)})
    except Refusal:
        return JsonResponse({"done": False, "over": True})


def _take(request: HttpRequest, visitor: Visitor) -> bool:
    """Sign in who has confirmed, under a new session key. False while nobody has. Refusals of `take_licence`: the code is over then."""
    held = request.session.get("licence")
    if held is None:
        return "licences" in request.session
    try:
        taken = take_licence(held["id"], visitor.own)
    except Refusal:
        request.session.pop("licence", None)
        raise
    if taken is None:
        return False
    who, hat = taken
    licences, host = request.session.get("licences", []), request.session.get("host")
    level = max(who.level, visitor.own.level) if visitor.own is not None else who.level
    request.session.flush()
    request.session.update({"citizen": {"index": who.index.hex(), "level": level}, "seen": int(time.time()), "licences": licences})
    if host is not None and visitor.own is not None:
        request.session["host"] = host
    keep_licence(request, hat)
    keep_hat(request, hat)
    return True


@require_GET
@citizen
def show_hats(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """For whom one may act: oneself, companies, people."""
    own = visitor.own
    assert own is not None
    taken = [
        hat_of(one) for one in find_own_taken(visitor.own_actor(PURPOSE), own.index) if one.state == "open" and _holds(one.id, own.index)
    ]
    hats = [(f"licence:{hat.uscc}", hat) for hat in find_licences(request)] + [(f"grant:{hat.grant}", hat) for hat in taken]
    themes = load_online().themes
    lines = [(value, hat, tuple(themes[name].name for name in hat.scope if name in themes)) for value, hat in hats]
    children = find_children(visitor)
    return render_page(request, visitor.look, "hats.html", hats=lines, mine=own.person_name, worn=visitor.hat, children=children, nav="me")


def find_children(visitor: Visitor) -> tuple[Ward, ...] | None:
    """The children for whom the visitor acts; None when the register does not answer, or who has signed in is not known well enough."""
    own = visitor.own
    assert own is not None
    try:
        return find_wards(visitor.own_actor(WARDS), own, load_online(visitor.region))
    except (Fault, Refusal):
        return None


def _holds(grant: str, index: bytes) -> bool:
    try:
        check_holds(grant, index)
    except Refusal:
        return False
    return True


@require_POST
@citizen
def wear(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Change for whom one acts. Refusals: "delegate.unknown", "delegate.over", "ward.unknown"."""
    own = visitor.own
    assert own is not None
    kind, _, name = request.POST.get("hat", "").partition(":")
    if kind == "ward":
        hat = take_ward(visitor.own_actor(WARDS), own, load_online(visitor.region), name)
        request.session["ward_asked"] = time.time()
    keep_hat(request, hat if kind == "ward" else _find_hat(request, kind, name, own.index))
    return go("home")


def _find_hat(request: HttpRequest, kind: str, name: str, index: bytes) -> Hat | None:
    if kind == "licence":
        found = next((hat for hat in find_licences(request) if hat.uscc == name), None)
        if found is None:
            raise Refusal("delegate.unknown", "hat")
        return found
    return hat_of(check_holds(name, index)) if kind == "grant" and len(name) == len("00000000-0000-0000-0000-000000000000") else None
