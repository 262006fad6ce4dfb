"""Sign in with both factors, sign out, act in another posting, change the language."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from shuangquan.actions.staff import sign_in
from shuangquan.channels.desk.entry import HELD, Desk, anybody, is_own, officer, render
from shuangquan.core.words.errors import Refusal

LONGEST = 256
"""Characters of a name, password or code that are looked at: a hash over megabytes is a way to keep a server busy."""


@require_http_methods(["GET", "POST"])
@anybody
def show_sign_in(request: HttpRequest) -> HttpResponseBase:
    """One form for both factors, so that the answer does not tell which of them was wrong."""
    back = request.POST.get("next", request.GET.get("next", ""))
    if request.method == "GET":
        return render(request, None, "login.html", back=back)
    try:
        given = [request.POST.get(name, "")[:LONGEST] for name in ("username", "password", "code")]
        found = sign_in(given[0].strip(), given[1], given[2], str(request.META.get("REMOTE_ADDR", "")))
    except Refusal as refusal:
        status = 429 if refusal.code == "request.limited" else 403 if refusal.code == "staff.forbidden" else 422
        return render(request, None, "login.html", back=back, refusal=refusal, username=request.POST.get("username", ""), status=status)
    request.session.flush()  # a new key, and nothing of whoever used this browser before
    request.session[HELD] = found.hold()
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
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, "en" if request.POST.get("language") == "en" else "zh-hans", max_age=365 * 24 * 3600,
        secure=settings.SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip
    return response


def _go(path: str) -> HttpResponseRedirect:
    """See other, after a POST."""
    response = HttpResponseRedirect(path)
    response.status_code = 303
    return response
