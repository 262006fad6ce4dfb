"""申请行政复议: a decision is looked at again by another body; or the application is taken home as a paper."""

import secrets
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.appealing import LONGEST, Filing, file_appeal, render_letter, show_filing, withdraw_appeal
from shuangquan.actions.loading import request_of
from shuangquan.actions.showing import show_case
from shuangquan.channels.look.reading import read_member
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.cases.appeals import AGAINST
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.portal_times import say_moment

PURPOSE = "appeal"


@require_http_methods(["GET", "POST"])
@citizen
def appeal(request: HttpRequest, visitor: Visitor, case: UUID, item: str, member: str = "") -> HttpResponseBase:
    """What is asked for, and why. Sent once, however often the button is pressed: the form carries the key of the request."""
    actor, person, seat = visitor.actor(PURPOSE), visitor.who.person, read_member(member)
    if request.method == "GET":
        filing = show_filing(actor, str(case), person, item, seat)
        wants = filing.wants[0] if len(filing.wants) == 1 else ""
        return _render(request, visitor, case, filing, member, (wants, ""), secrets.token_hex(16))
    wants, text, key = request.POST.get("wants", ""), request.POST.get("text", ""), request.POST.get("key", "")[:64]
    wanted = request_of(key, {"case": str(case), "do": "appeal", "item": item, "member": member})
    try:
        file_appeal(actor, str(case), person, item, seat, wants, text, wanted)
    except Refusal as refusal:
        if refusal.where not in ("wants", "text"):
            raise
        return _render(request, visitor, case, show_filing(actor, str(case), person, item, seat), member, (wants, text), key, refusal)
    return go("progress", case=case)


@require_GET
@citizen
def letter(request: HttpRequest, visitor: Visitor, case: UUID, item: str, member: str = "") -> HttpResponse:
    """The application as a PDF to print and sign."""
    name, content = render_letter(visitor.actor(PURPOSE), str(case), visitor.who.person, item, read_member(member))
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_http_methods(["GET", "POST"])
@citizen
def take_back(request: HttpRequest, visitor: Visitor, case: UUID, item: str, member: str = "") -> HttpResponseBase:
    """Take it back, after asking once more."""
    seen = show_case(visitor.actor(PURPOSE), str(case), visitor.who.person)
    task = seen.loaded.case.tasks.get((item, read_member(member)))
    if task is None or task.recourse.live is None or not seen.applies or item not in seen.loaded.index.items:
        return go("progress", case=case)
    if request.method == "POST":
        withdraw_appeal(visitor.actor(PURPOSE), str(case), visitor.who.person, item, read_member(member))
        return go("progress", case=case)
    return render_page(request, visitor.look, "appeal_back.html", case=case, item=seen.loaded.index.items[item])


def _render(
    request: HttpRequest, visitor: Visitor, case: UUID, filing: Filing, member: str, given: tuple[str, str], key: str,
    refusal: Refusal | None = None,
) -> HttpResponse:  # fmt: skip
    language = visitor.look.language
    return render_page(
        request, visitor.look, "appeal.html", case=case, item=filing.item, member=member, against=AGAINST[filing.weighed.against],
        decided_at=say_moment(filing.weighed.at, language), file_by=say_moment(filing.file_by, language), wants=filing.wants,
        number=filing.number, chosen=given[0], text=given[1], key=key, longest=LONGEST, refusal=refusal, nav="mine",
        status=422 if refusal else 200,
    )  # fmt: skip
