"""投诉: those that this posting has to answer, and one of them. Seen by those who supervise and nobody else."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.complaining import (
    LONGEST,
    SeenComplaint,
    Wanted,
    answer_complaint,
    load_complaint_paper,
    register_complaint,
    show_complaint,
)
from shuangquan.actions.loading import request_of
from shuangquan.actions.showing import find_theme_name
from shuangquan.actions.tasks import find_item_name, show_task
from shuangquan.channels.desk.entry import Desk, officer, render
from shuangquan.channels.desk.views.inbox import find_address, find_bar
from shuangquan.channels.desk.views.papers import send_paper
from shuangquan.core.cases.complaints import ABOUT
from shuangquan.core.cases.policy import check_may
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text
from shuangquan.queries.desk_complaints import OpenComplaint, find_open_complaints
from shuangquan.queries.portal_times import say_moment

PURPOSE = "look into a complaint"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with what it is called."""

    row: OpenComplaint
    about: Text
    item: Text
    theme: Text


@require_GET
@officer
def show_complaints(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What waits here, the next due first."""
    check_may(desk.actor(PURPOSE), "complaint.see", "department")
    entries = [
        Entry(row, ABOUT[row.about], find_item_name(row.bundle, row.item) if row.item else Text(""), find_theme_name(row.bundle, row.theme))
        for row in find_open_complaints(desk.place, desk.language)
    ]
    sent = request.GET.get("sent") == "1"
    return render(request, desk, "complaints.html", bar=find_bar(desk), tab="complaints", entries=entries, sent=sent)


@require_http_methods(["GET", "POST"])
@officer
def show_one(request: HttpRequest, desk: Desk, case: UUID, complaint: UUID) -> HttpResponseBase:
    """What was said, and the answer, given once on each level."""
    actor, text = desk.actor(PURPOSE), request.POST.get("text", "")
    if request.method == "GET":
        return _render(request, desk, show_complaint(actor, str(case), str(complaint)), "")
    try:
        answer_complaint(actor, str(case), str(complaint), text)
    except Refusal as refusal:
        if refusal.where not in ("text", "complaint") or refusal.code == "staff.forbidden":
            raise
        return _render(request, desk, show_complaint(actor, str(case), str(complaint)), text, refusal)
    response = HttpResponseRedirect(f"{reverse('desk:complaints')}?sent=1")
    response.status_code = 303
    return response


@require_http_methods(["GET", "POST"])
@officer
def register(request: HttpRequest, desk: Desk, case: UUID, item: str, member: str) -> HttpResponseBase:
    """Write down what the applicant says at the desk or on the phone. Kept once, however often the button is pressed."""
    actor, seat, given = desk.actor("register a complaint"), None if member == "-" else member, request.POST
    wanted = Wanted(given.get("about", "task"), item, "", given.get("text", ""), given.get("contact") == "yes")
    key, refusal = given.get("key", "")[:64] or secrets.token_hex(16), None
    seen = show_task(actor, str(case), item, seat)
    if request.method == "POST":
        body = {"case": str(case), "do": "register", "item": item, "about": wanted.about}
        try:
            register_complaint(actor, str(case), item, seat, wanted, request_of(key, body))
        except Refusal as wrong:
            if wrong.where not in ("about", "text"):
                raise
            refusal = wrong
        else:
            response = HttpResponseRedirect(f"{find_address(str(case), item, seat)}?sent=register")
            response.status_code = 303
            return response
    return render(
        request, desk, "complaint_new.html", bar=find_bar(desk), tab="", back=find_address(str(case), item, seat), wanted=wanted, key=key,
        item=seen.loaded.index.items[item].name, number=seen.loaded.stored.row.number or "", abouts=tuple(ABOUT.items()), longest=LONGEST,
        refusal=refusal, status=422 if refusal else 200,
    )  # fmt: skip


@require_GET
@officer
def open_paper(request: HttpRequest, desk: Desk, case: UUID, complaint: UUID, paper: UUID) -> HttpResponse:
    """A file that came with it."""
    return send_paper(load_complaint_paper(desk.actor(PURPOSE), str(case), str(complaint), str(paper)))


def _render(request: HttpRequest, desk: Desk, seen: SeenComplaint, text: str, refusal: Refusal | None = None) -> HttpResponse:
    one, held, language = seen.one, seen.loaded.stored.row, desk.language
    item = seen.loaded.index.items.get(one.item)
    return render(
        request, desk, "complaint.html", bar=find_bar(desk), tab="complaints", one=one, about=ABOUT[one.about],
        item=item.name if item is not None else Text(""), theme=find_theme_name(held.bundle, held.theme), number=held.number or "",
        who=seen.who, filed_at=say_moment(one.filed_at, language), answer_by=say_moment(one.answer_by, language),
        answers=[(say_moment(at, language), words) for at, words in one.answers], open=one.state == "open", barred=seen.barred, text=text,
        longest=LONGEST, refusal=refusal, status=422 if refusal else 200,
    )  # fmt: skip
