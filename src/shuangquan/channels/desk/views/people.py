"""Who has how much on their desk, who stands in for whom, and handing over everything of one's own."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuangquan.actions.handing import begin_stand_in, end_standing_in, find_own_stand_ins, find_team, hand_over
from shuangquan.channels.desk.entry import Desk, officer, render
from shuangquan.channels.desk.views.inbox import find_bar
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.desk_people import find_loads

PURPOSE = "divide the work"
LONGEST = 500


@require_http_methods(["GET", "POST"])
@officer
def show_people(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """The table and three forms: stand in, take it back, hand over."""
    if request.method == "GET":
        return _render(request, desk, None)
    try:
        done = _do(request, desk)
    except Refusal as refusal:
        if refusal.where not in ("deputy", "since", "to", "text", "reason"):
            raise
        return _render(request, desk, refusal)
    response = HttpResponseRedirect(f"{reverse('desk:people')}?done={done}")
    response.status_code = 303
    return response


def _do(request: HttpRequest, desk: Desk) -> str:
    actor, given = desk.actor(PURPOSE), request.POST
    if given.get("do") == "stand":
        begin_stand_in(actor, given.get("deputy", ""), _day(given.get("since", "")), _day(given.get("until", "")))
        return "stand"
    if given.get("do") == "end":
        number = given.get("stand_in", "")
        end_standing_in(actor, int(number) if number.isdecimal() and len(number) < 10 else 0)
        return "end"
    return f"over-{hand_over(actor, given.get('to', ''), given.get('text', '').strip()[:LONGEST])}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _render(request: HttpRequest, desk: Desk, refusal: Refusal | None) -> HttpResponse:
    actor, done = desk.actor(PURPOSE), request.GET.get("done", "")
    kind, _, count = done.partition("-")
    return render(
        request, desk, "people.html", bar=find_bar(desk), tab="people", loads=find_loads(desk.place), team=find_team(actor),
        me=actor.subject, stand_ins=find_own_stand_ins(actor), refusal=refusal, given=request.POST,
        done=kind if kind in ("stand", "end", "over") else "", count=count if count.isdecimal() else "0",
        status=422 if refusal else 200,
    )  # fmt: skip
