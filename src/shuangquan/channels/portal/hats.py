"""为谁办: for whom a visitor acts. Held in the session as plain values, looked at anew on every page."""

import time
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from shuangquan.actions.accounts import Citizen
from shuangquan.actions.companies import GUARDIAN, Hat, by_of, check_hat, find_principal
from shuangquan.actions.delegating import FOR
from shuangquan.actions.guarding import check_ward
from shuangquan.actions.standards import load_online
from shuangquan.core.cases.policy import FOR_WARD
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal

FOR_ANOTHER = frozenset(
    (
        "home", "matter", "start", "mine", "next", "notice", "early", "questions", "form", "hints", "check", "finish", "pay", "paid",
        "paid-outside", "progress", "correct", "hats", "wear", "look", "region", "sign-out", "go", "accessibility", "manifest", "worker",
        "offline", "late", "verify",
    )
)  # fmt: skip
"""Pages that somebody sees who acts for another person; every other is the person's own, also one that is added tomorrow."""
FOR_A_CHILD = FOR_ANOTHER | frozenset(
    (
        "withdraw", "withdraw-one", "withdraw-one-member", "take-up", "take-up-member", "correct-member", "hearing", "hearing-member",
        "appeal", "appeal-letter", "appeal-back", "appeal-member", "appeal-letter-member", "appeal-back-member", "complain", "complaint",
        "document", "certificates", "certificate", "certificate-pdf", "certificate-ofd", "certificate-show", "showing", "showing-state",
        "copy", "copy-pdf", "reading", "own-paper", "data", "held", "object", "erase", "data-export", "messages", "told",
    )
)  # fmt: skip
"""Pages that a parent sees who acts for their child."""
READING = 60
"""Seconds for which a parent may read on before the register is asked again; before anything is done it is asked each time. Ours to set."""


@dataclass(frozen=True, slots=True)
class Worn:
    """hat: for whom; None for oneself. principal: the person acted for. lost: why a hat is worn no more, told once."""

    hat: Hat | None = None
    principal: Citizen | None = None
    lost: Refusal | None = None


def find_worn(request: HttpRequest, own: Citizen | None) -> Worn:
    """What is worn now. One that was taken back or is over comes off."""
    held = request.session.get("hat")
    if held is None or own is None:
        return Worn()
    hat = read_hat(held)
    try:
        principal = _find_child(request, hat, own) if hat.ward else _find_person(hat, own)
    except Refusal as refusal:
        del request.session["hat"]
        return Worn(lost=refusal)
    return Worn(hat, principal)


def _find_person(hat: Hat, own: Citizen) -> Citizen | None:
    granted = check_hat(hat, own.index)
    principal = find_principal(granted, own.level) if granted is not None and hat.capacity == "person" else None
    if hat.capacity == "person" and principal is None:
        raise Refusal("delegate.over", "delegation")
    return principal


def _find_child(request: HttpRequest, hat: Hat, own: Citizen) -> Citizen:
    """The register is asked before anything is done, and for reading once in a while."""
    anew = request.method == "POST" or time.time() - float(request.session.get("ward_asked", 0)) > READING
    child = check_ward(own.actor(str(settings.HOME_REGION), "portal", "act for a child"), own, load_online(), hat, anew=anew)
    if anew:
        request.session["ward_asked"] = time.time()
    return child


def is_open(hat: Hat, page: str | None) -> bool:
    """Whether somebody who acts for another sees this page, by its name."""
    return page in (FOR_A_CHILD if hat.ward else FOR_ANOTHER) or hat.capacity not in ("person", GUARDIAN)


def read_hat(held: dict[str, Any]) -> Hat:
    """A hat from the plain form that a session keeps."""
    return Hat(**{**held, "scope": tuple(held["scope"])})


def keep_hat(request: HttpRequest, hat: Hat | None) -> None:
    """Put it on, or take it off."""
    if hat is None:
        request.session.pop("hat", None)
    else:
        request.session["hat"] = {**asdict(hat), "scope": list(hat.scope)}


def keep_licence(request: HttpRequest, hat: Hat) -> None:
    """A company that signed in: it can be changed back to until the session ends."""
    others = [one for one in request.session.get("licences", []) if one["uscc"] != hat.uscc]
    request.session["licences"] = [*others, {**asdict(hat), "scope": list(hat.scope)}]


def find_licences(request: HttpRequest) -> tuple[Hat, ...]:
    """Companies that signed in during this session."""
    return tuple(read_hat(one) for one in request.session.get("licences", []))


def dress(actor: Actor, hat: Hat | None, own: Citizen | None) -> Actor:
    """The actor, saying by whose hands or by which appointment."""
    if hat is None or own is None:
        return actor
    hand = {"person": FOR, GUARDIAN: FOR_WARD}.get(hat.capacity)
    return replace(actor, by=f"{hand}{own.account.id}" if hand else by_of(hat))
