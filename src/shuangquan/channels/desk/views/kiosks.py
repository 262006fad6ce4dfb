"""自助终端: every machine of the region, how it is, and what an administrator does from afar."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuangquan.actions.kiosks import add_kiosk, answer_help, list_kiosks, lock_kiosk, remove_machine, renew_code
from shuangquan.channels.desk.entry import Desk, officer, render
from shuangquan.channels.desk.views.inbox import find_bar
from shuangquan.core.standard.model_kiosk import SITES
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.roles import ADMIN
from shuangquan.core.words.text import Text
from shuangquan.queries.desk_kiosks import find_kiosk_rows

PURPOSE = "look after kiosks"


@require_http_methods(["GET", "POST"])
@officer
def show_kiosks(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """The list; placing a machine, a code for one, locking, unlocking."""
    if request.method == "GET":
        return _render(request, desk)
    try:
        code = _do(request, desk)
    except Refusal as refusal:
        if not refusal.code.startswith("kiosk."):
            raise
        return _render(request, desk, refusal=refusal, status=422)
    if code:
        return _render(request, desk, code=code)
    response = HttpResponseRedirect(f"{reverse('desk:kiosks')}?done=1")
    response.status_code = 303
    return response


def _do(request: HttpRequest, desk: Desk) -> str:
    """Answers a one-time code where one was made: shown once, in this answer alone."""
    actor, wish = desk.actor(PURPOSE), request.POST.get("do", "")
    if wish == "add":
        place = Text(request.POST.get("zh", ""), request.POST.get("en", ""))
        queue = "".join(sign for sign in request.POST.get("queue", "").strip()[:80] if sign.isalnum() or sign in "-_.")
        return add_kiosk(actor, place, request.POST.get("site", ""), request.POST.get("region", "").strip()[:6], queue)[1]
    kiosk = _read_id(request)
    if wish == "code":
        return renew_code(actor, kiosk)
    if wish in ("lock", "unlock"):
        lock_kiosk(actor, kiosk, locked=wish == "lock")
    elif wish == "remove":
        remove_machine(actor, kiosk)
    elif wish == "went":
        answer_help(actor, kiosk)
    return ""


def _read_id(request: HttpRequest) -> str:
    """Refusal("kiosk.unknown") for what is no id."""
    try:
        return str(UUID(request.POST.get("kiosk", "")))
    except ValueError as error:
        raise Refusal("kiosk.unknown", "kiosk") from error


def _render(request: HttpRequest, desk: Desk, *, refusal: Refusal | None = None, code: str = "", status: int = 200) -> HttpResponse:
    rows = find_kiosk_rows(list_kiosks(desk.actor(PURPOSE)), desk.language)
    here = desk.officer.posting
    return render(
        request, desk, "kiosks.html", bar=find_bar(desk), tab="kiosks", rows=rows, sites=tuple(SITES.items()), refusal=refusal, code=code,
        given=request.POST if refusal else {"region": here.region}, done=bool(request.GET.get("done")), keeps=ADMIN in here.roles,
        status=status,
    )  # fmt: skip
