"""A theme's page, the start of a matter, and what is told before the first query."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuangquan.actions.companies import check_scope
from shuangquan.actions.drafts import inform_case, open_case, withdraw_case
from shuangquan.actions.hosts import Entered, open_zone_case
from shuangquan.actions.notices import find_notice
from shuangquan.actions.showing import find_early, find_theme, show_case, show_theme
from shuangquan.channels.look.filing import find_step
from shuangquan.channels.portal.entry import Visitor, anybody, citizen, go, sign_in_address
from shuangquan.channels.portal.render import render_page
from shuangquan.channels.portal.stages import find_stage
from shuangquan.channels.portal.views.home import find_mine
from shuangquan.core.cases.transitions import CaseState
from shuangquan.queries.portal_theme import find_theme_rows


@require_GET
@anybody
def show_matter(request: HttpRequest, visitor: Visitor, theme: str) -> HttpResponse:
    """Who, what it brings, how long, before and after; and the button to begin."""
    role = request.GET.get("role", "")
    view = show_theme(theme, visitor.region, role)
    draft = next((one for one in find_mine(visitor) if one.case.theme == theme and one.case.state == CaseState.DRAFT.value), None)
    rows = find_theme_rows(view.plans, view.opening, view.full, visitor.look.language)
    chosen = role if role in dict(view.roles) else view.roles[0][0]
    return render_page(
        request,
        visitor.look,
        "matter.html",
        view=view,
        rows=rows,
        stage=find_stage(str(view.theme.stage)),
        chosen=chosen,
        draft=draft if draft and draft.case.part == "applicant" else None,
        nav="home",
        theme=theme,
    )


@require_POST
@anybody
def start(request: HttpRequest, visitor: Visitor, theme: str) -> HttpResponseBase:
    """Begin; who has not signed in does so first, and the matter is opened on the way back."""
    found = find_theme(theme, visitor.region)
    role = request.POST.get("role", str(found.apply[0]))
    if visitor.citizen is None:
        request.session["wish"] = {"theme": theme, "region": visitor.region, "role": role}
        return redirect(sign_in_address(request.path))
    actor = visitor.actor("open a matter")
    company = visitor.hat.uscc if visitor.hat is not None else ""
    if visitor.hat is not None:
        check_scope(visitor.hat, theme)
    if visitor.zone is not None:
        entered = Entered(visitor.zone.host, visitor.citizen, visitor.zone.subject)
        case = open_zone_case(actor, entered, theme, visitor.region, role, company)
    else:
        case = open_case(actor, theme, visitor.region, role, visitor.citizen.person, company)
    return go("notice", case=case)


@require_GET
@citizen
def find_next(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """Where this person goes on with this matter."""
    seen = show_case(visitor.actor("go on with a matter"), str(case), visitor.who.person)
    return go(find_step(seen), case=case)


@require_http_methods(["GET", "POST"])
@citizen
def show_notice(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """What is asked of whom, for what, on which basis; the first query comes after the yes."""
    actor, person = visitor.actor("read the notice"), visitor.who.person
    seen = show_case(actor, str(case), person)
    held = seen.loaded.case
    if held.state is not CaseState.DRAFT or not seen.applies:
        return go("next", case=case)
    if request.method == "POST":
        inform_case(actor, str(case), person)
        return go("next", case=case)
    notice = find_notice(held.bundle, held.theme, held.region, held.signed_in)
    agreed = held.signed_in in held.informed
    return render_page(request, visitor.look, "notice.html", case=case, notice=notice, plan=seen.loaded.index.plan, agreed=agreed, step=1)


@require_http_methods(["GET", "POST"])
@citizen
def show_early(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """The matter goes no further, and why; it can be put away."""
    actor, person = visitor.actor("own matter"), visitor.who.person
    seen = show_case(actor, str(case), person)
    end = find_early(seen.loaded)
    if end is None:
        return go("next", case=case)
    if request.method == "POST":
        withdraw_case(actor, str(case), person)
        return go("mine")
    return render_page(request, visitor.look, "early.html", case=case, end=end, plan=seen.loaded.index.plan)
