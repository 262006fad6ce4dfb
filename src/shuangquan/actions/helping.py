"""帮办代办: asked in the portal, taken and done by a hall's helpers, confirmed by the one who asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from shuangquan.actions.halls import find_hall
from shuangquan.actions.loading import Request
from shuangquan.actions.standards import load_online
from shuangquan.core.cases.helping import KINDS, STEPS, HelpState
from shuangquan.core.cases.policy import check_may
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.regions import find_prefix
from shuangquan.core.words.text import Text
from shuangquan.records.accounts import find_account
from shuangquan.records.calls import append_data_use
from shuangquan.records.context import Claims, use_claims
from shuangquan.records.helping import StoredHelp, append_help, apply_help, find_helps, find_own_helps
from shuangquan.records.once import apply_once

BY_ASKER = ("confirm", "not_yet", "end")
BY_HELPER = ("take", "give_back", "step", "finish")


@dataclass(frozen=True, slots=True)
class Help:
    """An order in words. mine: whether the one who looks took it. name, phone: of who asked, only for who took it."""

    stored: StoredHelp
    theme: Text
    kind: Text
    hall: Text
    steps: tuple[tuple[str, Text], ...]
    mine: bool
    name: str = ""
    phone: str = ""


def ask_help(actor: Actor, region: str, party: bytes, hall: str, theme: str, kind: str, case_id: str = "") -> str:
    """Ask a hall for help with a theme or an own matter; answers the order.

    Refusals: "theme.unknown", "hall.unknown", "help.kind", "help.once", policy.
    """
    check_may(actor, "help.ask")
    if theme not in load_online(region).themes:
        raise Refusal("theme.unknown", "theme")
    if kind not in KINDS:
        raise Refusal("help.kind", "kind")
    place = find_hall(hall)
    return append_help(place.region, party, place.key, theme, case_id, kind)


def ask_help_once(actor: Actor, region: str, party: bytes, hall: str, theme: str, kind: str, case_id: str, request: Request) -> str:
    """Ask, once for this request; answers the order. Refusals as `ask_help`."""
    return apply_once(actor.subject, request.key, request.digest, lambda: ask_help(actor, region, party, hall, theme, kind, case_id))


def answer_help(actor: Actor, order: str, verb: str) -> None:
    """confirm | not_yet | end, by the one who asked. Refusals: "help.unknown", "help.moved", policy."""
    check_may(actor, "help.ask")
    if verb not in BY_ASKER:
        raise Refusal("help.moved", "order")
    apply_help(order, verb)


def list_own_help(party: bytes, region: str) -> tuple[Help, ...]:
    """What somebody asked for."""
    return tuple(_say(one, region, mine=True) for one in find_own_helps(party))


@contextmanager
def _in_region(by: Actor) -> Iterator[None]:
    check_may(by, "help.do")
    with use_claims(Claims(regions=(find_prefix(by.region),))):
        yield


def list_help(by: Actor, hall: str) -> tuple[Help, ...]:
    """What a hall is asked for; of those that `by` took, whom to call. Reading that is recorded."""
    with _in_region(by):
        found = find_helps(by.region, hall)
        taken = [one for one in found if one.helper == by.subject and one.state != HelpState.ASKED]
        for one in taken:
            append_data_use(by, one.case_id or None, ("name", "phone"), one.region)
    return tuple(_say(one, by.region, mine=one in taken, contact=one in taken) for one in found)


def work_help(by: Actor, hall: str, order: str, verb: str, what: str = "") -> None:
    """take | give_back | step | finish, by a helper of that hall. Refusals: "help.unknown", "help.moved", "help.other", "help.kind"."""
    if verb not in BY_HELPER or (verb == "step" and what not in STEPS):
        raise Refusal("help.kind", "step")
    with _in_region(by):
        if not any(one.id == order for one in find_helps(by.region, hall)):
            raise Refusal("help.unknown", "order")
        apply_help(order, verb, by.subject, what)


def _say(one: StoredHelp, region: str, *, mine: bool, contact: bool = False) -> Help:
    themes = load_online(region).themes
    theme = themes[one.theme].name if one.theme in themes else Text(one.theme)
    account = find_account(one.party) if contact else None
    profile = account.profile if account else {}
    steps = tuple((f"{at:%m-%d %H:%M}", STEPS[what]) for at, what in one.steps if what in STEPS)
    try:
        hall = find_hall(one.hall).name
    except Refusal:
        hall = Text(one.hall)
    return Help(one, theme, KINDS.get(one.kind, Text(one.kind)), hall, steps, mine, profile.get("name", ""), profile.get("phone", ""))
