"""How far it is; what a department asks for in addition; and withdrawing."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.complaining import find_own_complaints, list_own_documents
from shuangquan.actions.delegated import find_hand_name
from shuangquan.actions.desk import answer_correction
from shuangquan.actions.drafts import take_up_item, withdraw_case, withdraw_item
from shuangquan.actions.evidence import give_evidence
from shuangquan.actions.showing import Seen, find_items, show_case
from shuangquan.channels.look.filing import read_file
from shuangquan.channels.look.reading import fill_fields, read_facts, read_member
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.cases.case import Task
from shuangquan.core.cases.collecting import AT_HALL
from shuangquan.core.cases.parties import may_withdraw
from shuangquan.core.cases.policy import FOR_WARD
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.refusals import say_refusal
from shuangquan.queries.portal_certificates import find_case_cards
from shuangquan.queries.portal_complaints import find_complaint_lines
from shuangquan.queries.portal_delivery import find_delivery
from shuangquan.queries.portal_documents import find_papers
from shuangquan.queries.portal_form import find_fields
from shuangquan.queries.portal_hints import find_hints
from shuangquan.queries.portal_history import find_history
from shuangquan.queries.portal_money import find_money
from shuangquan.queries.portal_progress import find_progress
from shuangquan.queries.portal_sheets import Field
from shuangquan.queries.portal_times import say_moment
from shuangquan.queries.portal_windows import find_contacts


@require_GET
@citizen
def show_progress(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """Every lane, the clock, the history, the certificates as they come. `?part=1`: only what changes, for polling."""
    seen = show_case(visitor.actor("own matter"), str(case), visitor.who.person)
    loaded, language = seen.loaded, visitor.look.language
    if loaded.case.state is CaseState.DRAFT:
        return go("next", case=case)
    page = find_progress(loaded.case, loaded.index, find_items(loaded), loaded.values, language)
    cards = find_case_cards(str(case), language) if seen.applies else ()
    names = {item.id: item.name for item in loaded.index.plan.items}
    papers = list_own_documents(loaded, visitor.who.index) if seen.applies else ()
    return render_page(
        request,
        visitor.look,
        "parts/progress.html" if request.GET.get("part") else "progress.html",
        case=case,
        page=page,
        plan=loaded.index.plan,
        history=find_history(loaded.index, loaded.stored.events, language),
        cards=cards,
        windows=find_contacts(loaded.case.region, loaded.index.plan.items),
        documents=find_papers((one for one in papers if one.kind != "paid"), language),
        money=find_money(loaded.case, loaded.index, papers, language),
        complaints=find_complaint_lines(find_own_complaints(loaded, visitor.who.index), names, language),
        number=loaded.stored.row.number,
        applies=seen.applies,
        fresh=bool(request.GET.get("new")),
        state=loaded.case.state.value,
        merged_into=loaded.case.merged_into,
        begun_by=find_hand_name(loaded.stored.events[0].by, visitor.who.index) if seen.applies else "",
        begun_guardian=loaded.stored.events[0].by.startswith(FOR_WARD),
        nav="mine",
        parcels=[name for name in loaded.case.parcels if not name.endswith(AT_HALL)],
        delivery=find_delivery(loaded.case, loaded.index, language),
        issued={(card.item, card.member): card for card in cards},
        can_withdraw=seen.applies and may_withdraw(loaded.case),
    )


@require_http_methods(["GET", "POST"])
@citizen
def withdraw(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """Withdraw the whole matter, after asking once more."""
    seen = show_case(visitor.actor("withdraw"), str(case), visitor.who.person)
    if request.method == "POST":
        withdraw_case(visitor.actor("withdraw"), str(case), visitor.who.person)
        return go("mine")
    draft = seen.loaded.case.state is CaseState.DRAFT
    return render_page(request, visitor.look, "withdraw.html", case=case, plan=seen.loaded.index.plan, draft=draft)


@require_http_methods(["GET", "POST"])
@citizen
def withdraw_one(request: HttpRequest, visitor: Visitor, case: UUID, item: str, member: str = "") -> HttpResponseBase:
    """Withdraw one item, after asking once more; the others go on."""
    seen = show_case(visitor.actor("withdraw"), str(case), visitor.who.person)
    if item not in seen.loaded.index.items or not seen.applies:
        return go("progress", case=case)
    if request.method == "POST":
        withdraw_item(visitor.actor("withdraw"), str(case), visitor.who.person, item, read_member(member))
        return go("progress", case=case)
    return render_page(request, visitor.look, "withdraw_one.html", case=case, item=seen.loaded.index.items[item])


@require_http_methods(["GET", "POST"])
@citizen
def take_up(request: HttpRequest, visitor: Visitor, case: UUID, item: str, member: str = "") -> HttpResponseBase:
    """Take up again what was taken back, after asking once more; what stands against it is said on the same page."""
    seen = show_case(visitor.actor("take up"), str(case), visitor.who.person)
    if item not in seen.loaded.index.items or not seen.applies:
        return go("progress", case=case)
    why = None
    if request.method == "POST":
        try:
            take_up_item(visitor.actor("take up"), str(case), visitor.who.person, item, read_member(member))
            return go("progress", case=case)
        except Refusal as refusal:
            if not refusal.code.startswith(("again.", "case.duplicate")):
                raise
            why = refusal
    held = {"case": case, "item": seen.loaded.index.items[item], "why": why}
    return render_page(request, visitor.look, "take_up.html", status=422 if why else 200, **held)


@require_http_methods(["GET", "POST"])
@citizen
def correct(request: HttpRequest, visitor: Visitor, case: UUID, item: str, member: str = "") -> HttpResponseBase:
    """补正: everything the notice names, on one form."""
    seen = show_case(visitor.actor("answer a notice"), str(case), visitor.who.person)
    task = seen.loaded.case.tasks.get((item, read_member(member)))
    if task is None or task.state is not TaskState.CORRECT or not seen.applies:
        return go("progress", case=case)
    if request.method == "POST":
        return _answer(request, visitor, case, seen, task)
    return _render(request, visitor, case, seen, task)


def _papers(seen: Seen, task: Task) -> tuple[str, ...]:
    return tuple(need for need in task.notice_needs if need in seen.loaded.index.evidence)


def _answer(request: HttpRequest, visitor: Visitor, case: UUID, seen: Seen, task: Task) -> HttpResponseBase:
    actor, person = visitor.actor("answer a notice"), visitor.who.person
    typed, wrong = read_facts(request.POST), list[Refusal]()
    for path in _papers(seen, task):
        key = (path, task.member if seen.loaded.index.evidence[path].per_member else None)
        content = read_file(request, f"file:{path}")
        if not content and key in seen.loaded.case.evidence:
            continue
        try:
            give_evidence(actor, str(case), person, path, key[1], content)
        except Refusal as refusal:
            if not refusal.code.startswith(("evidence.", "blob.")):
                raise
            wrong.append(refusal)
    given = {var: text for var, text in typed.items() if text.strip()}
    if not wrong:
        try:
            answer_correction(actor, str(case), person, task.item, task.member, given)
        except Refusals as found:
            wrong += found.refusals
        else:
            return go("progress", case=case)
    seen = show_case(actor, str(case), person)
    return _render(request, visitor, case, seen, task, tuple(wrong), {str(var): text for var, text in typed.items()})


def _render(
    request: HttpRequest,
    visitor: Visitor,
    case: UUID,
    seen: Seen,
    task: Task,
    wrong: tuple[Refusal, ...] = (),
    typed: Mapping[str, str] | None = None,
) -> HttpResponse:
    loaded, language = seen.loaded, visitor.look.language
    say = {refusal.where: say_refusal(refusal, language) for refusal in wrong}
    wanted = tuple(need for need in task.notice_needs if need not in loaded.index.evidence and _is_var(need))
    fields: tuple[Field, ...] = find_fields(loaded.case, loaded.index, seen.role, language, wanted)
    if task.member:
        fields = tuple(one for one in fields if "[" not in one.var or f"[{task.member}]" in one.var)
    told = find_hints(loaded.case, loaded.index)
    places = {path: (path, task.member if loaded.index.evidence[path].per_member else None) for path in _papers(seen, task)}
    papers = [(path, loaded.index.evidence[path].name, say.get(path, ""), told.get(place)) for path, place in places.items()]
    return render_page(
        request,
        visitor.look,
        "correct.html",
        case=case,
        plan=loaded.index.plan,
        item=loaded.index.items[task.item],
        member=task.member or "",
        said=loaded.values.get(task.notice, ""),
        until=say_moment(task.answer_by, language) if task.answer_by else "",
        papers=papers,
        fields=fill_fields(fields, typed or {}, say),
        wrong=wrong,
        status=422 if wrong else 200,
    )


def _is_var(need: str) -> bool:
    return "." in need and "(" not in need
