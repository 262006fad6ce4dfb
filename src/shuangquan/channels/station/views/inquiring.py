"""信息查询 at the station, by number and name."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from shuangquan.actions.station_serving import DOOR
from shuangquan.channels.look.inquiring import look_up
from shuangquan.channels.station.entry import Desk, helper, render


@require_http_methods(["GET", "POST"])
@helper
def inquire(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What anybody with the number and the name may know."""
    found = look_up(desk.station.region, DOOR, desk.hands("look up").subject, request.POST, desk.language)
    return render(request, desk, "inquiry.html", status=422 if "wrong" in found else 200, **found)
