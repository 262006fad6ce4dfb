"""A matter under way, and what came of it: progress, notices, taking back, documents, certificates, showings."""

from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Query, Router
from ninja.responses import Status

from shuangquan.actions.app_cases import list_certificates, load_own_certificate, note_reading
from shuangquan.actions.certificate_ofd import render_ofd
from shuangquan.actions.certificates import load_payload, render_pdf
from shuangquan.actions.choosing_delivery import note_opened
from shuangquan.actions.desk import answer_correction, answer_hearing
from shuangquan.actions.documents import list_documents, open_document
from shuangquan.actions.drafts import take_up_item, withdraw_case, withdraw_item
from shuangquan.actions.presenting import SECONDS, Code, begin_showing, draw_next_code, find_choices
from shuangquan.actions.showing import Seen, find_items
from shuangquan.channels.api import after_shapes as shapes
from shuangquan.channels.api import case_asks as asks
from shuangquan.channels.api.case_shapes import CaseState
from shuangquan.channels.api.entry import Needs
from shuangquan.channels.api.filing import SUBMIT
from shuangquan.channels.api.matters import READ, WRONG, act, check_applies, read_facts, see, tell_again
from shuangquan.channels.api.problems import find_language
from shuangquan.core.cases.case import Task
from shuangquan.core.cases.transitions import CaseState as State
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.api_after import collect_card, collect_correction, collect_documents, collect_looked, collect_progress
from shuangquan.queries.portal_certificates import make_card
from shuangquan.queries.portal_documents import find_papers
from shuangquan.queries.portal_history import find_history
from shuangquan.queries.portal_progress import find_progress
from shuangquan.queries.portal_showings import collect_look

router = Router(tags=["cases"])
GET_PAPER, SHOW = Needs("certificate.read"), Needs("certificate.show")
Item = Annotated[str, Path(description="id of an item of the matter", pattern=r"^[A-Za-z0-9_-]{1,64}$")]
KeyPath = Annotated[str, Path(description="of a document", pattern=r"^[A-Za-z0-9_-]{1,80}$")]
Member = Annotated[str, Query(description="key of a member of a list", pattern=r"^[A-Za-z0-9-]{0,64}$")]
FILE = {200: bytes, **WRONG}


def _check_submitted(seen: Seen) -> Seen:
    """Refusal("case.draft") while it is one."""
    if seen.loaded.case.state is State.DRAFT:
        raise Refusal("case.draft", "case")
    return seen


@router.get("/{case}/progress", response={200: shapes.Progress, **WRONG}, auth=READ, url_name="case-progress")
def show_progress(request: HttpRequest, case: UUID) -> Any:
    """Every item, whose turn it is, how long it took and may take."""
    seen, language = _check_submitted(see(request, case, "own matter", "progress")), find_language(request)
    loaded = seen.loaded
    page = find_progress(loaded.case, loaded.index, find_items(loaded), loaded.values, language)
    return collect_progress(page, loaded.stored.row.number or "")


@router.get("/{case}/history", response={200: shapes.History, **WRONG}, auth=READ, url_name="case-history")
def show_history(request: HttpRequest, case: UUID) -> Any:
    """What happened, in plain words."""
    loaded = see(request, case, "own matter", "history").loaded
    told = find_history(loaded.index, loaded.stored.events, find_language(request))
    return {"history": [{"at": one.at, "text": one.text} for one in told]}


def _find_task(seen: Seen, item: str, member: str, state: TaskState) -> Task:
    """Refusal("task.not_here") for one that is not there, or not in this state."""
    task = check_applies(seen).loaded.case.tasks.get((item, member or None))
    if task is None or task.state is not state:
        raise Refusal("task.not_here", "item")
    return task


@router.get("/{case}/corrections/{item}", response={200: shapes.Correction, **WRONG}, auth=READ, url_name="case-correction")
def show_correction(request: HttpRequest, case: UUID, item: Item, member: Member = "") -> Any:
    """补正: everything that the notice asks for, at once."""
    seen = see(request, case, "answer a notice", "notice")
    task, loaded = _find_task(seen, item, member, TaskState.CORRECT), seen.loaded
    return collect_correction(loaded.case, loaded.index, seen.role, task, loaded.values, find_language(request))


@router.post("/{case}/corrections/{item}", response={200: CaseState, **WRONG}, auth=SUBMIT, url_name="case-correction")
def answer(request: HttpRequest, case: UUID, item: Item, body: asks.Typed, member: Member = "") -> Any:
    """Answer it with facts; its papers are handed in before, as evidence."""
    caller, actor = act(request, "answer a notice")
    task = _find_task(see(request, case, "answer a notice"), item, member, TaskState.CORRECT)
    answer_correction(actor, str(case), caller.who.person, item, task.member, read_facts(body.facts))
    return tell_again(request, case)


@router.post("/{case}/hearings/{item}", response={200: CaseState, **WRONG}, auth=SUBMIT, url_name="case-hearing")
def say_hearing(request: HttpRequest, case: UUID, item: Item, body: asks.Hearing, member: Member = "") -> Any:
    """听证: whether the hearing that was offered before a refusal is wanted."""
    caller, actor = act(request, "answer a notice")
    task = _find_task(see(request, case, "answer a notice"), item, member, TaskState.OFFERED)
    answer_hearing(actor, str(case), caller.who.person, item, task.member, demanded=body.wanted)
    return tell_again(request, case)


