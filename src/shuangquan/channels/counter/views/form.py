"""The clerk's form: what is missing first, then what is known and from where; papers from the scanner, a file, or an earlier matter."""

from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuangquan.actions.rebasing import has_newer, rebase_draft
from shuangquan.actions.reusing import list_reusable
from shuangquan.actions.rosters import find_taking
from shuangquan.actions.scanning import scan_paper
from shuangquan.actions.showing import Seen, draw_code, find_fact_order, show_case
from shuangquan.channels.counter.entry import Counter, go, render, serving, show_on_pad
from shuangquan.channels.look.filing import FILL, press, take_all, take_choices, take_facts
from shuangquan.channels.look.papers_read import find_filling
from shuangquan.channels.look.reading import Do, fill_in, find_place, read_do, read_facts, read_member
from shuangquan.channels.look.ways import find_ways_shown
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.core.words.refusals import say_refusal
from shuangquan.queries.portal_form import find_form
from shuangquan.queries.portal_reading import put_papers_first
from shuangquan.queries.portal_sheets import FormPage, Sheet
from shuangquan.queries.portal_times import current, say_clock


@require_http_methods(["GET", "POST"])
@serving
def show_form(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponseBase:
    """Show it, or take what a button sent with everything that was typed."""
    seen = show_case(counter.actor(FILL), str(case), counter.served.citizen.person, request.GET.getlist("whole"))
    if seen.loaded.case.state is not CaseState.DRAFT or not seen.applies:
        return go("next", case=case)
    if request.method == "POST":
        return _take(request, counter, case)
    if not seen.loaded.index.plan.items:
        return go("next", case=case)
    return _render(request, counter, case, seen)


def _take(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponseBase:
    do, typed, who = read_do(request), read_facts(request.POST), counter.filler(case)
    if do.verb == "next":
        seen, left, wrong = take_all(who, request.POST, typed)
        return _render(request, counter, case, seen, wrong, left) if wrong else go("check", case=case)
    left, wrong = take_facts(who, typed)
    wrong = (*take_choices(who, request.POST), *wrong)
    try:
        _press(request, counter, case, do)
    except Refusal as refusal:
        if refusal.code.startswith(("case.", "policy.", "identity.")):
            raise
        wrong = (*wrong, refusal)
    except Fault:
        wrong = (*wrong, Refusal("scanner.down", do.about.partition("|")[0]))
    if do.verb == "rebase":
        rebase_draft(who.act(FILL), who.case, who.person)
        return go("next", case=case)
    if left or wrong:
        return _render(request, counter, case, show_case(who.act(FILL), who.case, who.person), wrong, left)
    filling = find_filling(who, do)
    if filling is not None:
        return go("reading", f"?{urlencode({'paper': filling[0], 'member': filling[1] or ''})}", case=case)
    return go("form", case=case)


def _press(request: HttpRequest, counter: Counter, case: UUID, do: Do) -> None:
    """The buttons of every door, and the scanner of this one."""
    if do.verb == "reuse":
        show_on_pad(request, f"reuse:{do.about}", case)
    elif do.verb == "scan":
        path, _, member = do.about.partition("|")
        person = counter.served.citizen.person
        scan_paper(counter.clerk("scan a paper"), counter.at.device, counter.actor(FILL), str(case), person, path, read_member(member))
    else:
        press(counter.filler(case), request, do)


def _render(
    request: HttpRequest, counter: Counter, case: UUID, seen: Seen, wrong: tuple[Refusal, ...] = (), typed: Mapping[str, str] | None = None
) -> HttpResponse:
    language, loaded = counter.language, seen.loaded
    fixing, whole = frozenset(request.GET.getlist("fix")), frozenset(request.GET.getlist("whole"))
    form = find_form(loaded.case, loaded.index, seen.role, language, find_fact_order(loaded.case.bundle), fixing=fixing, whole=whole)
    say = {refusal.where: say_refusal(refusal, language) for refusal in wrong}
    filled = fill_in(form.sheets, typed or {}, wrong, say)
    first, sheets = put_papers_first(filled, loaded.case, loaded.index, seen.role)
    link = request.build_absolute_uri(reverse("portal:consent", kwargs={"case": case}))
    waiting = any(sheet.waiting for sheet in sheets)
    if not str(request.session.get("pad", {}).get("show", "")).startswith("reuse:"):
        show_on_pad(request, "link" if waiting else "", case)
    earlier = list_reusable(counter.actor(FILL), loaded, counter.served.index)
    return render(
        request, counter, "form.html", case=case, form=form, first=first, sheets=sheets,
        asked=tuple(sheet for sheet in sheets if _is_open(sheet)),
        earlier={f"{one.path}|{one.member}": (one, say_clock(one.at, language, seen=current())) for one in earlier},
        problems=_find_problems(form, wrong), plan=loaded.index.plan, link=link, code=draw_code(link) if waiting else "",
        newer=has_newer(loaded.case), taking=find_taking(loaded.case.id), version=loaded.case.version, step="form",
        status=422 if wrong else 200, **find_ways_shown(counter.actor(FILL), loaded),
    )  # fmt: skip


def _is_open(sheet: Sheet) -> bool:
    """Whether a sheet has anything to do on it."""
    return bool(sheet.fields or sheet.papers or sheet.waiting)


def _find_problems(form: FormPage, wrong: tuple[Refusal, ...]) -> tuple[tuple[str, Refusal], ...]:
    """(where to go, what is wrong) for the summary at the top."""
    places = {one.var: f"#{one.anchor}" for sheet in form.sheets for one in sheet.fields}
    places |= {find_place(paper): f"#{paper.anchor}" for sheet in form.sheets for paper in sheet.papers}
    places |= {paper.path: f"#{paper.anchor}" for sheet in form.sheets for paper in reversed(sheet.papers)}
    places |= {choice.role: f"#{choice.anchor}" for choice in form.choices}
    return tuple((places.get(one.where, "#main"), one) for one in wrong)
