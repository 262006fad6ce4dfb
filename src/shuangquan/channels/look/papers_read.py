"""A paper that was read, at every door: which one a page is about, and what of it the person confirmed or mended."""

from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, QueryDict

from shuangquan.actions.confirming import confirm_read, fills_form, open_own_crop, open_own_paper
from shuangquan.actions.showing import show_case
from shuangquan.channels.look.filing import FILL, Filler
from shuangquan.channels.look.reading import Do, fill_fields, read_facts, read_member
from shuangquan.core.cases.readings import PaperPlace
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.names import Var
from shuangquan.queries.portal_reading import ReadPage

TICK = "ok:"
_POLICY = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def read_place(request: HttpRequest) -> PaperPlace:
    """The paper in the query."""
    return request.GET.get("paper", ""), read_member(request.GET.get("member", ""))


def find_filling(who: Filler, do: Do) -> PaperPlace | None:
    """The paper that a button has just handed in, when it can fill in something of the form; None for any other."""
    path, _, member = do.about.partition("|")
    place = (path, read_member(member))
    if do.verb not in ("upload", "scan") or not fills_form(show_case(who.act(FILL), who.case, who.person), place):
        return None
    return place


def find_confirmed(posted: QueryDict, page: ReadPage) -> dict[Var, str]:
    """What was ticked as it was read, and what was mended or typed; the rest is not taken."""
    offered = {row.field.var: row for row in page.rows}
    found = {}
    for var, text in read_facts(posted).items():
        row = offered.get(str(var))
        if row is not None and text.strip() and (text.strip() != row.raw or posted.get(f"{TICK}{var}") == "yes"):
            found[var] = text
    return found


def take_confirmed(who: Filler, posted: QueryDict, place: PaperPlace, page: ReadPage) -> tuple[Refusal, ...]:
    """Keep what was confirmed; answers what is wrong with it, and then nothing is kept."""
    try:
        confirm_read(who.act(FILL), who.case, who.person, place, find_confirmed(posted, page))
    except Refusals as found:
        return found.refusals
    return ()


def put_back(page: ReadPage, posted: QueryDict, say: Mapping[str, str]) -> ReadPage:
    """The page with what was typed and what is wrong with it."""
    typed = {str(var): text for var, text in read_facts(posted).items()}
    return replace(page, rows=tuple(replace(row, field=fill_fields((row.field,), typed, say)[0]) for row in page.rows))


def send_own_paper(who: Filler, place: PaperPlace, spot: str = "") -> HttpResponse:
    """The paper itself, in the browser's own viewer, which may run and fetch nothing. spot: only the piece where this field stands."""
    asked = (who.act(FILL), who.case, who.person, place)
    found = open_own_crop(*asked, spot) if spot else open_own_paper(*asked)
    response = HttpResponse(found.content, content_type=found.media_type)
    response.headers["Content-Disposition"] = "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = _POLICY
    return response
