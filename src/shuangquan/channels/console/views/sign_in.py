"""Sign in with both factors, sign out, change the language."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from shuangquan.actions.staff import CONSOLE
from shuangquan.channels.console.entry import HELD, anybody, go, is_own, render
from shuangquan.channels.look.staff_door import find_status, keep_language, take_sign_in
from shuangquan.core.words.errors import Refusal


@require_http_methods(["GET", "POST"])
@anybody
def show_sign_in(request: HttpRequest) -> HttpResponseBase:
    """One form for both factors, so that the answer does not tell which of them was wrong."""
    back = request.POST.get("next", request.GET.get("next", ""))
    if request.method == "GET":
        return render(request, None, "login.html", back=back)
    try:
        take_sign_in(request, HELD, CONSOLE)
    except Refusal as refusal:
        named = request.POST.get("username", "")
        return render(request, None, "login.html", back=back, refusal=refusal, username=named, status=find_status(refusal))
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
    keep_language(request, response)
    return response
