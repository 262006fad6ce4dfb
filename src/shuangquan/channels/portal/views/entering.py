"""From a host into the zone: by a ticket, to a page that has an address of its own."""

import re
import time
from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuangquan.actions.hosts import Entered, find_host, take_ticket
from shuangquan.actions.limiting import check_rate
from shuangquan.channels.portal.entry import Visitor, answer_refusals, anybody, citizen, find_address, go
from shuangquan.channels.portal.views.home import apply_look
from shuangquan.channels.portal.zone import COOKIE, Zone, find_place, frame, is_framed
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.portal_told import find_told_case

_PLACE = re.compile(r"[a-z0-9/-]{0,120}")


@require_GET
@anybody
def enter(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Sign in who the host says it is, in a new session; then to the page that was asked for. A ticket that is no good says so there."""
    check_rate("enter", find_address(request))
    client = request.GET.get("client", "")
    host = find_host(client)
    zone = Zone(host, "", is_framed(request)) if host is not None else None
    frame(request, zone)
    try:
        entered = take_ticket(client, request.GET.get("ticket", ""), request.GET.get("nonce", ""))
        _check_alone(request, visitor, entered)
    except Refusal as refusal:
        told = replace(visitor, look=replace(visitor.look, zone=zone, name=""), zone=zone, citizen=None)
        return answer_refusals(request, told, (refusal,))
    request.session.flush()
    request.session["citizen"] = {"index": entered.citizen.index.hex(), "level": entered.citizen.level}
    request.session["host"] = {"client": client, "subject": entered.subject, "nonce": request.GET.get("nonce", "")}
    request.session["seen"] = int(time.time())
    rotate_token(request)
    response = redirect(_find_way(request.GET.get("to", "")))
    _keep_look(request, response)
    if is_framed(request):
        response.set_cookie(COOKIE, client, httponly=True)
    return response


def _check_alone(request: HttpRequest, visitor: Visitor, entered: Entered) -> None:
    """Whoever signed in here otherwise is not put out by somebody's link. Refusal("enter.other")."""
    here = visitor.citizen
    held = request.session.get("host")
    same_host = held is not None and held["client"] == entered.host.id
    if here is not None and here.index != entered.citizen.index and not same_host:
        raise Refusal("enter.other", "ticket")


def _find_way(to: str) -> str:
    """The page that was asked for, by its deep link; what is none of them is told so on a page of this site."""
    return reverse("portal:go", kwargs={"place": to.strip("/")}) if to.strip("/") and _PLACE.fullmatch(to) else find_place(to) or _nowhere()


def _nowhere() -> str:
    return reverse("portal:go", kwargs={"place": "nowhere"})


def _keep_look(request: HttpRequest, response: HttpResponseRedirect) -> None:
    """The host says in which language and size its user reads."""
    language, elder = request.GET.get("language", ""), request.GET.get("elder", "")
    if language in ("zh", "en") or elder in ("1", "2"):
        known = "en" if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == "en" else "zh"
        apply_look(response, language or known, elder if elder in ("1", "2") else "")


@require_GET
@anybody
def lead(request: HttpRequest, visitor: Visitor, place: str) -> HttpResponseBase:
    """A deep link: to its page, or an honest word that there is none."""
    found = find_place(place)
    if found is None:
        raise Refusal("enter.place", "to")
    return redirect(found)


@require_GET
@citizen
def follow(request: HttpRequest, visitor: Visitor, message: UUID) -> HttpResponse:
    """To what a message of mine was about."""
    case = find_told_case(str(message))
    if case is None:
        raise Refusal("enter.place", "to")
    return go("next", case=case)
