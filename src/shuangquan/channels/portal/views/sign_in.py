"""Signing in through the identity provider, and out again."""

import time
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from shuangquan.actions.accounts import Citizen, begin_sign_in, finish_sign_in, restore_sign_in
from shuangquan.actions.acting import acting
from shuangquan.actions.drafts import open_case
from shuangquan.actions.limiting import check_rate
from shuangquan.channels.portal.entry import DOOR, Visitor, anybody, find_address, go, is_own
from shuangquan.channels.portal.render import render_page
from shuangquan.channels.portal.views.home import apply_look
from shuangquan.core.words.errors import Refusal

LEVEL = 3
"""Asked for at an ordinary sign-in; signing asks for more."""


@require_GET
@anybody
def begin(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Off to the provider; where to come back to is kept in the session."""
    check_rate("sign-in", find_address(request))
    back = request.GET.get("next", "/")
    level = request.GET.get("level", "")
    saved = begin_sign_in(back if is_own(back) else "/", int(level) if level in ("3", "4", "5") else LEVEL)
    request.session["sign_in"] = asdict(saved)
    return redirect(saved.url)


@require_GET
@anybody
def finish(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Back from the provider: a new session under a new key, so that nobody rides on one planted before."""
    held = request.session.pop("sign_in", None)
    if held is None:
        return render_page(request, visitor.look, "sign_in_failed.html", refusal=Refusal("identity.failed"), back="/", status=422)
    saved = restore_sign_in(held)
    try:
        citizen = finish_sign_in(request.GET.dict(), saved)
    except Refusal as refusal:
        return render_page(request, visitor.look, "sign_in_failed.html", refusal=refusal, back=saved.return_to, status=422)
    wish, host, before = request.session.pop("wish", None), request.session.get("host"), visitor.own
    licences, hat = request.session.get("licences"), request.session.get("hat")
    request.session.flush()
    if host is not None and before is not None and before.index == citizen.index:
        request.session["host"] = host  # the same person, recognised better: they are still in the host's zone
    if before is not None and before.index == citizen.index:
        request.session.update({name: held for name, held in (("licences", licences), ("hat", hat)) if held is not None})
    request.session["citizen"] = {"index": citizen.index.hex(), "level": citizen.level}
    request.session["seen"] = int(time.time())
    response = _go_on(citizen, wish, saved.return_to)
    account = citizen.account
    if account.language == "en" or account.elder:
        apply_look(response, account.language, visitor.look.elder or ("1" if account.elder else ""))
    return response


def _go_on(citizen: Citizen, wish: dict[str, Any] | None, back: str) -> HttpResponseBase:
    """Open the matter that was asked for before signing in; else back to where the person was."""
    if wish is None:
        return redirect(back)
    actor = citizen.actor(wish["region"], DOOR, "open a matter")
    try:
        with acting(actor, citizen.index):
            case = open_case(actor, wish["theme"], wish["region"], wish["role"], citizen.person)
    except Refusal:
        return go("matter", theme=wish["theme"])  # that page says why, or waits for a plan
    return go("notice", case=case)


@require_POST
@anybody
def leave(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Sign out: the session is gone."""
    request.session.flush()
    return go("home")
