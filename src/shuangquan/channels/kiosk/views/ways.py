"""How the results are to arrive: chosen on the way to signing; whoever chooses nothing gets them as the theme says."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from shuangquan.actions.choosing_delivery import choose_way
from shuangquan.actions.showing import show_case
from shuangquan.channels.kiosk.entry import Machine, cut, find_page, go, guest, render
from shuangquan.channels.look.ways import find_ways_shown
from shuangquan.core.cases.delivery import CABINET
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.errors import Refusal

SITES = 5
ASKED = "way-asked"
"""In the session: the matter about which it was asked."""


@require_http_methods(["GET", "POST"])
@guest
def choose(request: HttpRequest, here: Machine, case: UUID) -> HttpResponseBase:
    """The ways as large keys; a cabinet leads on to which one."""
    actor, person = here.actor("choose how results arrive"), here.who.citizen.person
    seen = show_case(actor, str(case), person)
    if seen.loaded.case.state is not CaseState.DRAFT or not seen.applies:
        return go("case", case=case)
    wrong: tuple[Refusal, ...] = ()
    check = bool(request.GET.get("check"))
    if request.method == "POST":
        try:
            request.session[ASKED] = str(case)  # one who keeps what the theme says has chosen too
            choose_way(actor, str(case), person, request.POST.get("way", ""), request.POST.get("site", ""))
            return _back(case, check=check)
        except Refusal as refusal:
            if not refusal.code.startswith("delivery."):
                raise
            wrong = (refusal,)
    held = find_ways_shown(actor, seen.loaded)
    at_cabinets = request.GET.get("way") == CABINET and bool(held["sites"])
    page, pages = find_page(request, len(held["sites"]), SITES)
    held |= {
        "sites": cut(held["sites"], page, SITES),
        "page": page,
        "pages": pages,
        "at_cabinets": at_cabinets,
        "chosen": seen.loaded.case.delivery.way,
    }
    return render(request, here, "ways.html", case=case, plan=seen.loaded.index.plan, wrong=wrong, status=422 if wrong else 200, **held)


def _back(case: UUID, *, check: bool) -> HttpResponseBase:
    """On with the matter; who changed it while checking sees it where they were, on the last page."""
    answer = go("case", case=case)
    if check:
        answer["Location"] += "?page=999"
    return answer
