"""Fields read off a paper that was just scanned or handed in: confirmed with the person before they enter the form."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.showing import show_case
from shuangquan.channels.counter.entry import Counter, go, render, serving
from shuangquan.channels.look.filing import FILL
from shuangquan.channels.look.papers_read import put_back, read_place, send_own_paper, take_confirmed
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal
from shuangquan.queries.portal_reading import find_reading


@require_http_methods(["GET", "POST"])
@serving
def show_reading(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponseBase:
    """How far the reading is, then what was read; or take what was confirmed."""
    seen, place = show_case(counter.actor(FILL), str(case), counter.served.citizen.person), read_place(request)
    page = find_reading(seen.loaded.case, seen.loaded.index, seen.role, counter.language, place) if seen.applies else None
    if page is None:
        return go("next", case=case)
    problems: tuple[Refusal, ...] = ()
    if request.method == "POST":
        problems = take_confirmed(counter.filler(case), request.POST, place, page)
        if not problems:
            return go("form", case=case)
        page = put_back(page, request.POST, {one.where: say_refusal(one, counter.language) for one in problems})
    return render(
        request, counter, "reading.html", case=case, page=page, paper=place[0], member=place[1] or "", plan=seen.loaded.index.plan,
        problems=problems, step="form", status=422 if problems else 200,
    )  # fmt: skip


@require_GET
@serving
def open_paper(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponse:
    """The paper in the query, for the person who is served."""
    return send_own_paper(counter.filler(case), read_place(request), request.GET.get("spot", ""))
