"""The one form: sheets of what is known, fields for what is asked, and every button on it."""

from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuangquan.actions.rebasing import has_newer, rebase_draft
from shuangquan.actions.showing import Seen, draw_code, find_fact_order, show_case
from shuangquan.channels.look.filing import FILL, press, take_all, take_choices, take_facts
from shuangquan.channels.look.papers_read import find_filling
from shuangquan.channels.look.reading import fill_in, find_place, read_do, read_facts
from shuangquan.channels.look.ways import find_ways_shown
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal
from shuangquan.queries.portal_form import find_form
from shuangquan.queries.portal_hints import add_hints
from shuangquan.queries.portal_reading import put_papers_first
from shuangquan.queries.portal_sheets import FormPage
from shuangquan.queries.portal_times import current, say_clock

PURPOSE = FILL


@require_http_methods(["GET", "POST"])
@citizen
def show_form(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """Show it, or take what a button sent with everything that was typed."""
    seen = show_case(visitor.actor(PURPOSE), str(case), visitor.who.person, request.GET.getlist("whole"))
    if seen.loaded.case.state is not CaseState.DRAFT or not seen.applies:
        return go("next", case=case)
    if request.method == "POST":
        return _take(request, visitor, case)
    if not seen.loaded.index.plan.items:
        return go("next", case=case)
    return _render(request, visitor, case, seen)


def _take(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    do, typed, who = read_do(request), read_facts(request.POST), visitor.filler(case)
    if do.verb == "next":
        seen, left, wrong = take_all(who, request.POST, typed)
        return _render(request, visitor, case, seen, wrong, left) if wrong else go("check", case=case)
    left, wrong = take_facts(who, typed)
    wrong = (*take_choices(who, request.POST), *wrong)
    try:
        press(who, request, do)
    except Refusal as refusal:
        if refusal.code.startswith(("case.", "policy.", "identity.")):
            raise
        wrong = (*wrong, refusal)
    if do.verb == "rebase":
        rebase_draft(visitor.actor(PURPOSE), str(case), visitor.who.person)
        return go("next", case=case)
    if do.verb == "save" and not wrong:
        return go("home")
    if left or wrong:
        seen = show_case(visitor.actor(PURPOSE), str(case), visitor.who.person)
        return _render(request, visitor, case, seen, wrong, left)
    filling = find_filling(who, do)
    if filling is not None:
        return redirect(
            f"{reverse('portal:reading', kwargs={'case': case})}?{urlencode({'paper': filling[0], 'member': filling[1] or ''})}"
        )
    anchor = {"invite": "s-", "type": "s-", "add": "l-", "pick": "l-"}.get(do.verb, "")
    about = do.about.replace("[", "-").removesuffix("]")
    return redirect(reverse("portal:form", kwargs={"case": case}) + (f"#{anchor}{about}" if anchor else ""))


def _render(
    request: HttpRequest, visitor: Visitor, case: UUID, seen: Seen, wrong: tuple[Refusal, ...] = (), typed: Mapping[str, str] | None = None
) -> HttpResponse:
    language, loaded = visitor.look.language, seen.loaded
    fixing, whole = frozenset(request.GET.getlist("fix")) | frozenset(typed or ()), frozenset(request.GET.getlist("whole"))
    form = find_form(loaded.case, loaded.index, seen.role, language, find_fact_order(loaded.case.bundle), fixing=fixing, whole=whole)
    say = {refusal.where: say_refusal(refusal, language) for refusal in wrong}
    sheets = fill_in(add_hints(form.sheets, loaded.case, loaded.index), typed or {}, wrong, say)
    first, rest = put_papers_first(sheets, loaded.case, loaded.index, seen.role)
    link = request.build_absolute_uri(reverse("portal:consent", kwargs={"case": case}))
    waiting = any(sheet.waiting for sheet in form.sheets)
    return render_page(
        request,
        visitor.look,
        "form.html",
        case=case,
        form=form,
        first=first,
        sheets=rest,
        reading=any(paper.told is not None and paper.told.reading for sheet in sheets for paper in sheet.papers),
        say=say,
        plan=loaded.index.plan,
        problems=find_problems(case, form, wrong),
        link=link,
        code=draw_code(link) if waiting else "",
        newer=has_newer(loaded.case),
        saved=say_clock(loaded.stored.events[-1].happened_at, language, seen=current()),
        status=422 if wrong else 200,
        **find_ways_shown(visitor.actor(PURPOSE), loaded),
    )


def find_problems(case: UUID, form: FormPage, wrong: tuple[Refusal, ...]) -> tuple[tuple[str, Refusal], ...]:
    """(where to go, what is wrong) for the summary at the top."""
    places = {one.var: f"#{one.anchor}" for sheet in form.sheets for one in sheet.fields}
    places |= {find_place(paper): f"#{paper.anchor}" for sheet in form.sheets for paper in sheet.papers}
    places |= {paper.path: f"#{paper.anchor}" for sheet in form.sheets for paper in reversed(sheet.papers)}
    places |= {choice.role: f"#{choice.anchor}" for choice in form.choices}
    places["way"] = "#way"
    questions = reverse("portal:questions", kwargs={"case": case})
    return tuple(
        (f"{questions}?{urlencode({'again': one.where})}" if one.code.startswith("situation.") else places.get(one.where, "#main"), one)
        for one in wrong
    )
