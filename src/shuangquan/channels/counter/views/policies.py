"""企业服务: which policies may fit the company of whom is served; their card is the right to ask the register."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from shuangquan.channels.counter.entry import Counter, render, serving
from shuangquan.channels.look.matching import find_matches


@require_http_methods(["GET", "POST"])
@serving
def show_policies(request: HttpRequest, counter: Counter) -> HttpResponse:
    """Ask, match, and say why and what is missing."""
    own = counter.served.citizen.account.profile.get("uscc", "")
    actor, region = counter.actor("match policies"), counter.served.region
    found = find_matches(actor, region, request.POST, counter.language, may_draw=True, own=own)
    return render(request, counter, "policies.html", status=422 if found["company"].wrong else 200, **found)