@router.post("/{case}/withdrawal", response={200: CaseState, **WRONG}, auth=SUBMIT, url_name="case-withdrawal")
def withdraw(request: HttpRequest, case: UUID, body: asks.Withdraw) -> Any:
    """Take the whole matter back, or one item of it; the others go on."""
    caller, actor = act(request, "withdraw")
    if body.item:
        _check_item(check_applies(see(request, case, "withdraw")), body.item)
        withdraw_item(actor, str(case), caller.who.person, body.item, body.member or None)
    else:
        withdraw_case(actor, str(case), caller.who.person)
    return tell_again(request, case)


def _check_item(seen: Seen, item: str) -> None:
    if item not in seen.loaded.index.items:
        raise Refusal("task.not_here", "item")


@router.post("/{case}/again", response={200: CaseState, **WRONG}, auth=SUBMIT, url_name="case-again")
def take_up(request: HttpRequest, case: UUID, body: asks.Part) -> Any:
    """Take up again an item that was taken back."""
    caller, actor = act(request, "take up")
    _check_item(check_applies(see(request, case, "take up")), body.item)
    take_up_item(actor, str(case), caller.who.person, body.item, body.member or None)
    return tell_again(request, case)


@router.get("/{case}/documents", response={200: shapes.Documents, **WRONG}, auth=GET_PAPER, url_name="case-documents")
def list_papers(request: HttpRequest, case: UUID) -> Any:
    """Documents (文书) of the matter."""
    loaded = check_applies(see(request, case, "own matter")).loaded
    return {"documents": collect_documents(find_papers(list_documents(loaded), find_language(request)))}


@router.get("/{case}/documents/{key}", response=FILE, auth=GET_PAPER, url_name="case-document")
def download_paper(request: HttpRequest, case: UUID, key: KeyPath) -> Any:
    """The sealed PDF; its first opening is noted as its delivery."""
    caller, actor = act(request, "open a document")
    name, content = open_document(actor, str(case), caller.who.person, key)
    note_reading(actor, str(case), f"document:{key}", "")
    return send_file(name, content, "application/pdf")


def send_file(name: str, content: bytes, media: str) -> HttpResponse:
    """A file to be kept under its name."""
    response = HttpResponse(content, content_type=media)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


@router.get("/{case}/certificates", response={200: shapes.Certificates, **WRONG}, auth=GET_PAPER, url_name="case-certificates")
def list_issued(request: HttpRequest, case: UUID) -> Any:
    """What the matter issued, with what stands on it."""
    check_applies(see(request, case, "own matter", "certificates"))
    language, base = find_language(request), _find_base(request)
    return {
        "certificates": [
            collect_card(make_card(stored, language), stored.type, find_choices(payload), f"{base}{stored.token}")
            for stored, payload in list_certificates(act(request, "own matter")[1], str(case))
        ]
    }


def _find_base(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("portal:verify-link", kwargs={"token": "x"}))[:-1]


@router.get("/{case}/certificates/{certificate}/pdf", response=FILE, auth=GET_PAPER, url_name="case-certificate-pdf")
def download_pdf(request: HttpRequest, case: UUID, certificate: UUID) -> Any:
    """The sealed PDF."""
    caller, actor = act(request, "download a certificate")
    load_own_certificate(actor, str(case), str(certificate))
    name, content = render_pdf(actor, str(certificate), _find_base(request))
    note_opened(actor, load_payload(actor, str(certificate))[0], caller.who.person, "downloaded")
    return send_file(name, content, "application/pdf")


@router.get("/{case}/certificates/{certificate}/ofd", response=FILE, auth=GET_PAPER, url_name="case-certificate-ofd")
def download_ofd(request: HttpRequest, case: UUID, certificate: UUID) -> Any:
    """The sealed OFD, where its issuer has an electronic seal."""
    caller, actor = act(request, "download a certificate")
    load_own_certificate(actor, str(case), str(certificate))
    name, content = render_ofd(actor, str(certificate), _find_base(request))
    note_opened(actor, load_payload(actor, str(certificate))[0], caller.who.person, "downloaded")
    return send_file(name, content, "application/ofd")


@router.post("/{case}/certificates/{certificate}/showings", response={201: shapes.Showing, **WRONG}, auth=SHOW, url_name="case-showings")
def begin(request: HttpRequest, case: UUID, certificate: UUID, body: asks.Fields) -> Any:
    """亮证: begin to show a certificate."""
    caller, actor = act(request, "show a certificate")
    load_own_certificate(actor, str(case), str(certificate))
    return Status(201, {"id": begin_showing(actor, str(certificate), caller.who.index, body.fields)})


@router.get(
    "/{case}/certificates/{certificate}/showings/{showing}", response={200: shapes.ShowingCode, **WRONG}, auth=SHOW, url_name="case-showing"
)
def show_code(request: HttpRequest, case: UUID, certificate: UUID, showing: UUID) -> Any:
    """The next code, which ends the one before; once somebody has looked, who it was."""
    caller, actor = act(request, "show a certificate")
    load_own_certificate(actor, str(case), str(certificate))
    found = draw_next_code(actor, str(certificate), str(showing), caller.who.index)
    if not isinstance(found, Code):
        return collect_looked(collect_look(found, find_language(request)))
    link = request.build_absolute_uri(reverse("portal:shown", kwargs={"token": found.token})) + f"#{found.text}"
    held = {"looked": False, "link": link, "until": found.until.isoformat(), "seconds": SECONDS}
    return {**held, "who": "", "purpose": "", "at": ""}
