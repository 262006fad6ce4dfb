"""Requests to correct what the own department's register says: those that wait, and one of them with its answer."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.objecting import LONGEST, SeenObjection, answer_objection, find_fact_name, show_objection
from shuangquan.actions.showing import find_theme_name
from shuangquan.channels.desk.entry import Desk, officer, render
from shuangquan.channels.desk.views.inbox import find_bar
from shuangquan.core.credentials.masks import mask_name, mask_number
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.names import parse_var
from shuangquan.core.words.text import Text
from shuangquan.queries.desk_objections import OpenObjection, find_open_objections
from shuangquan.queries.portal_data import find_given_row
from shuangquan.queries.portal_times import say_moment

STATES = ("corrected", "upheld")
PURPOSE = "look into a correction"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the list: the request, what its fact and theme are called."""

    row: OpenObjection
    fact: Text
    theme: Text


@require_GET
@officer
def show_objections(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What waits for the own department here, the longest waiting first."""
    rows = find_open_objections(desk.place, desk.language)
    entries = [Entry(row, find_fact_name(row.bundle, row.theme, row.fact), find_theme_name(row.bundle, row.theme)) for row in rows]
    sent = request.GET.get("sent", "")
    return render(
        request, desk, "objections.html", bar=find_bar(desk), tab="objections", entries=entries, sent=sent if sent in STATES else ""
    )


@require_http_methods(["GET", "POST"])
@officer
def show_one(request: HttpRequest, desk: Desk, case: UUID, objection: UUID) -> HttpResponseBase:
    """One request: what the register said, what the person says; answered once."""
    actor, whole = desk.actor(PURPOSE), request.GET.get("whole") == "1"
    if request.method == "GET":
        return _render(request, desk, show_objection(actor, str(case), str(objection), whole=whole), "", "")
    state, text = request.POST.get("state", ""), request.POST.get("text", "")
    try:
        if state not in STATES:
            raise Refusal("objection.state", "state")
        answer_objection(actor, str(case), str(objection), state, text)
    except Refusal as refusal:
        if refusal.where not in ("state", "text"):
            raise
        return _render(request, desk, show_objection(actor, str(case), str(objection)), state, text, refusal)
    response = HttpResponseRedirect(f"{reverse('desk:objections')}?sent={state}")
    response.status_code = 303
    return response


def _render(request: HttpRequest, desk: Desk, seen: SeenObjection, state: str, text: str, refusal: Refusal | None = None) -> HttpResponse:
    loaded, asked, language = seen.loaded, seen.objection, desk.language
    var, held = parse_var(asked.fact), loaded.stored.row
    role = loaded.index.roles.get(var.role)
    whole = request.GET.get("whole") == "1"
    return render(
        request,
        desk,
        "objection.html",
        bar=find_bar(desk),
        tab="objections",
        one=asked,
        open=seen.open,
        name=find_fact_name(held.bundle, held.theme, asked.fact).say(language),
        theme=find_theme_name(held.bundle, held.theme),
        number=held.number or "",
        role=role.label if role else Text(var.role),
        member=var.member or "",
        given=find_given_row(loaded.case, loaded.index, seen.given, language, whole=whole) if seen.given else None,
        who=_find_who(seen, whole=whole),
        whole=whole,
        asked_at=say_moment(asked.asked_at, language),
        answered_at=say_moment(asked.answered_at, language) if asked.answered_at else "",
        state=state,
        text=text,
        longest=LONGEST,
        refusal=refusal,
        status=422 if refusal else 200,
    )


def _find_who(seen: SeenObjection, *, whole: bool) -> tuple[str, str]:
    """(name, number) of who asks, in part until all of it is asked for; "" for what is not known."""
    name, number = (str(seen.loaded.case.value(parse_var(f"{seen.asker}.{fact}")) or "") for fact in ("name", "id_number"))
    return (name, number) if whole else (mask_name(name), mask_number(number))
