"""惠企政策: which policies may fit a company, for everybody who asks."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from shuangquan.channels.look.matching import find_matches
from shuangquan.channels.portal.entry import DOOR, Visitor, anybody
from shuangquan.channels.portal.render import render_page
from shuangquan.core.words.actor import Actor

PURPOSE = "match policies"


@require_http_methods(["GET", "POST"])
@anybody
def show_policies(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Say something of the company, and see. Who has signed in can have the business register asked."""
    known = visitor.citizen is not None
    actor = visitor.actor(PURPOSE) if known else Actor("anonymous", "anonymous", visitor.region, DOOR, purpose=PURPOSE)
    own = visitor.citizen.account.profile.get("uscc", "") if visitor.citizen is not None else ""
    found = find_matches(actor, visitor.region, request.POST, visitor.look.language, may_draw=known, own=own)
    return render_page(request, visitor.look, "policies.html", nav="home", status=422 if found["company"].wrong else 200, **found)
