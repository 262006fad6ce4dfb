"""秒批: which items rules may decide alone and where, and the owner's hand on the switch."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from shuangquan.actions.approving import PERIODS, list_approvals, load_approval, sign_rules, stop_rules
from shuangquan.actions.standards import load_online
from shuangquan.actions.trials import INSTANT, ask, ask_of_bundle
from shuangquan.channels.console.entry import Console, author, go, is_part, render
from shuangquan.channels.console.reading import find_choice, find_regions
from shuangquan.core.cases.approval import LONGEST_REASON, SHARE
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.console_approvals import find_approval_rows, find_rule_lines, find_taken, read_ways, say_share
from shuangquan.queries.console_themes import find_region_name


@require_GET
@author
def show_approvals(request: HttpRequest, console: Console) -> HttpResponse:
    """Every item that the platform decides, as it stands in a region; again in part once a worker has counted."""
    region = find_choice(request).region
    bundle = load_online(region)
    counted = ask(ask_of_bundle(INSTANT, bundle.hash)).answer
    rows = find_approval_rows(bundle, list_approvals(console.actor("look at instant approval"), region), counted)
    context: dict[str, Any] = {
        "rows": rows,
        "counted": counted is not None,
        "region": region,
        "where": find_region_name(region),
        "regions": find_regions(),
    }
    template = "parts/approvals.html" if is_part(request) else "approvals.html"
    return render(request, console, template, tab="instant", **context)


@require_GET
@author
def show_approval(request: HttpRequest, console: Console, item: str) -> HttpResponse:
    """One item: its rules, where nobody is needed, who answers for it, and the switch."""
    return _show(request, console, item, find_choice(request).region)


def _show(request: HttpRequest, console: Console, item: str, region: str, refused: Refusal | None = None) -> HttpResponse:
    found = load_approval(console.actor("look at instant approval"), item, region)
    bundle = load_online(region)
    counted = ask(ask_of_bundle(INSTANT, bundle.hash)).answer
    context: dict[str, Any] = {
        "one": found,
        "state": found.standing.state,
        "share": request.POST.get("share") or say_share(found.standing.step) or say_share_of_default(),
        "reason": request.POST.get("reason", "")[:LONGEST_REASON],
        "recheck": request.POST.get("recheck", ""),
        "periods": tuple(PERIODS),
        "rules": find_rule_lines(bundle, item),
        "ways": read_ways(counted, item),
        "counted": counted is not None,
        "history": find_taken(found.steps, console.language),
        "department": bundle.departments.get(found.item.department),
        "region": region,
        "where": find_region_name(region),
        "regions": find_regions(),
        "refusals": (refused,) if refused else (),
        "places": frozenset((refused.where,)) if refused else frozenset(),
        "own": f"{reverse('console:approval', kwargs={'item': item})}?region={region}",
    }
    if is_part(request):
        return render(request, console, "parts/ways.html", **context)
    return render(request, console, "approval.html", tab="instant", status=422 if refused else 200, **context)


def say_share_of_default() -> str:
    """What stands in the field before anybody has written into it."""
    return f"{float(SHARE * 100):g}"


@require_POST
@author
def sign(request: HttpRequest, console: Console, item: str) -> HttpResponse:
    """The owner answers for the rules as they are now."""
    actor, region, share = console.actor("sign instant approval"), find_choice(request).region, request.POST.get("share", "")[:12]
    return _take(request, console, item, region, lambda: sign_rules(actor, item, region, share))


@require_POST
@author
def stop(request: HttpRequest, console: Console, item: str) -> HttpResponse:
    """Stopped at once."""
    actor, region = console.actor("stop instant approval"), find_choice(request).region
    reason, recheck = request.POST.get("reason", ""), request.POST.get("recheck", "")
    return _take(request, console, item, region, lambda: stop_rules(actor, item, region, reason, recheck))


def _take(request: HttpRequest, console: Console, item: str, region: str, step: Callable[[], None]) -> HttpResponse:
    try:
        step()
    except Refusal as refusal:
        if refusal.code in ("policy.forbidden", "identity.low", "item.unknown", "staff.forbidden"):
            raise
        return _show(request, console, item, region, refusal)
    return go(f"{reverse('console:approval', kwargs={'item': item})}?region={region}")
