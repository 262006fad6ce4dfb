"""信息查询 at the window: somebody asks how far a matter is, or whether a certificate is real, and has a number and a name."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from shuangquan.channels.counter.entry import DOOR, Counter, render, seated
from shuangquan.channels.look.inquiring import look_up


@require_http_methods(["GET", "POST"])
@seated
def inquire(request: HttpRequest, counter: Counter) -> HttpResponse:
    """What anybody with the number and the name may know."""
    staff = counter.officer
    found = look_up(staff.posting.region, DOOR, str(staff.staff.id), request.POST, counter.language)
    return render(request, counter, "inquiry.html", tab="inquiry", status=422 if "wrong" in found else 200, **found)
