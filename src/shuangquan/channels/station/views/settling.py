"""待合并: what was taken in without a network met a case that was there first. A person looks at both and says what becomes of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.showing import find_theme
from shuangquan.actions.station_settling import carry_over, leave_out, list_met, show_met, take_apart
from shuangquan.channels.station.entry import Desk, go, helper, render
from shuangquan.core.cases.station import WHY
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.station_twins import find_differences


@require_GET
@helper
def show_twins(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What waits, newest first."""
    met = [(box, find_theme(box.theme, desk.station.region).name) for box in list_met(desk.hands("look"), desk.station)]
    return render(request, desk, "twins.html", met=met)


@require_http_methods(["GET", "POST"])
@helper
def show_twin(request: HttpRequest, desk: Desk, box: UUID) -> HttpResponseBase:
    """Both side by side, only what differs; and the three things that can be done."""
    hands, do = desk.hands("settle what met its like"), request.POST.get("do", "")
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            if do == "carry":
                carry_over(hands, desk.station, str(box))
            elif do == "apart":
                take_apart(hands, desk.station, str(box))
            else:
                leave_out(hands, desk.station, str(box), request.POST.get("why", ""))
            return go("twins")
        except Refusal as refused:
            if refused.code not in ("station.why", "twin.running"):
                raise
            refusal = refused
    met = show_met(hands, desk.station, str(box))
    found = find_differences(met.own.case, met.own.index, met.package.answers, met.package.facts) if met.own else ()
    more = sum(path not in met.own.index.vars and bool(text.strip()) for path, text in met.package.facts.items()) if met.own else 0
    return render(
        request,
        desk,
        "twin.html",
        met=met,
        found=found,
        more=more,
        whys=tuple(WHY.items()),
        refusal=refusal,
        status=422 if refusal else 200,
    )
