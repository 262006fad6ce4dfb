"""亮证: pick what is seen, show the code, and what the other side sees, once."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuangquan.actions.acting import acting_verifier
from shuangquan.actions.limiting import check_rate
from shuangquan.actions.presenting import SECONDS, Code, begin_showing, draw_next_code, find_own_showing, find_waiting, look_once
from shuangquan.actions.showing import draw_code
from shuangquan.channels.portal.entry import Visitor, anybody, citizen, find_address, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.portal_showings import collect_look, collect_shown


@require_POST
@citizen
def begin(request: HttpRequest, visitor: Visitor, certificate: UUID) -> HttpResponseRedirect:
    """Begin to show what was ticked."""
    actor = visitor.actor("show a certificate")
    showing = begin_showing(actor, str(certificate), visitor.who.index, request.POST.getlist("field"))
    return go("showing", certificate=certificate, showing=showing)


@require_GET
@citizen
def show_code(request: HttpRequest, visitor: Visitor, certificate: UUID, showing: UUID) -> HttpResponse:
    """A new code every time; once somebody has looked, who it was."""
    actor = visitor.actor("show a certificate")
    found = draw_next_code(actor, str(certificate), str(showing), visitor.who.index)
    language = visitor.look.language
    if not isinstance(found, Code):
        look = collect_look(found, language)
        return render_page(request, visitor.look, "shown_over.html", certificate=certificate, showing=found, one=look, nav="cards")
    link = request.build_absolute_uri(reverse("portal:shown", kwargs={"token": found.token})) + f"#{found.text}"
    held: dict[str, Any] = {"seen": collect_shown(found.showing), "link": link, "code": draw_code(link), "seconds": SECONDS}
    return render_page(request, visitor.look, "showing.html", certificate=certificate, showing=showing, **held)


@require_GET
@citizen
def tell_state(request: HttpRequest, visitor: Visitor, certificate: UUID, showing: UUID) -> JsonResponse:
    """Whether somebody has looked: asked by the page that shows."""
    found = find_own_showing(visitor.actor("show a certificate"), str(showing), visitor.who.index)
    return JsonResponse({"used": found.used_at is not None})


@require_http_methods(["GET", "POST"])
@anybody
def look(request: HttpRequest, visitor: Visitor, token: str) -> HttpResponseBase:
    """Who looks is asked first; then what was chosen is seen, once."""
    check_rate("look", find_address(request))
    who = visitor.look.name if visitor.citizen is not None else ""
    typed = {"place": who or request.POST.get("place", ""), "purpose": request.POST.get("purpose", "")}
    try:
        if request.method == "GET":
            find_waiting(token)
            return render_page(request, visitor.look, "look.html", who=who)
        with acting_verifier(token) as anonymous:
            actor = visitor.actor("look at what is shown") if visitor.citizen is not None else anonymous
            found = look_once(actor, token, typed["place"], typed["purpose"])
    except Refusal as refusal:
        if refusal.code == "show.over":
            return render_page(request, visitor.look, "look_over.html", refusal=refusal, status=410)
        return render_page(request, visitor.look, "look.html", who=who, typed=typed, refusal=refusal, where=refusal.where, status=422)
    return render_page(request, visitor.look, "looked.html", seen=collect_shown(found))
