"""帮办代办 at the hall: take an order, call, note the step, say that it is done."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from shuangquan.actions.helping import list_help, work_help
from shuangquan.channels.counter.entry import Counter, go, render, seated
from shuangquan.core.cases.helping import STEPS
from shuangquan.queries.portal_times import say_moment

PURPOSE = "help with a matter"


@require_GET
@seated
def show_helps(request: HttpRequest, counter: Counter) -> HttpResponse:
    """Mine first, then those that wait, then colleagues'."""
    found = list_help(counter.clerk(PURPOSE), counter.at.hall.key)
    order = sorted(found, key=lambda one: (not one.mine, one.stored.state != "asked"))
    rows = [(one, say_moment(one.stored.asked_at, counter.language)) for one in order]
    return render(request, counter, "helps.html", rows=rows, steps_of=tuple(STEPS.items()), tab="helps")


@require_POST
@seated
def work(request: HttpRequest, counter: Counter, order: UUID) -> HttpResponse:
    """take | give_back | step | finish."""
    verb, _, what = request.POST.get("do", "").partition(":")
    work_help(counter.clerk(PURPOSE), counter.at.hall.key, str(order), verb, what)
    return go("helps")
