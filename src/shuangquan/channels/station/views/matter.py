"""A matter at the station, up to the form: the notice, what data cannot answer, what ends early."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.drafts import inform_case, withdraw_case
from shuangquan.actions.notices import find_notice
from shuangquan.actions.showing import draw_code, find_early, show_case
from shuangquan.actions.station_serving import check_authorised, find_handed_in
from shuangquan.channels.look.asking import answer_or_ask
from shuangquan.channels.look.filing import FILL, find_step
from shuangquan.channels.station.entry import Desk, authorised, go, render, serving
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.errors import Refusal

DONE_HERE = {"progress": "done"}


@require_GET
@serving
def find_next(request: HttpRequest, desk: Desk, case: UUID) -> HttpResponseBase:
    """Where this goes on; signing for it comes first, and a matter that is handed in is only told of."""
    step = find_step(show_case(desk.actor("go on with a matter"), str(case), desk.served.citizen.person))
    if step == "consent":
        return render(request, desk, "elsewhere.html", status=200)
    if step != "progress":
        try:
            check_authorised(desk.actor("look"), desk.station, str(case))
        except Refusal as refusal:
            if refusal.code != "station.authority":
                raise
            return go("draft", case=case)
    return go(DONE_HERE.get(step, step), case=case)


@require_http_methods(["GET", "POST"])
@authorised
def show_notice(request: HttpRequest, desk: Desk, case: UUID) -> HttpResponseBase:
    """What is asked of whom, read by the citizen; the first query comes after their yes."""
    actor, person = desk.actor("read the notice"), desk.served.citizen.person
    held = show_case(actor, str(case), person).loaded
    if held.case.state is not CaseState.DRAFT or held.case.signed_in in held.case.informed:
        return go("next", case=case)
    if request.method == "POST":
        inform_case(actor, str(case), person)
        return go("next", case=case)
    notice = find_notice(held.case.bundle, held.case.theme, held.case.region, held.case.signed_in)
    return render(request, desk, "notice.html", case=case, notice=notice, plan=held.index.plan)


@require_http_methods(["GET", "POST"])
@authorised
def show_early(request: HttpRequest, desk: Desk, case: UUID) -> HttpResponseBase:
    """The matter goes no further, and why; it can be put away."""
    actor, person = desk.actor("own matter"), desk.served.citizen.person
    seen = show_case(actor, str(case), person)
    ends = find_early(seen.loaded)
    if ends is None:
        return go("next", case=case)
    if request.method == "POST":
        withdraw_case(actor, str(case), person)
        return go("serve")
    return render(request, desk, "early.html", case=case, ends=ends, plan=seen.loaded.index.plan)


@require_http_methods(["GET", "POST"])
@authorised
def show_questions(request: HttpRequest, desk: Desk, case: UUID) -> HttpResponseBase:
    """What data cannot answer, one question a page."""
    seen = show_case(desk.actor(FILL), str(case), desk.served.citizen.person)
    if seen.loaded.case.state is not CaseState.DRAFT or not seen.applies:
        return go("next", case=case)
    step, asked, wrong = answer_or_ask(request, desk.filler(case), seen, desk.language)
    if asked is None:
        return go(step, case=case)
    return render(
        request, desk, "question.html", case=case, asked=asked, wrong=wrong, plan=seen.loaded.index.plan, status=422 if wrong else 200
    )


@require_GET
@serving
def show_done(request: HttpRequest, desk: Desk, case: UUID) -> HttpResponseBase:
    """Handed in: its number, and how the person goes on by themselves. Nothing of what is inside is shown at a station any more."""
    show_case(desk.actor("own matter"), str(case), desk.served.citizen.person)
    found = find_handed_in(str(case))
    if found is None:
        return go("next", case=case)
    number, name, at = found
    link, code = _find_link(request, case)
    return render(request, desk, "done.html", number=number, name=name, at=at, link=link, code=code)


def _find_link(request: HttpRequest, case: UUID) -> tuple[str, str]:
    link = request.build_absolute_uri(reverse("portal:progress", kwargs={"case": case}))
    return link, draw_code(link)
