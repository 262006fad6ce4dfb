"""How often one may try: guesses, files to verify, pages for programs. One table, so that an operator finds every bound in one place."""

import ipaddress
from dataclasses import dataclass

from shuangquan.core.words.errors import Refusal
from shuangquan.records.throttle import Rate, append_try, count_try, find_wait

RATES = {
    "verify": Rate("verify", 120, 60),
    "file": Rate("file", 20, 60),
    "look": Rate("look", 60, 60),
    "number": Rate("number", 10, 600),
    "api": Rate("api", 300, 60),
    "report": Rate("report", 6000, 60),
    "share": Rate("share", 1200, 60),
    "share-failed": Rate("share-failed", 20, 600),
    "app": Rate("app", 600, 60),
    "app-failed": Rate("app-failed", 20, 600),
    "sign-in": Rate("sign-in", 600, 60),
    "enter": Rate("enter", 600, 60),
    "staff": Rate("staff", 30, 600),
    "ticket": Rate("ticket", 60, 60),
    "kiosk": Rate("kiosk", 20, 600),
    "station": Rate("station", 20, 600),
    "inquiry": Rate("inquiry", 10, 600),
    "mail": Rate("mail", 10, 3600),
}
"""verify: certificates looked up by link; file: files verified; look: codes that are shown; number: certificates looked up by number and
name; inquiry: those and cases, at the information inquiry; api: calls of programs; report: reports that departments bring; share:
certificates that other systems ask for, share-failed: with a wrong secret; app: calls with an app's tokens, by app, app-failed: tokens
asked for with a wrong secret; sign-in: sign-ins begun at the portal, enter: entries from a host (many phones share
an address); staff: failed sign-ins of staff; kiosk, station: wrong codes of machines and tablets; ticket:
numbers taken at a terminal; mail: codes sent to e-mail addresses. Each by address.
"""


def check_rate(what: str, address: str) -> None:
    """Count one for this address. Refusal("request.limited", minutes=…) when there were too many."""
    _refuse(append_try(RATES[what], name_address(address)))


@dataclass(frozen=True, slots=True)
class Left:
    """How one stands in its bound. most: in `window` seconds; left: of them, now; seconds: until the window is over."""

    most: int
    window: int
    left: int
    seconds: int


def count_rate(what: str, who: str) -> tuple[Left, bool]:
    """Count one for `who`, who is no address; answers how they stand, and whether this one was too many."""
    rate = RATES[what]
    count, seconds = count_try(rate, who)
    return Left(rate.most, rate.seconds, max(0, rate.most - count), seconds), count > rate.most


def check_wait(what: str, address: str) -> None:
    """As `check_rate`, without counting: where only failures are counted."""
    _refuse(find_wait(RATES[what], name_address(address)))


def append_failed(what: str, address: str) -> None:
    """Count a failure of this address."""
    append_try(RATES[what], name_address(address))


def name_address(address: str) -> str:
    """The name an address counts under: IPv4 itself, of IPv6 the first 64 bits, since a household has all of the rest."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def _refuse(seconds: int) -> None:
    if seconds:
        raise Refusal("request.limited", "address", minutes=-(-seconds // 60))
