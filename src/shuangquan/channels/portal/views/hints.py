"""What was read off one paper since it was handed in: the part of a form that asks for itself until it is there."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from shuangquan.actions.showing import show_case
from shuangquan.channels.look.reading import read_member
from shuangquan.channels.portal.entry import Visitor, citizen
from shuangquan.channels.portal.render import render_page
from shuangquan.queries.portal_hints import find_hints
from shuangquan.queries.portal_sheets import PaperHints


@require_GET
@citizen
def show_hints(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponse:
    """The hints of the paper in the query, for its applicant; nothing for anybody else and for any other."""
    seen = show_case(visitor.actor("fill in a form"), str(case), visitor.who.person)
    place = (request.GET.get("paper", ""), read_member(request.GET.get("member", "")))
    told = find_hints(seen.loaded.case, seen.loaded.index).get(place) if seen.applies else None
    return render_page(
        request, visitor.look, "parts/hints.html", case=case, told=told or PaperHints(), path=place[0], member=place[1] or ""
    )  # fmt: skip
