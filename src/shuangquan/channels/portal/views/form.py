"""The one form: sheets of what is known, fields for what is asked, and every button on it."""

from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuangquan.actions.drafts import add_member, choose_member, lack_evidence, pick_members, type_facts
from shuangquan.actions.evidence import give_evidence
from shuangquan.actions.parties import invite_party, type_for_party
from shuangquan.actions.rebasing import has_newer, rebase_draft
from shuangquan.actions.showing import Seen, draw_code, find_fact_order, find_open, show_case
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.reading import Do, fill_in, find_place, read_choices, read_do, read_facts, read_member, read_picks
from shuangquan.channels.portal.render import render_page
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.names import Var
from shuangquan.core.words.refusals import say_refusal
from shuangquan.queries.portal_form import find_form
from shuangquan.queries.portal_hints import add_hints
from shuangquan.queries.portal_sheets import FormPage
from shuangquan.queries.portal_times import current, say_clock

PURPOSE = "fill in a form"


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
    do, typed = read_do(request), read_facts(request.POST)
    if do.verb == "next":
        return _take_all(request, visitor, case, typed)
    left, wrong = _save(visitor, str(case), typed)
    wrong = (*_choose(request, visitor, str(case)), *wrong)
    try:
        _press(request, visitor, str(case), do)
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
    anchor = {"invite": "s-", "type": "s-", "add": "l-", "pick": "l-"}.get(do.verb, "")
    about = do.about.replace("[", "-").removesuffix("]")
    return redirect(reverse("portal:form", kwargs={"case": case}) + (f"#{anchor}{about}" if anchor else ""))


def _take_all(request: HttpRequest, visitor: Visitor, case: UUID, typed: dict[Var, str]) -> HttpResponseBase:
    """Everything must hold and nothing be open, but for people who have yet to agree: the next page waits for them."""
    actor, person, wrong = visitor.actor(PURPOSE), visitor.who.person, list[Refusal]()
    try:
        for role, members in read_picks(request.POST).items():
            pick_members(actor, str(case), person, role, members)
    except Refusal as refusal:
        if not refusal.code.startswith("members."):
            raise
        wrong.append(refusal)
    wrong += _choose(request, visitor, str(case))
    left, faults = _save(visitor, str(case), typed)
    wrong += faults
    seen = show_case(actor, str(case), person)
    told = {one.where for one in wrong}
    wrong += [one for one in find_open(seen.loaded) if one.where not in told and one.code != "party.waiting"]
    if wrong:
        return _render(request, visitor, case, seen, tuple(wrong), left)
    return go("check", case=case)


def _choose(request: HttpRequest, visitor: Visitor, case: str) -> tuple[Refusal, ...]:
    """Keep which member of a list each role is; answers what could not be taken."""
    wrong = []
    for role, member in read_choices(request.POST).items():
        try:
            choose_member(visitor.actor(PURPOSE), case, visitor.who.person, role, member)
        except Refusal as refusal:
            if not refusal.code.startswith("members."):
                raise
            wrong.append(refusal)
    return tuple(wrong)


def _save(visitor: Visitor, case: str, typed: Mapping[Var, str]) -> tuple[dict[str, str], tuple[Refusal, ...]]:
    """Keep whatever holds; answers what could not be kept, as typed, and why. Empty fields are not a fault here."""
    actor, person = visitor.actor(PURPOSE), visitor.who.person
    given = {var: text for var, text in typed.items() if text.strip()}
    left: dict[str, str] = {}
    faults: tuple[Refusal, ...] = ()
    try:
        type_facts(actor, case, person, given)
    except Refusals as found:
        faults = found.refusals
        bad = {refusal.where for refusal in faults}
        left = {str(var): text for var, text in given.items() if str(var) in bad}
        type_facts(actor, case, person, {var: text for var, text in given.items() if str(var) not in bad})
    return left, faults


def _press(request: HttpRequest, visitor: Visitor, case: str, do: Do) -> None:
    """What a button of the form asks for, beside keeping what was typed."""
    actor, person = visitor.actor(PURPOSE), visitor.who.person
    if do.verb == "invite":
        invite_party(actor, case, person, do.about)
    elif do.verb == "type":
        type_for_party(actor, case, person, do.about)
    elif do.verb == "add":
        add_member(actor, case, person, do.about)
    elif do.verb == "pick":
        pick_members(actor, case, person, do.about, tuple(request.POST.getlist(f"pick:{do.about}")))
    elif do.verb in ("upload", "lack"):
        path, _, member = do.about.partition("|")
        if do.verb == "lack":
            lack_evidence(actor, case, person, path, read_member(member))
        else:
            give_evidence(actor, case, person, path, read_member(member), read_file(request, f"file:{do.about}"))


def read_file(request: HttpRequest, name: str) -> bytes:
    """An uploaded file; empty when none was chosen. Its name and what it claims to be are not looked at."""
    found = request.FILES.get(name)
    return found.read() if isinstance(found, UploadedFile) else b""


def _render(
    request: HttpRequest, visitor: Visitor, case: UUID, seen: Seen, wrong: tuple[Refusal, ...] = (), typed: Mapping[str, str] | None = None
) -> HttpResponse:
    language, loaded = visitor.look.language, seen.loaded
    fixing = frozenset(request.GET.getlist("fix")) | frozenset(typed or ())
    form = find_form(
        loaded.case,
        loaded.index,
        seen.role,
        language,
        find_fact_order(loaded.case.bundle),
        fixing=fixing,
        whole=frozenset(request.GET.getlist("whole")),
    )
    sheets = add_hints(form.sheets, loaded.case, loaded.index)
    say = {refusal.where: say_refusal(refusal, language) for refusal in wrong}
    link = request.build_absolute_uri(reverse("portal:consent", kwargs={"case": case}))
    waiting = any(sheet.waiting for sheet in form.sheets)
    return render_page(
        request,
        visitor.look,
        "form.html",
        case=case,
        form=form,
        sheets=fill_in(sheets, typed or {}, wrong, say),
        reading=any(paper.told is not None and paper.told.reading for sheet in sheets for paper in sheet.papers),
        say=say,
        plan=loaded.index.plan,
        problems=find_problems(case, form, wrong),
        link=link,
        code=draw_code(link) if waiting else "",
        newer=has_newer(loaded.case),
        saved=say_clock(loaded.stored.events[-1].happened_at, language, seen=current()),
        status=422 if wrong else 200,
    )


def find_problems(case: UUID, form: FormPage, wrong: tuple[Refusal, ...]) -> tuple[tuple[str, Refusal], ...]:
    """(where to go, what is wrong) for the summary at the top."""
    places = {one.var: f"#{one.anchor}" for sheet in form.sheets for one in sheet.fields}
    places |= {find_place(paper): f"#{paper.anchor}" for sheet in form.sheets for paper in sheet.papers}
    places |= {paper.path: f"#{paper.anchor}" for sheet in form.sheets for paper in reversed(sheet.papers)}
    places |= {choice.role: f"#{choice.anchor}" for choice in form.choices}
    questions = reverse("portal:questions", kwargs={"case": case})
    return tuple(
        (f"{questions}?{urlencode({'again': one.where})}" if one.code.startswith("situation.") else places.get(one.where, "#main"), one)
        for one in wrong
    )
