"""对账: both sides' sums day by day, and each difference settled by a person with a reason, a refund by two."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuangquan.actions.balancing import LONGEST, agree_refund, balance_now, refuse_refund, settle_difference
from shuangquan.actions.standards import load_online
from shuangquan.channels.desk.entry import Desk, officer, render
from shuangquan.channels.desk.views.inbox import find_bar
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.desk_money import find_day, list_days, list_differences, sum_day

PURPOSE = "reconcile payments"
DONE = ("accept", "note", "ask", "refund", "refuse", "drawn")


@require_http_methods(["GET", "POST"])
@officer
def show_money(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """What is to be settled, and the last fourteen days."""
    if request.method == "POST":
        return _take(request, desk, None)
    return _render(request, desk, None, None)


@require_http_methods(["GET", "POST"])
@officer
def show_money_day(request: HttpRequest, desk: Desk, day: str) -> HttpResponseBase:
    """One day: by item, by receiving office, and every difference, settled or not."""
    try:
        found = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    if request.method == "POST":
        return _take(request, desk, found)
    return _render(request, desk, found, None)


def _take(request: HttpRequest, desk: Desk, day: date | None) -> HttpResponseBase:
    try:
        done = _do(request, desk, day)
    except Refusal as refusal:
        if not refusal.code.startswith("money."):
            raise
        return _render(request, desk, day, refusal)
    where = reverse("desk:money-day", kwargs={"day": day.isoformat()}) if day else reverse("desk:money")
    response = HttpResponseRedirect(f"{where}?done={done}")
    response.status_code = 303
    return response


def _do(request: HttpRequest, desk: Desk, day: date | None) -> str:
    actor, do, one = desk.actor(PURPOSE), request.POST.get("do", ""), request.POST.get("difference", "")[:64]
    if do == "draw" and day is not None:
        balance_now(actor, day)
        return "drawn"
    if do == "agree":
        agree_refund(actor, one)
        return "refund"
    if do == "refuse":
        refuse_refund(actor, one)
        return "refuse"
    settle_difference(actor, one, do, request.POST.get("reason", "")[: LONGEST + 1])
    return "ask" if do == "refund" else do


def _render(request: HttpRequest, desk: Desk, day: date | None, refusal: Refusal | None) -> HttpResponse:
    actor, done = desk.actor(PURPOSE), request.GET.get("done", "")
    held = {
        "bar": find_bar(desk), "tab": "money", "refusal": refusal, "wrong": request.POST.get("difference", "") if refusal else "",
        "typed": request.POST.get("reason", "") if refusal else "", "done": done if done in DONE else "", "most": LONGEST,
        "rows": list_differences(actor, desk.language, day), "status": 422 if refusal else 200,
    }  # fmt: skip
    if day is None:
        return render(request, desk, "money.html", days=list_days(actor, desk.language), **held)  # type: ignore[arg-type]
    items, offices = sum_day(actor, load_online(), day)
    found = find_day(actor, day, desk.language)
    return render(request, desk, "money_day.html", day=found, items=items, offices=offices, **held)  # type: ignore[arg-type]
