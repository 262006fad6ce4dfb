"""督办: what is late or silent, before those who supervise, with one thing to do."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuangquan.actions.alerting import ask_account
from shuangquan.actions.tasks import find_item_name
from shuangquan.channels.desk.entry import Desk, officer, render
from shuangquan.channels.desk.views.inbox import find_address, find_bar
from shuangquan.core.cases.alerts import WHY
from shuangquan.core.cases.policy import check_may
from shuangquan.core.words.text import Text
from shuangquan.queries.desk_alerts import AlertRow, find_alert_rows

PURPOSE = "supervise"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with what it is called; address: of its task, "" for another department's."""

    row: AlertRow
    item: Text
    why: Text
    address: str


@require_http_methods(["GET", "POST"])
@officer
def show_all(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """The list; or ask for an account of one of them."""
    actor = desk.actor(PURPOSE)
    if request.method == "POST":
        ask_account(actor, request.POST.get("alert", "")[:36], request.POST.get("text", ""))
        response = HttpResponseRedirect(f"{reverse('desk:alerts')}?sent=1")
        response.status_code = 303
        return response
    return _render(request, desk)


def _render(request: HttpRequest, desk: Desk) -> HttpResponse:
    actor = desk.actor(PURPOSE)
    check_may(actor, "alert.see", "department")
    rows = [
        Entry(
            row, find_item_name(row.bundle, row.item), WHY[row.why], find_address(row.case, row.item, row.member or None) if row.own else ""
        )
        for row in find_alert_rows(desk.place, desk.language)
    ]
    return render(request, desk, "alerts.html", bar=find_bar(desk), tab="alerts", rows=rows, sent=request.GET.get("sent") == "1")
