"""Sign in with both factors, sign out, change the language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from shuangquan.actions.staff import CONSOLE, sign_in
from shuangquan.channels.console.entry import HELD, anybody, go, is_own, render
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
        found = sign_in(given[0].strip(), given[1], given[2], str(request.META.get("REMOTE_ADDR", "")), CONSOLE)
    except Refusal as refusal:
        status = 429 if refusal.code == "request.limited" else 403 if refusal.code == "staff.forbidden" else 422
        return render(request, None, "login.html", back=back, refusal=refusal, username=request.POST.get("username", ""), status=status)
    request.session.flush()  # a new key, and nothing of whoever used this browser before
    request.session[HELD] = found.hold()
    return go(back if is_own(back) else reverse("console:themes"))


@require_POST
@anybody
def leave(request: HttpRequest) -> HttpResponse:
    """End the session."""
    request.session.flush()
    return go(reverse("console:login"))


@require_POST
@anybody
def change_language(request: HttpRequest) -> HttpResponse:
    """The other language, on the same page."""
    back = request.POST.get("next", "")
    response = go(back if is_own(back) else reverse("console:themes"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, "en" if request.POST.get("language") == "en" else "zh-hans", max_age=365 * 24 * 3600,
        secure=settings.SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip
    return response
