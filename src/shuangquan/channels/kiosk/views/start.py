"""The first page, the card, the look of the screen, the end."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from shuangquan.actions.assisting import begin_by_card
from shuangquan.actions.standards import load_online
from shuangquan.channels.kiosk.entry import (
    LOOK,
    Machine,
    go,
    guest,
    hold,
    is_own,
    keep_look,
    let_go,
    machine,
    machine_actor,
    render,
)
from shuangquan.channels.kiosk.matters import find_matters
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.kiosk_menu import Module, find_menu


def find_modules(here: Machine) -> tuple[Module, ...]:
    """The tiles of this machine."""
    return find_menu(load_online(here.kiosk.region), here.kiosk.site, here.kiosk.region)


@require_GET
@machine
def show_start(request: HttpRequest, here: Machine) -> HttpResponseBase:
    """Lay your card, or look what there is. `?next=`: where it goes on once the card is read; `?end=`: somebody has just left."""
    back = request.GET.get("next", "")
    if here.served is not None:
        return HttpResponseRedirect(back) if is_own(back) else go("home")
    if request.GET.get("end"):
        return render(request, here, "taken.html")
    return render(request, here, "start.html", modules=find_modules(here), next=back if is_own(back) else "")


@require_POST
@machine
def begin(request: HttpRequest, here: Machine) -> HttpResponseBase:
    """Read the card and serve whose it is, in the language and size they are used to."""
    back = request.POST.get("next", "")
    try:
        served = begin_by_card(machine_actor(here.kiosk), here.kiosk.id, here.kiosk.id)
    except Refusal as refusal:
        if not refusal.code.startswith(("card.", "account.")):
            raise
        shown = {"modules": find_modules(here), "next": back if is_own(back) else "", "refusal": refusal}
        return render(request, here, "start.html", status=422, **shown)
    hold(request, served)
    rotate_token(request)
    response = HttpResponseRedirect(back if is_own(back) else reverse("kiosk:home"))
    account = served.citizen.account
    if account.language == "en" or account.elder:
        keep_look(response, replace(here.look, language=account.language, elder=here.look.elder or account.elder))
    return response


@require_GET
@guest
def show_home(request: HttpRequest, here: Machine) -> HttpResponse:
    """What would you like to do."""
    waiting = sum(one.case.open for one in find_matters(here))
    return render(request, here, "home.html", modules=find_modules(here), waiting=waiting)


@require_GET
@machine
def show_module(request: HttpRequest, here: Machine, module: str) -> HttpResponseBase:
    """What stands behind a tile."""
    found = next((one for one in find_modules(here) if one.id == module), None)
    return go("start") if found is None else render(request, here, "module.html", module=found)


@require_POST
@machine
def change_look(request: HttpRequest, here: Machine) -> HttpResponseBase:
    """Another language, larger type, keys further down: for whoever stands there now."""
    back, wish, look = request.POST.get("next", ""), request.POST.get("look", ""), here.look
    changed = {
        "language": replace(look, language="zh" if look.language == "en" else "en"),
        "elder": replace(look, elder=not look.elder),
        "low": replace(look, low=not look.low),
    }.get(wish, look)
    response = HttpResponseRedirect(back if is_own(back) else reverse("kiosk:start"))
    response.status_code = 303
    keep_look(response, changed)
    return response


@require_POST
@machine
def end(request: HttpRequest, here: Machine) -> HttpResponseBase:
    """Nobody is served any more. Nothing stays: no session, no look, no key of a form."""
    let_go(request, here, "idle" if request.POST.get("idle") else "done")
    rotate_token(request)
    response = HttpResponseRedirect(f"{reverse('kiosk:start')}?end=1")
    response.status_code = 303
    response.delete_cookie(LOOK, path="/kiosk/")
    return response
