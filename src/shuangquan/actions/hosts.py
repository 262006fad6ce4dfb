"""宿主: apps that show the zone inside themselves. They say who their user is, as far as they may."""

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from stdnum.cn import ric

from shuangquan.actions.accounts import Citizen, find_citizen
from shuangquan.actions.app_tokens import Caller
from shuangquan.actions.clients import check_callback, find_open_app
from shuangquan.actions.drafts import open_case
from shuangquan.core.cases.policy import check_may
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.accounts import append_presence
from shuangquan.records.clients import App, append_app_case, apply_callback, apply_host
from shuangquan.records.clock import now
from shuangquan.records.entries import Entry, append_ticket, apply_ticket

ZONE = "zone"
"""The door of whoever comes in from a host."""
LIFE = timedelta(seconds=60)
"""Ours: a ticket is on its way from the host's server to the very next page."""
LEVELS = (2, 3, 4)
"""What a host can vouch for; 5 is a certificate or somebody at a counter, which no host is."""
__all__ = [
    "App", "Entered", "User", "find_host", "issue_ticket", "open_zone_case", "set_callback", "set_host", "take_ticket",
]  # fmt: skip
_OPAQUE = re.compile(r"[A-Za-z0-9._-]{1,64}")
_TELLING = re.compile(r"1[0-9]{10}|[0-9]{17}[0-9Xx]")
"""What would name somebody to whoever reads it: a telephone or ID number is no opaque id."""
_NONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")
_LOOPBACK = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class User:
    """Whom a host says its user is. subject: the host's own id of them, opaque; level: how well it identified them this time."""

    id_number: str
    name: str
    phone: str
    subject: str
    level: int


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody who has come in from a host. subject: the host's id of them."""

    host: App
    citizen: Citizen
    subject: str


def set_host(app: str, frames: tuple[str, ...], vouches: int) -> None:
    """Make an app a host, or change what it is let do; (), 0 takes it back. ValueError says what cannot be; Refusal("app.unknown")."""
    if vouches and vouches not in LEVELS:
        raise ValueError("宿主担保的身份等级是 2、3 或 4，0 是不让它带人进来")
    for origin in frames:
        _check_origin(origin)
    if not apply_host(app, frames, vouches):
        raise Refusal("app.unknown", "client_id")


def set_callback(app: str, address: str) -> None:
    """Where an app is told from now on, "" for nowhere. ValueError says what is wrong; Refusal("app.unknown")."""
    if address:
        check_callback(address)
    if not apply_callback(app, address):
        raise Refusal("app.unknown", "client_id")


def _check_origin(origin: str) -> None:
    """scheme://host[:port] and nothing else: it is written into a header. https, or in demo and tests this very machine."""
    parts = urlsplit(origin)
    here = settings.MODE != "live" and parts.scheme == "http" and parts.hostname in _LOOPBACK
    plain = re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?", origin)
    if not plain or not (parts.scheme == "https" or here) or len(origin) > 200:
        raise ValueError(f"能放进框里的来源写成 https://域名，不带路径和通配符：{origin}")


def find_host(client: str) -> App | None:
    """A host that may bring people in today."""
    app = find_open_app(client[:32])
    return app if app is not None and app.vouches else None


def issue_ticket(caller: Caller, user: User, audience: str, nonce: str) -> tuple[str, int]:
    """A ticket for one entry by this user, and for how many seconds it is good. nonce: the host's own, which the entry must repeat.

    Refusals: "host.none" for an app that is no host, "host.audience" for another installation, "host.user", "host.level" above what the
    operator allowed it, "account.closed", policy.
    """
    check_may(caller.actor(str(settings.HOME_REGION), "sign a user in"), "app.own")
    host = find_host(caller.app.id)
    if host is None:
        raise Refusal("host.none", "client")
    if audience.rstrip("/") != settings.ADDRESS:
        raise Refusal("host.audience", "audience")
    if user.level not in LEVELS or user.level > host.vouches:
        raise Refusal("host.level", "level", most=host.vouches)
    number, name = user.id_number.strip().upper(), user.name.strip()
    opaque = _OPAQUE.fullmatch(user.subject) and not _TELLING.fullmatch(user.subject)
    if not _is_number(number) or not name or not opaque or not _NONCE.fullmatch(nonce):
        raise Refusal("host.user", "user")
    account = append_presence(number, name, f"host:{host.id}", user.level, user.phone.strip())
    ticket = secrets.token_urlsafe(32)
    append_ticket(ticket, Entry(host.id, account.index, user.level, user.subject), nonce, now() + LIFE)
    return ticket, int(LIFE.total_seconds())


def _is_number(text: str) -> bool:
    """GB 11643: eighteen places, of which the last checks the others."""
    return bool(re.fullmatch(r"[0-9]{17}[0-9X]", text)) and ric.calc_check_digit(text) == text[-1]


def take_ticket(client: str, ticket: str, nonce: str) -> Entered:
    """Let in by a ticket, once, at the level the host vouched for and never above what it is allowed now. Refusal("enter.ticket")."""
    entry = apply_ticket(ticket[:128], client[:32], nonce[:64])
    host = find_host(client)
    if entry is None or host is None:
        raise Refusal("enter.ticket", "ticket")
    level = min(entry.level, host.vouches)
    citizen = find_citizen(entry.index, level)
    if citizen is None:
        raise Refusal("enter.ticket", "ticket")
    return Entered(host, citizen, entry.subject)


def open_zone_case(actor: Actor, entered: Entered, theme: str, region: str, role: str, company: str = "") -> str:
    """Open a matter in the host's zone: the host is told what becomes of it, by ids. company: as `open_case`. Refusals: "app.theme", and
    as `open_case`.
    """
    host = entered.host
    if (host.themes and theme not in host.themes) or not host.works_in(region):
        raise Refusal("app.theme", "theme")
    case = open_case(actor, theme, region, role, entered.citizen.person, company)
    append_app_case(host.id, case, region, entered.subject)
    return case
