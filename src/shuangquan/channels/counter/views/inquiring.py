"""信息查询 at the window: somebody asks how far a matter is, or whether a certificate is real, and has a number and a name."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.assisting import note_looked
from shuangquan.channels.counter.entry import DOOR, Counter, render, seated, serving
from shuangquan.channels.look.inquiring import look_up
from shuangquan.queries.kiosk_cards import find_cards_of
from shuangquan.queries.portal_cases import find_my_cases


@require_http_methods(["GET", "POST"])
@seated
def inquire(request: HttpRequest, counter: Counter) -> HttpResponse:
    """What anybody with the number and the name may know."""
    staff = counter.officer
    found = look_up(staff.posting.region, DOOR, str(staff.staff.id), request.POST, counter.language)
    return render(request, counter, "inquiry.html", tab="inquiry", status=422 if "wrong" in found else 200, **found)


@require_GET
@serving
def show_certificates(request: HttpRequest, counter: Counter) -> HttpResponse:
    """By card: what who is served holds or applied for. That it was looked at is recorded."""
    index = counter.served.index
    note_looked(counter.served, "certificates", counter.served.region)
    cases = [one.id for one in find_my_cases(index) if one.part == "applicant"]
    return render(request, counter, "certificates.html", cards=find_cards_of(index, cases, counter.language), tab="window")
