"""Fields read off a paper that was just handed in: each is confirmed or mended by the applicant before it enters the form."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.showing import show_case
from shuangquan.channels.look.filing import FILL
from shuangquan.channels.look.papers_read import put_back, read_place, send_own_paper, take_confirmed
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal
from shuangquan.queries.portal_reading import find_reading


@require_http_methods(["GET", "POST"])
@citizen
def show_reading(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """How far the reading is, then what was read; or take what was confirmed. A paper that was not handed in leads back to the form."""
    seen, place = show_case(visitor.actor(FILL), str(case), visitor.who.person), read_place(request)
    language = visitor.look.language
    page = find_reading(seen.loaded.case, seen.loaded.index, seen.role, language, place) if seen.applies else None
    if page is None:
        return go("next", case=case)
    problems: tuple[Refusal, ...] = ()
    if request.method == "POST":
        problems = take_confirmed(visitor.filler(case), request.POST, place, page)
        if not problems:
            return go("form", case=case)
        page = put_back(page, request.POST, {one.where: say_refusal(one, language) for one in problems})
    places = {row.field.var: f"#{row.field.anchor}" for row in page.rows}
    return render_page(
        request, visitor.look, "reading.html", case=case, page=page, paper=place[0], member=place[1] or "", plan=seen.loaded.index.plan,
        problems=tuple((places.get(one.where, "#main"), one) for one in problems), status=422 if problems else 200,
    )  # fmt: skip


@require_GET
@citizen
def open_paper(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponse:
    """The paper in the query, for the applicant who handed it in."""
    return send_own_paper(visitor.filler(case), read_place(request), request.GET.get("spot", ""))
