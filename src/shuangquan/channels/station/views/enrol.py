"""A browser becomes a tablet; somebody signs in at it, signs out, changes the language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuangquan.actions.assisting import end_assistance
from shuangquan.actions.stations import claim_tablet
from shuangquan.channels.look.staff_door import YEAR, find_status, keep_language, take_sign_in
from shuangquan.channels.station.entry import HELD, KEY, Desk, anybody, go, helper, is_own, render, tablet
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.roles import STATION


@require_http_methods(["GET", "POST"])
@anybody
def show_enrol(request: HttpRequest, desk: Desk | None) -> HttpResponseBase:
    """Type the one-time code; from then on this browser is the tablet."""
    if request.method == "GET":
        return render(request, None, "enrol.html", known=desk)
    try:
        _, key = claim_tablet(request.POST.get("code", ""), str(request.META.get("REMOTE_ADDR", "")))
    except Refusal as refusal:
        return render(request, None, "enrol.html", refusal=refusal, status=429 if refusal.code == "request.limited" else 422)
    request.session.flush()
    response = go("home")
    response.set_cookie(KEY, key, max_age=YEAR, path="/station/", secure=settings.SECURE, httponly=True, samesite="Strict")
    return response


@require_http_methods(["GET", "POST"])
@tablet
def show_sign_in(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """One form for both factors, so that the answer does not tell which of them was wrong."""
    back = request.POST.get("next", request.GET.get("next", ""))
    if request.method == "GET":
        return render(request, desk, "login.html", back=back)
    try:
        take_sign_in(request, HELD, STATION)
    except Refusal as refusal:
        named = request.POST.get("username", "")
        return render(request, desk, "login.html", back=back, refusal=refusal, username=named, status=find_status(refusal))
    return _see(back if is_own(back) else reverse("station:home"))


@require_POST
@helper
def leave(request: HttpRequest, desk: Desk) -> HttpResponse:
    """End the session; nobody is helped any more. What waits on the tablet stays on it, sealed."""
    if desk.assisted is not None:
        end_assistance(desk.assisted)
    request.session.flush()
    return _see(reverse("station:login"))


@require_POST
@anybody
def change_language(request: HttpRequest, desk: Desk | None) -> HttpResponse:
    """The other language, on the same page."""
    back = request.POST.get("next", "")
    response = _see(back if is_own(back) else reverse("station:home"))
    keep_language(request, response)
    return response


@require_GET
@anybody
def show_paid_back(request: HttpRequest, desk: Desk | None) -> HttpResponse:
    """What the person's phone says after paying: nothing about anybody."""
    return render(request, None, "paid_back.html")


def _see(path: str) -> HttpResponseRedirect:
    """See other, after a POST."""
    response = HttpResponseRedirect(path)
    response.status_code = 303
    return response
