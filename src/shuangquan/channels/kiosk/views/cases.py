"""Beginning a matter and going on with it, one step a page, until it is submitted."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuangquan.actions.drafts import (
    answer_questions,
    choose_member,
    go_on,
    inform_case,
    lack_evidence,
    open_case,
    pick_members,
    type_facts,
    withdraw_case,
)
from shuangquan.actions.notices import find_notice
from shuangquan.actions.parties import invite_party
from shuangquan.actions.showing import Seen, draw_code, find_theme, show_case, show_theme
from shuangquan.channels.kiosk.entry import Machine, cut, find_page, go, guest, machine, render
from shuangquan.channels.kiosk.steps import Step, find_step, read_digits
from shuangquan.channels.kiosk.views.finishing import show_finish, show_progress, show_review
from shuangquan.channels.kiosk.views.ways import ASKED
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.names import parse_var

PURPOSE = "fill in a form"
LINES, OPTIONS = 4, 12
"""What fits on a page, so that nothing scrolls."""
MENDED = ("fact.", "situation.", "members.")
"""Refusals that are said beside the question."""


@require_GET
@machine
def show_theme_page(request: HttpRequest, here: Machine, theme: str) -> HttpResponseBase:
    """Who one is in it, where it can be begun by several; to begin, a card is needed."""
    view = show_theme(theme, here.kiosk.region)
    return render(request, here, "theme.html", view=view, theme=theme)


@require_POST
@guest
def begin_theme(request: HttpRequest, here: Machine, theme: str) -> HttpResponseBase:
    """Open the matter."""
    found = find_theme(theme, here.kiosk.region)
    role = request.POST.get("role", str(found.apply[0]))
    case = open_case(here.actor("open a matter"), theme, here.kiosk.region, role, here.who.citizen.person)
    return go("case", case=case)


@require_http_methods(["GET", "POST"])
@guest
def show_step(request: HttpRequest, here: Machine, case: UUID) -> HttpResponseBase:
    """The one thing to do next; what was done, and on."""
    seen = show_case(here.actor(PURPOSE), str(case), here.who.citizen.person)
    step = find_step(seen, here.look.language, way_asked=request.session.get(ASKED) == str(case))
    if request.method == "POST":
        return _take(request, here, case, seen, step)
    return _show(request, here, case, seen, step)


@require_GET
@guest
def show_phone(request: HttpRequest, here: Machine, case: UUID) -> HttpResponse:
    """Go on with one's own phone: it is the same matter."""
    show_case(here.actor("go on with a phone"), str(case), here.who.citizen.person)
    return _render_phone(request, here, case)


def _render_phone(request: HttpRequest, here: Machine, case: UUID) -> HttpResponse:
    link = request.build_absolute_uri(reverse("portal:next", kwargs={"case": case}))
    return render(request, here, "phone.html", case=case, code=draw_code(link), link=link)


def _show(
    request: HttpRequest, here: Machine, case: UUID, seen: Seen, step: Step, wrong: tuple[Refusal, ...] = (), typed: str = ""
) -> HttpResponseBase:
    plan = seen.loaded.index.plan
    if step.kind in ("consent", "phone"):
        return _render_phone(request, here, case)
    if step.kind == "ways":
        return go("ways", case=case)
    if step.kind == "progress":
        return show_progress(request, here, case, seen)
    if step.kind in ("check", "finish"):
        return (show_review if step.kind == "check" else show_finish)(request, here, case, seen)
    held: dict[str, object] = {"case": case, "plan": plan, "step": step, "wrong": wrong, "typed": typed}
    if step.kind == "notice":
        held |= _find_notice_lines(request, seen, LINES - 1 if here.look.elder else LINES)
    if step.kind in ("question", "fact"):
        options = step.situation.options if step.situation else step.field.options if step.field else ()
        page, pages = find_page(request, len(options), OPTIONS)
        held |= {"options": cut(tuple(options), page, OPTIONS), "page": page, "pages": pages}
    if step.kind == "others":
        link = request.build_absolute_uri(reverse("portal:consent", kwargs={"case": case}))
        held |= {"code": draw_code(link), "link": link}
    if step.kind == "paper":
        link = request.build_absolute_uri(reverse("portal:form", kwargs={"case": case}))
        held |= {"code": draw_code(link), "link": link}
    return render(request, here, f"step_{step.kind}.html", status=422 if wrong else 200, **held)


def _find_notice_lines(request: HttpRequest, seen: Seen, size: int) -> dict[str, object]:
    held = seen.loaded.case
    notice = find_notice(held.bundle, held.theme, held.region, held.signed_in)
    page, pages = find_page(request, len(notice.lines), size)
    return {"lines": cut(notice.lines, page, size), "page": page, "pages": pages}


def _take(request: HttpRequest, here: Machine, case: UUID, seen: Seen, step: Step) -> HttpResponseBase:
    """Do what the button says, if this is still the step; anything else just shows where the matter stands."""
    if request.POST.get("do", "") != step.kind and not (step.kind == "paper" and request.POST.get("do") == "look"):
        return go("case", case=case)
    try:
        left = _do(request, here, str(case), seen, step)
    except Refusal as refusal:
        if not refusal.code.startswith(MENDED):
            raise
        return _show(request, here, case, seen, step, (refusal,), request.POST.get("value", ""))
    except Refusals as found:
        return _show(request, here, case, seen, step, found.refusals, request.POST.get("value", ""))
    return go("home") if left else go("case", case=case)


def _do(request: HttpRequest, here: Machine, case: str, seen: Seen, step: Step) -> bool:
    """Answers whether the matter is left."""
    actor, person, value = here.actor(PURPOSE), here.who.citizen.person, request.POST.get("value", "")
    if step.kind == "notice":
        inform_case(actor, case, person)
    elif step.kind == "early":
        withdraw_case(actor, case, person)
        return True
    elif step.kind == "question" and step.situation is not None:
        given = ",".join(request.POST.getlist("value"))
        answer_questions(actor, case, person, {(step.situation.name, step.member or None): given}, {})
    elif step.kind == "fact" and step.field is not None:
        if step.field.sends == "one":
            choose_member(actor, case, person, step.field.var, value)
        else:
            _type(here, case, seen, step, value)
    elif step.kind == "pick" and step.choice is not None:
        pick_members(actor, case, person, step.choice.role, tuple(request.POST.getlist("value")))
    elif step.kind == "paper" and step.paper is not None and request.POST.get("do") == "paper":
        lack_evidence(actor, case, person, step.paper.path, step.paper.member or None)
    elif step.kind == "others":
        for one in step.others:
            invite_party(actor, case, person, one.name)
        go_on(actor, case, person)
    return False


def _type(here: Machine, case: str, seen: Seen, step: Step, value: str) -> None:
    """A fact by its own verb: before the situation is known it is part of the answer to it."""
    assert step.field is not None
    actor, person, var = here.actor(PURPOSE), here.who.citizen.person, parse_var(step.field.var)
    given = {var: read_digits(value, step.pad)}
    if not given[var]:
        label = step.field.label
        raise Refusal("fact.empty", step.field.var, label=label.zh, label_en=label.en)
    if seen.loaded.index.plan.items:
        type_facts(actor, case, person, given)
    else:
        answer_questions(actor, case, person, {}, given)
