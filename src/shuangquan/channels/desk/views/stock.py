"""空白证照: what the department has received, used, spoiled and has left, and two forms."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuangquan.actions.stock import WHY, list_stock, receive_stock, spoil_blank
from shuangquan.channels.desk.entry import Desk, officer, render
from shuangquan.channels.desk.views.inbox import find_bar
from shuangquan.core.words.errors import Refusal

PURPOSE = "keep the stock of blanks"
LONGEST = 40


@require_http_methods(["GET", "POST"])
@officer
def show_stock(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """The table; receiving blanks, and noting a spoiled one."""
    if request.method == "GET":
        return _render(request, desk, None)
    try:
        done = _do(request, desk)
    except Refusal as refusal:
        if not refusal.code.startswith("stock."):
            raise
        return _render(request, desk, refusal)
    response = HttpResponseRedirect(f"{reverse('desk:stock')}?done={done}")
    response.status_code = 303
    return response


def _do(request: HttpRequest, desk: Desk) -> str:
    actor, kind = desk.actor(PURPOSE), _read(request, "type")
    if _read(request, "do") == "spoil":
        spoil_blank(actor, kind, _read(request, "number"), _read(request, "why"))
        return "spoil"
    return f"receive-{receive_stock(actor, kind, _read(request, 'first'), _read(request, 'last'))}"


def _read(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()[: LONGEST if name != "type" else 64]


def _render(request: HttpRequest, desk: Desk, refusal: Refusal | None) -> HttpResponse:
    kind, _, count = request.GET.get("done", "").partition("-")
    return render(
        request, desk, "stock.html", bar=find_bar(desk), tab="people", stocks=list_stock(desk.actor(PURPOSE)), whys=tuple(WHY.items()),
        refusal=refusal, given=request.POST, done=kind if kind in ("receive", "spoil") else "", count=count if count.isdecimal() else "0",
        status=422 if refusal else 200,
    )  # fmt: skip
