"""帮办代办: ask a hall for help, see what its helpers did, and say whether it is done."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST

from shuangquan.actions.halls import list_halls
from shuangquan.actions.helping import answer_help, ask_help, list_own_help
from shuangquan.actions.showing import find_theme, show_case
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.cases.helping import KINDS
from shuangquan.core.words.errors import Refusal

PURPOSE = "ask for help"


@require_http_methods(["GET", "POST"])
@citizen
def show_help(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """What I asked for."""
    return _render(request, visitor)


@require_http_methods(["GET", "POST"])
@citizen
def ask_theme(request: HttpRequest, visitor: Visitor, theme: str) -> HttpResponseBase:
    """Ask about a theme."""
    find_theme(theme, visitor.region)
    return _ask(request, visitor, theme, "")


@require_http_methods(["GET", "POST"])
@citizen
def ask_case(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """Ask about a matter of mine."""
    seen = show_case(visitor.actor(PURPOSE), str(case), visitor.who.person)
    return _ask(request, visitor, seen.loaded.case.theme, str(case))


def _ask(request: HttpRequest, visitor: Visitor, theme: str, case: str) -> HttpResponseBase:
    if request.method == "GET":
        return _render(request, visitor, theme, case)
    try:
        hall, kind = request.POST.get("hall", ""), request.POST.get("kind", "")
        ask_help(visitor.actor(PURPOSE), visitor.region, visitor.who.index, hall, theme, kind, case)
    except Refusal as refusal:
        if not refusal.code.startswith(("help.", "hall.")):
            raise
        return _render(request, visitor, theme, case, refusal)
    return go("helps")


@require_POST
@citizen
def answer(request: HttpRequest, visitor: Visitor, order: UUID) -> HttpResponse:
    """It is done, it is not yet, or I need it no longer."""
    answer_help(visitor.actor(PURPOSE), str(order), request.POST.get("do", ""))
    return go("helps")


def _render(request: HttpRequest, visitor: Visitor, theme: str = "", case: str = "", refusal: Refusal | None = None) -> HttpResponse:
    return render_page(
        request, visitor.look, "helps.html", orders=list_own_help(visitor.who.index, visitor.region), kinds=tuple(KINDS.items()),
        halls=list_halls(visitor.region), theme=find_theme(theme, visitor.region) if theme else None, case=case, refusal=refusal, nav="me",
        given=request.POST.get("kind", ""), status=422 if refusal else 200,
    )  # fmt: skip
