"""投诉 from a matter: what about, what happened; then whether the answer satisfies, or it is taken back."""

import secrets
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST

from shuangquan.actions.complaining import LONGEST, MOST_FILES, Wanted, judge_answer, send_complaint, withdraw_complaint
from shuangquan.actions.loading import request_of
from shuangquan.actions.showing import Seen, find_items, show_case
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.cases.complaints import ABOUT
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.errors import Refusal

PURPOSE = "complain"
PLACES = ("about", "item", "text", "files", "complaint")


@require_http_methods(["GET", "POST"])
@citizen
def complain(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """Sent once, however often the button is pressed: the form carries the key of the request."""
    actor = visitor.actor(PURPOSE)
    seen = show_case(actor, str(case), visitor.who.person)
    if seen.loaded.case.state is CaseState.DRAFT:
        return go("next", case=case)
    if request.method == "GET":
        one = Wanted("task" if request.GET.get("item") else "", request.GET.get("item", "")[:64], "", "", contact=False)
        return _render(request, visitor, case, seen, one, secrets.token_hex(16))
    wanted, key = _read(request), request.POST.get("key", "")[:64]
    body = {"case": str(case), "do": "complain", "about": wanted.about, "item": wanted.item}
    try:
        send_complaint(actor, str(case), visitor.who, wanted, request_of(key, body))
    except Refusal as refusal:
        if refusal.where not in PLACES:
            raise
        return _render(request, visitor, case, seen, wanted, key, refusal)
    response = go("progress", case=case)
    response["Location"] += "#complaints"
    return response


def _read(request: HttpRequest) -> Wanted:
    given = request.POST
    files = [one.read() for one in request.FILES.getlist("files")[: MOST_FILES + 1] if one.size]
    item = given.get("item", "")[:64] if given.get("about") != "system" else ""
    return Wanted(given.get("about", ""), item, "", given.get("text", ""), given.get("contact") == "yes", files)


def _render(
    request: HttpRequest, visitor: Visitor, case: UUID, seen: Seen, wanted: Wanted, key: str, refusal: Refusal | None = None
) -> HttpResponse:
    items = {item.id: item.name for item, _ in find_items(seen.loaded)}
    where = "files" if refusal is not None and refusal.where == "complaint" else refusal.where if refusal is not None else ""
    return render_page(
        request, visitor.look, "complain.html", case=case, plan=seen.loaded.index.plan, items=tuple(items.items()), abouts=tuple(ABOUT),
        wanted=wanted, key=key, longest=LONGEST, refusal=refusal, where=where, nav="mine", status=422 if refusal else 200,
    )  # fmt: skip


@require_POST
@citizen
def move(request: HttpRequest, visitor: Visitor, case: UUID, complaint: UUID) -> HttpResponse:
    """Satisfied, not satisfied, or taken back."""
    actor, do = visitor.actor(PURPOSE), request.POST.get("do", "")
    show_case(actor, str(case), visitor.who.person)
    if do == "back":
        withdraw_complaint(actor, str(case), visitor.who, str(complaint))
    elif do in ("good", "again"):
        judge_answer(actor, str(case), visitor.who, str(complaint), satisfied=do == "good")
    response = go("progress", case=case)
    response["Location"] += "#complaints"
    return response
