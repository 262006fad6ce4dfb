"""The helper's first page, the card, the authorisation that comes before anything, the end; and what this station did."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuangquan.actions.assisting import begin_by_card, end_assistance
from shuangquan.actions.showing import find_theme_name, show_case
from shuangquan.actions.standards import load_online
from shuangquan.actions.station_serving import authorise_draft, find_wording, list_matters, open_authorised
from shuangquan.actions.stations import check_open
from shuangquan.channels.look.reading import read_drawn
from shuangquan.channels.station.entry import SERVED, Desk, go, helper, render, serving
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_cases import find_my_cases
from shuangquan.queries.station_acts import count_waiting, find_acts


@require_GET
@helper
def show_home(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Read a card, take something in without a network, or settle what met its like."""
    if desk.assisted is not None:
        return go("serve")
    return _render(request, desk)


def _render(request: HttpRequest, desk: Desk, refusal: Refusal | None = None, fault: str = "") -> HttpResponse:
    over: Refusal | None = None
    try:
        check_open(desk.station)
    except Refusal as found:
        over = found
    return render(
        request, desk, "home.html", matters=list_matters(desk.station), over=over, ended=request.GET.get("over", ""), refusal=refusal,
        fault=fault, twins=count_waiting(desk.hands("look"), desk.station.id), status=422 if refusal else 503 if fault else 200,
    )  # fmt: skip


@require_POST
@helper
def read_card(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Help whose card lies on this station's reader."""
    try:
        check_open(desk.station)
        served = begin_by_card(desk.hands("identify"), desk.station.id, desk.station.id)
    except Refusal as refusal:
        return _render(request, desk, refusal)
    except Fault as fault:
        return _render(request, desk, fault=fault.party)
    request.session[SERVED] = {"id": served.held.id, "index": served.index.hex()}
    return go("serve")


@require_GET
@serving
def show_served(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What this person can do here: the agreement's matters, and their own drafts of those."""
    matters, mine = list_matters(desk.station), find_my_cases(desk.served.index)
    drafts = [
        (one, find_theme_name(one.bundle, one.theme))
        for one in mine
        if one.state == "draft" and one.part == "applicant" and one.theme in desk.station.themes
    ]
    return render(request, desk, "serve.html", matters=matters, drafts=drafts)


@require_http_methods(["GET", "POST"])
@serving
def show_matter(request: HttpRequest, desk: Desk, theme: str) -> HttpResponseBase:
    """The tablet turns to the citizen: they read what they let the helper do, and sign. Then the matter is opened."""
    words = find_wording(desk.station, theme, desk.helper.staff.name)
    found = load_online(desk.station.region).themes[theme]
    roles = tuple((str(name), found.roles[name].label or Text(str(name))) for name in found.apply)
    refusal: Refusal | None = None
    if request.method == "POST":
        person, index = desk.served.citizen.person, desk.served.index
        try:
            case = open_authorised(
                desk.actor("open a matter"), desk.station, theme, request.POST.get("role", ""), person, index, desk.helper.staff.name,
                read_drawn(request),
            )  # fmt: skip
            return go("next", case=case)
        except Refusal as refused:
            if not refused.code.startswith(("station.sign", "sign.")):
                raise
            refusal = refused
    chosen = request.POST.get("role", roles[0][0])
    return render(
        request, desk, "authorise.html", words=words, name=found.name, roles=roles, chosen=chosen, refusal=refusal,
        drawn=read_drawn(request), status=422 if refusal else 200,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@serving
def show_draft(request: HttpRequest, desk: Desk, case: UUID) -> HttpResponseBase:
    """A draft of theirs, begun elsewhere or with another helper: it too is signed for before anybody looks into it."""
    seen = show_case(desk.actor("go on with a matter"), str(case), desk.served.citizen.person)
    words, plan = find_wording(desk.station, seen.loaded.case.theme, desk.helper.staff.name), seen.loaded.index.plan
    refusal: Refusal | None = None
    if request.method == "POST":
        person, index = desk.served.citizen.person, desk.served.index
        try:
            authorise_draft(
                desk.actor("go on with a matter"), desk.station, str(case), person, index, desk.helper.staff.name, read_drawn(request)
            )
            return go("next", case=case)
        except Refusal as refused:
            if not refused.code.startswith(("station.sign", "sign.")):
                raise
            refusal = refused
    return render(
        request, desk, "authorise.html", words=words, name=plan.name, roles=(), refusal=refusal, drawn=read_drawn(request),
        status=422 if refusal else 200,
    )  # fmt: skip


@require_POST
@serving
def end(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The person goes: nobody acts for them any more."""
    end_assistance(desk.served)
    request.session.pop(SERVED, None)
    return go("home")


@require_GET
@helper
def show_acts(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What this station did: who, for whom (masked), what, when, by which authorisation, and how far it is. Nothing of what is inside."""
    found = find_acts(desk.hands("look at the record"), desk.station.id)
    return render(request, desk, "acts.html", acts=[(one, find_theme_name(one.bundle, one.theme)) for one in found])
