"""Sign in with both factors, sign out, act in another posting, change the language."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from shuangquan.channels.desk.entry import HELD, Desk, anybody, is_own, officer, render
from shuangquan.channels.look.staff_door import find_status, keep_language, take_sign_in
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.roles import DESK


@require_http_methods(["GET", "POST"])
@anybody
def show_sign_in(request: HttpRequest) -> HttpResponseBase:
    """One form for both factors, so that the answer does not tell which of them was wrong."""
    back = request.POST.get("next", request.GET.get("next", ""))
    if request.method == "GET":
        return render(request, None, "login.html", back=back)
    try:
        take_sign_in(request, HELD, DESK)
    except Refusal as refusal:
        named = request.POST.get("username", "")
        return render(request, None, "login.html", back=back, refusal=refusal, username=named, status=find_status(refusal))
    return _go(back if is_own(back) else reverse("desk:inbox"))


@require_POST
@anybody
def leave(request: HttpRequest) -> HttpResponse:
    """End the session."""
    request.session.flush()
    return _go(reverse("desk:login"))


@require_POST
@officer
def change_posting(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Act in another of the own postings."""
    given = request.POST.get("place", "")
    place = int(given) if given.isdecimal() and int(given) < len(desk.officer.postings) else desk.officer.place
    since = datetime.fromisoformat(request.session[HELD]["since"])
    request.session[HELD] = desk.officer.hold(since, place)
    return _go(reverse("desk:inbox"))


@require_POST
@anybody
def change_language(request: HttpRequest) -> HttpResponse:
    """The other language, on the same page."""
    back = request.POST.get("next", "")
    response = _go(back if is_own(back) else reverse("desk:inbox"))
    keep_language(request, response)
    return response


def _go(path: str) -> HttpResponseRedirect:
    """See other, after a POST."""
    response = HttpResponseRedirect(path)
    response.status_code = 303
    return response
