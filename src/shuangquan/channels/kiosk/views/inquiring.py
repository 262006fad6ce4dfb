"""信息智能查询 at the machine: by number and name or by a code without a card, and with one what registers say of oneself."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods

from shuangquan.actions.acting import acting_verifier
from shuangquan.actions.certificates import verify_token
from shuangquan.actions.inquiring import PublicCase, ask_own, find_notice, find_public
from shuangquan.actions.kiosk_printing import print_answer
from shuangquan.actions.limiting import check_rate
from shuangquan.channels.kiosk.entry import Machine, cut, find_page, go, guest, machine, nobody, render
from shuangquan.core.credentials.masks import say_date
from shuangquan.core.exchange.inquiring import read_typed
from shuangquan.core.words.errors import Refusal

LINES = 8


@require_http_methods(["GET", "POST"])
@machine
def look_up(request: HttpRequest, here: Machine) -> HttpResponseBase:
    """A case or certificate by number and name, a certificate by its code: the public minimum."""
    if request.method == "GET":
        return render(request, here, "lookup.html")
    typed = {name: request.POST.get(name, "").strip()[:200] for name in ("number", "name")}
    try:
        check_rate("inquiry", str(request.META.get("REMOTE_ADDR", "")))
        read = read_typed(typed["number"])
        found = read.text if read.kind == "code" else find_public(nobody(here.kiosk), typed["number"], typed["name"])
        if isinstance(found, PublicCase):
            return render(request, here, "public_case.html", found=found)
        return _show_certificate(request, here, found)
    except Refusal as refusal:
        status = 429 if refusal.code == "request.limited" else 422
        return render(request, here, "lookup.html", refusal=refusal, typed=typed, status=status)


def _show_certificate(request: HttpRequest, here: Machine, token: str) -> HttpResponse:
    with acting_verifier(token):
        shown = verify_token(token)
    return render(request, here, "verified.html", view=shown.view)


@require_http_methods(["GET", "POST"])
@guest
def ask(request: HttpRequest, here: Machine, inquiry: str) -> HttpResponseBase:
    """Told first what is asked of whom; after the yes it is asked, shown, and kept nowhere. To print it is to ask again."""
    if request.method == "GET":
        return render(request, here, "ask.html", notice=find_notice(inquiry, here.kiosk.region))
    asked = ask_own(here.actor("look up own data"), here.who.citizen, inquiry)
    if request.POST.get("do") == "print":
        return go("printed", sheet=print_answer(here.who, here.kiosk, asked).id)
    language = here.look.language
    lines = tuple((nth, line.label, line.say(language)) for nth, group in enumerate(asked.answer.groups, start=1) for line in group)
    page, pages = find_page(request, len(lines), LINES)
    several = len(asked.answer.groups) > 1
    shown: dict[str, Any] = {"lines": cut(lines, page, LINES), "page": page, "pages": pages, "several": several}
    return render(request, here, "told.html", asked=asked, day=say_date(asked.as_of, language), **shown)
