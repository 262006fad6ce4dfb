"""秒批 as the department sees it: what its rules decide alone here, and the switch that anybody on duty may throw."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuangquan.actions.approving import PERIODS, list_approvals, stop_rules
from shuangquan.actions.standards import load_online
from shuangquan.channels.desk.entry import Desk, officer, render
from shuangquan.channels.desk.views.inbox import find_bar
from shuangquan.core.cases.approval import LONGEST_REASON
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.console_approvals import find_approval_rows, find_taken


@require_http_methods(["GET", "POST"])
@officer
def show_approvals(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The own department's items; a stop is taken at once and shown where it was made."""
    region, refusal = desk.officer.posting.region, None
    item, reason, recheck = (request.POST.get(name, "")[:LONGEST_REASON] for name in ("item", "reason", "recheck"))
    if request.method == "POST":
        try:
            stop_rules(desk.actor("stop instant approval"), item, region, reason, recheck)
        except Refusal as found:
            if found.where != "reason":
                raise
            refusal = found
        else:
            response = HttpResponseRedirect(f"{reverse('desk:approvals')}?stopped={item}")
            response.status_code = 303
            return response
    found_items = list_approvals(desk.actor("look at instant approval"), region)
    rows = find_approval_rows(load_online(region), found_items, None)
    stops = {str(one.item.id): find_taken((one.standing.step,), desk.language)[0] for one in found_items if one.standing.step}
    return render(
        request, desk, "approvals.html", bar=find_bar(desk), tab="instant", rows=[(row, stops.get(row.item)) for row in rows], item=item,
        reason=reason, recheck=recheck, refusal=refusal, periods=tuple(PERIODS), longest=LONGEST_REASON,
        stopped=request.GET.get("stopped", ""), status=422 if refusal else 200,
    )  # fmt: skip
