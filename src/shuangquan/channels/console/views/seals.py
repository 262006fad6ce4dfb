"""电子印章: the list, asking for a new one, one seal with its life and its uses, and the steps that two people take."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from shuangquan.actions.seals import agree_step, ask_seal, ask_step, decline_step, list_departments, list_seals, load_seal, suspend_seal
from shuangquan.channels.console.entry import Console, author, go, render
from shuangquan.channels.console.reading import PROVINCE, find_regions
from shuangquan.core.credentials.seal_life import LONGEST_REASON
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.queries.console_seals import find_department_choices, find_seal_lines, find_seal_sheet

PURPOSE = "look after seals"
RAISED = frozenset({"policy.forbidden", "identity.low", "sealing.unknown"})
"""Refusals that are a page of their own; others stand on the page where they can be mended."""
STEPS: Mapping[str, Callable[[Actor, str, str], None]] = {
    "agree": lambda actor, code, _reason: agree_step(actor, code),
    "decline": decline_step,
    "suspend": suspend_seal,
    "resume": lambda actor, code, reason: ask_step(actor, code, "resume", reason),
    "destroy": lambda actor, code, reason: ask_step(actor, code, "destroy", reason),
}


@require_GET
@author
def show_seals(request: HttpRequest, console: Console) -> HttpResponse:
    """Every seal; what waits for a second person first."""
    return _list(request, console)


def _list(request: HttpRequest, console: Console, refused: Refusal | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "rows": find_seal_lines(list_seals(console.actor(PURPOSE))),
        "departments": find_department_choices(list_departments().items()),
        "department": request.POST.get("department", ""),
        "regions": find_regions(),
        "region": request.POST.get("region", PROVINCE),
        "reason": request.POST.get("reason", "")[:LONGEST_REASON],
        "longest": LONGEST_REASON,
        "refusals": (refused,) if refused else (),
        "places": frozenset((refused.where,)) if refused else frozenset(),
    }
    return render(request, console, "seals.html", tab="seals", status=422 if refused else 200, **context)


@require_POST
@author
def ask(request: HttpRequest, console: Console) -> HttpResponse:
    """Ask for a seal of a department."""
    department, region, reason = (request.POST.get(name, "")[:LONGEST_REASON] for name in ("department", "region", "reason"))
    try:
        code = ask_seal(console.actor(PURPOSE), department, region, reason)
    except Refusal as refusal:
        if refusal.code in RAISED:
            raise
        return _list(request, console, refusal)
    return go(reverse("console:seal", kwargs={"seal": code}))


@require_GET
@author
def show_seal(request: HttpRequest, console: Console, seal: str) -> HttpResponse:
    """One seal: its picture, how it stands, what can be done, who did what, on what it was set."""
    return _show(request, console, seal)


def _show(request: HttpRequest, console: Console, seal: str, refused: Refusal | None = None, *, failed: bool = False) -> HttpResponse:
    actor = console.actor(PURPOSE)
    context: dict[str, Any] = {
        "one": find_seal_sheet(load_seal(actor, seal), actor.subject, console.language),
        "reason": request.POST.get("reason", "")[:LONGEST_REASON],
        "longest": LONGEST_REASON,
        "failed": failed,
        "refusals": (refused,) if refused else (),
        "places": frozenset((refused.where,)) if refused else frozenset(),
    }
    return render(request, console, "seal.html", tab="seals", status=503 if failed else 422 if refused else 200, **context)


@require_GET
@author
def show_picture(request: HttpRequest, console: Console, seal: str) -> HttpResponse:
    """The seal's picture."""
    return HttpResponse(load_seal(console.actor(PURPOSE), seal).seal.picture, content_type="image/png")


@require_POST
@author
def take(request: HttpRequest, console: Console, seal: str) -> HttpResponse:
    """One step: agree, decline, suspend, or ask for another."""
    step = STEPS.get(request.POST.get("do", ""))
    try:
        if step is None:
            raise Refusal("sealing.state", "what")
        step(console.actor(PURPOSE), seal, request.POST.get("reason", ""))
    except Fault:
        return _show(request, console, seal, failed=True)
    except Refusal as refusal:
        if refusal.code in RAISED:
            raise
        return _show(request, console, seal, refusal)
    return go(reverse("console:seal", kwargs={"seal": seal}))
