"""Every address of the site, made from the URLconf, so that a new route is attacked the day it is mounted; and who comes along."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.desk.conftest import ITEM, Officer, append_officer
from tests.house.test_routes import find_routes
from tests.portal.conftest import Browser

NOWHERE = "01a20c00-0000-7000-8000-000000000000"
NAMED = {
    "theme": "newborn",
    "department": "police",
    "item": ITEM,
    "member": "1",
    "case": NOWHERE,
    "other": NOWHERE,
    "offer": NOWHERE,
    "certificate": NOWHERE,
    "showing": NOWHERE,
    "copy": NOWHERE,
    "made": NOWHERE,
    "consent": NOWHERE,
    "paper": NOWHERE,
    "photo": NOWHERE,
    "key": "receipt-9999",
    "token": "A" * 32,
    "objection": NOWHERE,
    "complaint": NOWHERE,
    "draft": NOWHERE,
    "archive": "Q000-SQ37078320261124-01",
    "bundle": "0" * 64,
    "seal": "37078300000000",
    "ticket": NOWHERE,
    "order": NOWHERE,
    "role": "children",
    "hall": "370783-00000000",
    "module": "retiring",
    "inquiry": "own-homes",
    "sheet": NOWHERE,
    "grant": NOWHERE,
    "place": "mine",
    "message": NOWHERE,
    "delegation": NOWHERE,
    "delivery": NOWHERE,
    "seat": "father",
    "box": NOWHERE,
    "day": "2026-11-24",
}
PLAIN = {"path": "look/base.css", "rest": "nothing"}
UNCERTAIN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9_-]{32,}')


@dataclass(frozen=True)
class Route:
    """A route: its name with its namespace, its pattern, and the names of what stands in it."""

    name: str
    pattern: str
    view: URLPattern

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.view.pattern.converters)

    def address(self, **given: str) -> str:
        """The address with these ids; ids of nothing where none is given. KeyError for a part that is not known here: add it above."""
        found = self.pattern
        for part in self.parts:
            found = re.sub(rf"<\w+:{part}>|<{part}>", {**PLAIN, **NAMED, **given}[part], found)
        return f"/{found}"


def find_all() -> list[Route]:
    return [Route(str(view.name), where, view) for where, view in find_routes(get_resolver("shuangquan.site.urls"))]


def is_api(route: Route) -> bool:
    return route.pattern.startswith("api/")


def find_with_ids() -> list[Route]:
    """Routes that lead to somebody's case, certificate or paper; those of apps, where no session counts, have a file of their own."""
    return [route for route in find_all() if {"case", "certificate", "paper"} & set(route.parts) and not is_api(route)]


def make_strangers() -> Iterator[tuple[str, Client]]:
    """Everybody who has no business with the case of the mother in county 370783."""
    for username, department, region in (
        ("police-there", "police", "371302"),
        ("health-there", "health", "371302"),
        ("tax-here", "tax", "370783"),
    ):
        append_officer(username, department, region)
        yield username, Officer(username).client
    yield "nobody", Client()
    yield "stranger", Browser("stranger").client


def same(one: str, other: str) -> bool:
    """Whether two pages say the same, ids and tokens aside."""
    return UNCERTAIN.sub("", one) == UNCERTAIN.sub("", other)


class Page(HTMLParser):
    """What of a page would run, style, frame or lead away."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.tags: list[str] = []
        self.posts = 0
        self.tokens = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held: Mapping[str, str] = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.faults += [f"<{tag} {name}>" for name in held if name.startswith("on") or name in ("style", "srcdoc")]
        if tag in ("style", "base", "iframe", "frame", "object", "embed", "applet") or (tag == "script" and not held.get("src")):
            self.faults.append(f"<{tag}>")
        for name in ("href", "src", "action", "formaction", "poster", "data"):
            where = held.get(name, "").strip().lower()
            if where.startswith(("javascript:", "data:text", "vbscript:", "//")) or (
                where.startswith("http") and name in ("src", "action", "formaction")
            ):
                self.faults.append(f"<{tag} {name}={where}>")
        if held.get("target") == "_blank" and "noopener" not in held.get("rel", ""):
            self.faults.append(f"<{tag} target>")
        if tag == "form" and held.get("method", "get").lower() == "post":
            self.posts += 1
        if held.get("name") == "csrfmiddlewaretoken":
            self.tokens += 1
