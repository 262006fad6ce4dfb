"""One version of the standards: what it changes, who took which step, and the step that is next."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from shuangquan.actions.life import (
    ask_hindsight,
    ask_load,
    find_publishing_gate,
    find_signing_gate,
    load_life,
    publish_bundle,
    read_since,
    sign_bundle,
)
from shuangquan.actions.trials import USUAL, ask_changes_of, find_load
from shuangquan.channels.console.entry import Console, author, go, is_part, render
from shuangquan.channels.console.reading import PROVINCE, find_regions, find_signer, read_number, show_history, show_lives
from shuangquan.channels.console.trials import read_differences, read_hindsight, read_load
from shuangquan.core.standard.life import MATURE, SIGNED, Step, find_step
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal, Refusals


@require_GET
@author
def show_bundle(request: HttpRequest, console: Console, bundle: str) -> HttpResponse:
    """A version whole."""
    return _show(request, console, bundle)


def _show(request: HttpRequest, console: Console, bundle: str, refusals: tuple[Refusal, ...] = ()) -> HttpResponse:
    actor = console.actor("look")
    life = load_life(actor, bundle)
    mature, signed = find_step(life.steps, MATURE), find_step(life.steps, SIGNED)
    context: dict[str, Any] = {
        "shown": show_lives([life], console.language)[0],
        "history": show_history(life, console.language),
        "mature": mature,
        "signed": signed,
        "is_signer": find_signer(life) == actor.subject,
        "regions": find_regions(),
        "since": request.POST.get("since", "")[:32],
        "region": request.POST.get("region", "")[:6],
        "refusals": refusals,
        "places": {refusal.where for refusal in refusals},
        **_find_load(request, bundle, mature),
        **_compare(bundle, mature),
        **_look_back(bundle, mature),
        **_find_gate(actor, bundle, signed),
    }
    return render(request, console, "bundle.html", tab="themes", status=422 if refusals else 200, **context)


@require_GET
@author
def show_differences(request: HttpRequest, console: Console, bundle: str) -> HttpResponseBase:
    """What the version changed, once a worker has compared."""
    if not is_part(request):
        return redirect("console:bundle", bundle=bundle)
    mature = find_step(load_life(console.actor("look"), bundle).steps, MATURE)
    return render(request, console, "parts/differences.html", **_compare(bundle, mature))


@require_GET
@author
def show_load(request: HttpRequest, console: Console, bundle: str) -> HttpResponseBase:
    """The version under another load, or the same once a worker has tried it."""
    if not is_part(request):
        return redirect("console:bundle", bundle=bundle)
    mature = find_step(load_life(console.actor("look"), bundle).steps, MATURE)
    found = _find_load(request, bundle, mature)
    response = render(request, console, "parts/load.html", **found)
    if found["load"] and "waits" not in found["load"]:
        response.headers["HX-Trigger"] = "tried"
    return response


@require_GET
@author
def show_hindsight(request: HttpRequest, console: Console, bundle: str) -> HttpResponseBase:
    """What would have come out otherwise by the version's rules, once a worker has looked back."""
    if not is_part(request):
        return redirect("console:bundle", bundle=bundle)
    mature = find_step(load_life(console.actor("look"), bundle).steps, MATURE)
    found = _look_back(bundle, mature)
    response = render(request, console, "parts/hindsight.html", **found)
    if found["hindsight"] is not None and "waits" not in found["hindsight"]:
        response.headers["HX-Trigger"] = "tried"
    return response


@require_GET
@author
def show_gate(request: HttpRequest, console: Console, bundle: str) -> HttpResponseBase:
    """What keeps the version from being signed, again once it was tried under load."""
    if not is_part(request):
        return redirect("console:bundle", bundle=bundle)
    return render(request, console, "parts/reasons_now.html", gate=find_signing_gate(console.actor("look"), bundle))


@require_POST
@author
def sign(request: HttpRequest, console: Console, bundle: str) -> HttpResponse:
    """定标: the owner signs."""
    return _take(request, console, bundle, lambda: sign_bundle(console.actor("sign a standard"), bundle))


@require_POST
@author
def publish(request: HttpRequest, console: Console, bundle: str) -> HttpResponse:
    """上线: another owner puts it online."""
    region, since = request.POST.get("region", ""), request.POST.get("since", "")[:32]
    return _take(
        request, console, bundle, lambda: publish_bundle(console.actor("put a standard online"), bundle, region, read_since(since))
    )


def _take(request: HttpRequest, console: Console, bundle: str, step: Any) -> HttpResponse:
    """Take a step; where it is refused, the page says every reason."""
    try:
        step()
    except Refusals as several:
        return _show(request, console, bundle, several.refusals)
    except Refusal as refusal:
        if refusal.code in ("policy.forbidden", "identity.low", "bundle.unknown"):
            raise
        return _show(request, console, bundle, (refusal,))
    return go(reverse("console:bundle", kwargs={"bundle": bundle}))


def _compare(bundle: str, mature: Step | None) -> dict[str, Any]:
    if mature is None:
        return {"differences": None}
    asked = ask_changes_of(bundle, str(mature.detail["base"]))
    again = reverse("console:bundle-differences", kwargs={"bundle": bundle})
    return {"differences": read_differences(asked), "differences_again": again}


def _look_back(bundle: str, mature: Step | None) -> dict[str, Any]:
    if mature is None:
        return {"hindsight": None}
    again = reverse("console:hindsight", kwargs={"bundle": bundle})
    return {"hindsight": read_hindsight(ask_hindsight(bundle).answer), "hindsight_again": again}


def _find_load(request: HttpRequest, bundle: str, mature: Step | None) -> dict[str, Any]:
    if mature is None:
        return {"load": None}
    under = find_load(read_number(request, "arrivals", USUAL.arrivals), read_number(request, "staff", USUAL.staff))
    again = reverse("console:load", kwargs={"bundle": bundle})
    return {"load": read_load(ask_load(bundle, under).answer), "under": under, "load_again": again, "bundle": bundle}


def _find_gate(actor: Actor, bundle: str, signed: Step | None) -> dict[str, Any]:
    """What keeps the next step from being taken, where a choice on the page does not decide it."""
    gate = find_publishing_gate(actor, bundle, PROVINCE) if signed else find_signing_gate(actor, bundle)
    return {"gate": tuple(refusal for refusal in gate if refusal.where not in ("region", "since"))}
