"""What was read off a paper, to be confirmed by the person; and how the results are to reach them."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from shuangquan.actions.choosing_delivery import choose_way, find_offered_ways
from shuangquan.actions.confirming import confirm_read
from shuangquan.channels.api import reading_shapes as shapes
from shuangquan.channels.api.case_shapes import CaseState
from shuangquan.channels.api.matters import FILL, READ, WRONG, act, check_applies, read_facts, see, tell_again
from shuangquan.channels.api.problems import find_language
from shuangquan.channels.api.shapes import NO_NUL
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.portal_delivery import offer_ways
from shuangquan.queries.portal_reading import ReadPage, ReadRow, find_reading

router = Router(tags=["cases"])
FORM = "fill in a form"
PaperQuery = Annotated[str, Query(min_length=1, max_length=240, pattern=NO_NUL, description="path of a paper, as the form names it")]
MemberQuery = Annotated[str, Query(pattern=r"^[A-Za-z0-9-]{0,64}$", description="key of a member of a list")]


@router.get("/{case}/reading", response={200: shapes.Reading, **WRONG}, auth=READ, url_name="case-reading")
def show_reading(request: HttpRequest, case: UUID, paper: PaperQuery, member: MemberQuery = "") -> Any:
    """What stands on a paper that was handed in, each value with how sure it is. Nothing of it is in the form before it is confirmed."""
    page = _find_page(request, case, paper, member)
    return {"state": page.state, "why": page.why, "values": [_tell_row(one) for one in page.rows]}


def _find_page(request: HttpRequest, case: UUID, paper: str, member: str) -> ReadPage:
    seen = check_applies(see(request, case, FORM, "reading"))
    page = find_reading(seen.loaded.case, seen.loaded.index, seen.role, find_language(request), (paper, member or None))
    if page is None:
        raise Refusal("evidence.unknown", "paper")
    return page


def _tell_row(one: ReadRow) -> dict[str, Any]:
    said = {"var": one.field.var, "label": to_plain(one.field.label), "value": one.raw, "confidence": one.confidence}
    return {**said, "held": one.held, "agrees": one.agrees, "misprint": one.misprint, "page": one.page}


@router.post("/{case}/reading", response={200: CaseState, **WRONG}, auth=FILL, url_name="case-reading")
def confirm(request: HttpRequest, case: UUID, body: shapes.Confirmed) -> Any:
    """Take into the form what the person confirmed or mended. Everything that is wrong is told at once, and then nothing is taken."""
    caller, actor = act(request, FORM)
    place = (body.paper, body.member or None)
    confirm_read(actor, str(case), caller.who.person, place, read_facts(body.facts))
    return tell_again(request, case)


@router.get("/{case}/delivery", response={200: shapes.Ways, **WRONG}, auth=READ, url_name="case-delivery")
def show_ways(request: HttpRequest, case: UUID) -> Any:
    """The ways that can be chosen, and the one that holds; none where there is but one."""
    loaded = check_applies(see(request, case, FORM)).loaded
    ways, way, sites = find_offered_ways(act(request, FORM)[1], loaded)
    offered = [{"way": one.way, "name": to_plain(one.name), "what": to_plain(one.what)} for one in offer_ways(ways, way)]
    return {"ways": offered, "way": way, "site": loaded.case.delivery.site, "sites": [to_plain(one) for one in sites]}


@router.post("/{case}/delivery", response={200: shapes.Ways, **WRONG}, auth=FILL, url_name="case-delivery")
def choose(request: HttpRequest, case: UUID, body: shapes.Chosen) -> Any:
    """Choose, until the results are under way."""
    caller, actor = act(request, FORM)
    choose_way(actor, str(case), caller.who.person, body.way, body.site)
    return show_ways(request, case)
