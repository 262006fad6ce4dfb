"""行政复议: what is before the reviewing body and what the own department has to answer; one of them with its whole file."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.appealing import LONGEST, SeenAppeal, do_appeal, open_appeal_document, show_appeal
from shuangquan.actions.calendars import find_calendar
from shuangquan.actions.documents import list_task_documents
from shuangquan.actions.showing import find_theme_name
from shuangquan.actions.tasks import find_item_name, find_paper, find_sealed
from shuangquan.channels.desk.entry import Desk, officer, render
from shuangquan.channels.desk.views.inbox import find_address, find_bar
from shuangquan.channels.desk.views.papers import read_member, send_file, send_paper
from shuangquan.core.cases.appeals import AGAINST, OUTCOMES, WANTS
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.roles import REVIEWER
from shuangquan.core.words.text import Text, clean_text
from shuangquan.queries.desk_appeals import AppealRow, find_reviews, find_to_answer
from shuangquan.queries.desk_case import find_case_page
from shuangquan.queries.desk_read import find_read
from shuangquan.queries.portal_documents import find_papers
from shuangquan.queries.portal_times import say_moment

PURPOSE = "review a decision"
STEPS = ("take", "reject", "stay", "decide")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with its names and address."""

    row: AppealRow
    item: Text
    theme: Text
    address: str


def is_reviewer(desk: Desk) -> bool:
    """Whether the posting reviews."""
    return REVIEWER in desk.officer.posting.roles


@require_GET
@officer
def show_appeals(request: HttpRequest, desk: Desk) -> HttpResponse:
    """For a reviewer what is before the body; for a department what it has to answer."""
    over, sent = request.GET.get("over") == "1", request.GET.get("sent", "")
    reviews = is_reviewer(desk)
    rows = find_reviews(desk.place, desk.language, over=over) if reviews else find_to_answer(desk.place, desk.language)
    return render(
        request, desk, "appeals.html", bar=find_bar(desk), tab="appeals", entries=_find_entries(rows, reviews=reviews), reviews=reviews,
        over=over, sent=sent if sent in STEPS else "",
    )  # fmt: skip


def _find_entries(rows: Iterable[AppealRow], *, reviews: bool) -> list[Entry]:
    address = find_appeal_address if reviews else find_address
    return [
        Entry(row, find_item_name(row.bundle, row.item), find_theme_name(row.bundle, row.theme), address(row.case, row.item, row.member))
        for row in rows
    ]


def find_appeal_address(case: str, item: str, member: str | None) -> str:
    """The address of an appeal's page."""
    return reverse("desk:appeal", kwargs={"case": case, "item": item, "member": member or "-"})


@require_http_methods(["GET", "POST"])
@officer
def show_one(request: HttpRequest, desk: Desk, case: UUID, item: str, member: str) -> HttpResponseBase:
    """The file, read only, and the reviewer's next step: looked at once more, then done."""
    actor, whole = desk.actor(PURPOSE), request.GET.get("whole", "")[:200]
    seen = show_appeal(actor, str(case), item, read_member(member), whole)
    if request.method == "GET":
        return _render(request, desk, seen, whole=whole)
    step, outcome = request.POST.get("step", ""), request.POST.get("outcome", "")
    text = clean_text(request.POST.get("text", ""), LONGEST)
    if step not in STEPS or request.POST.get("do") == "edit":
        return _render(request, desk, seen, step=step, text=text, outcome=outcome)
    try:
        _check(step, text, outcome)
        if request.POST.get("do") != "send" and step != "take":
            return _render(request, desk, seen, step=step, text=text, outcome=outcome, looked=True)
        do_appeal(actor, str(case), item, read_member(member), step, text, outcome)
    except Refusal as refusal:
        if refusal.where not in ("text", "outcome", "reason", "stay"):
            raise
        return _render(request, desk, seen, step=step, text=text, outcome=outcome, refusal=refusal)
    response = HttpResponseRedirect(f"{find_appeal_address(str(case), item, read_member(member))}?sent={step}")
    response.status_code = 303
    return response


def _check(step: str, text: str, outcome: str) -> None:
    if step == "decide" and outcome not in OUTCOMES:
        raise Refusal("appeal.outcome", "outcome")
    if step != "take" and not text:
        raise Refusal("reason.empty", "text")


def _render(
    request: HttpRequest, desk: Desk, seen: SeenAppeal, *, whole: str = "", step: str = "", text: str = "", outcome: str = "",
    looked: bool = False, refusal: Refusal | None = None,
) -> HttpResponse:  # fmt: skip
    task, appeal, language = seen.task, seen.appeal, desk.language
    loaded = task.loaded
    read = find_read(loaded.case, loaded.index, task.item, task.task, task.certificates, loaded.values, language, whole, task.verified)
    page = find_case_page(read, loaded.stored.row, loaded.stored.events, {}, find_calendar())
    moments = {
        name: say_moment(at, language) if (at := getattr(appeal, name)) else ""
        for name in ("decided_at", "filed_at", "accept_by", "answer_by", "decide_by", "answered_at", "stayed_at", "ended_at")
    }
    sent = request.GET.get("sent", "") if request.method == "GET" else ""
    return render(
        request, desk, "appeal.html", bar=find_bar(desk), tab="appeals", page=page, one=appeal, at=moments, barred=seen.barred,
        outcomes=[(name, OUTCOMES[name]) for name in seen.outcomes], against=AGAINST[appeal.against], wants=WANTS[appeal.wants],
        outcome_name=OUTCOMES.get(outcome), decided=OUTCOMES.get(appeal.outcome), said=read.said(appeal.text),
        answer=read.said(appeal.answer), stay=read.said(appeal.stay), ruling=read.said(appeal.ruling),
        address=find_appeal_address(loaded.case.id, *task.task.key),
        papers=find_papers(list_task_documents(loaded, *task.task.key), language), step=step, text=text, outcome=outcome, looked=looked,
        refusal=refusal, longest=LONGEST, sent=sent if sent in STEPS else "",
        entries=_find_entries(find_reviews(desk.place, language), reviews=True), status=422 if refusal else 200,
    )  # fmt: skip


@require_GET
@officer
def open_document_file(request: HttpRequest, desk: Desk, case: UUID, item: str, member: str, key: str) -> HttpResponse:
    """A sealed document of the file."""
    name, content = open_appeal_document(desk.actor(PURPOSE), str(case), item, read_member(member), key)
    return send_file(content, "application/pdf", name)


@require_GET
@officer
def open_paper(request: HttpRequest, desk: Desk, case: UUID, item: str, member: str, paper: UUID) -> HttpResponse:
    """A paper that was handed in for the task."""
    actor = desk.actor(PURPOSE)
    return send_paper(find_paper(actor, show_appeal(actor, str(case), item, read_member(member)).task, str(paper)))


@require_GET
@officer
def open_certificate(request: HttpRequest, desk: Desk, case: UUID, item: str, member: str, certificate: UUID) -> HttpResponse:
    """A certificate that the task rests on, under its seal."""
    actor = desk.actor(PURPOSE)
    seen = show_appeal(actor, str(case), item, read_member(member)).task
    name, content = find_sealed(actor, seen, str(certificate), f"{settings.ADDRESS}/v/")
    return send_file(content, "application/pdf", name)
