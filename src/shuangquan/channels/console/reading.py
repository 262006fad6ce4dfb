"""What several pages of the console read of a request, and how they show lives and regions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

from shuangquan.actions.life import Life
from shuangquan.core.standard.life import MATURE, ONLINE, SIGNED, Step, find_step
from shuangquan.queries.console_themes import find_people, find_region_name
from shuangquan.queries.portal_regions import City, find_cities
from shuangquan.queries.portal_times import say_moment

PROVINCE = f"{settings.HOME_REGION[:2]}0000"
LONGEST, MOST = 64, 24
"""Characters of a name, and how many situations, that are looked at."""


@dataclass(frozen=True, slots=True)
class Choice:
    """For which region, applicant and situations a plan is looked into. query: the same as an address."""

    region: str
    signed_in: str
    situation: Mapping[str, str]

    @property
    def ask(self) -> dict[str, Any]:
        """What a question about a plan says of it."""
        return {"region": self.region, "signed_in": self.signed_in, "situation": dict(self.situation)}

    @property
    def query(self) -> str:
        """As the query of an address."""
        return urlencode(
            {"region": self.region, "signed_in": self.signed_in, **{f"s.{name}": value for name, value in self.situation.items()}}
        )


def find_choice(request: HttpRequest) -> Choice:
    """What a page's plan form says: region, applicant, and a value for every situation chosen."""
    chosen = [(key[2:][:LONGEST], value[:LONGEST]) for key, value in request.GET.dict().items() if key.startswith("s.") and value]
    region = request.GET.get("region", PROVINCE)
    known = region.isdecimal() and len(region) == 6 and find_region_name(region) != region
    return Choice(region if known else PROVINCE, request.GET.get("signed_in", "")[:LONGEST], dict(sorted(chosen)[:MOST]))


@dataclass(frozen=True, slots=True)
class Regions:
    """Regions a page offers: the province, and every city with its counties."""

    province: tuple[str, str]
    cities: tuple[City, ...]


def find_regions() -> Regions:
    """The regions of the province."""
    return Regions((PROVINCE, find_region_name(PROVINCE)), find_cities())


@dataclass(frozen=True, slots=True)
class Mark:
    """One station of a life. state: done | now | later | lost; who, when: of what was done; where: regions and since when."""

    step: str
    state: str
    who: str = ""
    when: str = ""
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LifeShown:
    """A life for a page. short: the first characters of the hash, by which people call it."""

    life: Life
    short: str
    marks: tuple[Mark, ...]

    @property
    def latest(self) -> Mark:
        """The last station that was reached."""
        return next((mark for mark in reversed(self.marks) if mark.state in ("done", "lost")), self.marks[0])


def show_lives(lives: Iterable[Life], language: str) -> tuple[LifeShown, ...]:
    """Lives with the names of people and regions."""
    found = tuple(lives)
    people = find_people(step.actor for life in found for step in life.steps)
    return tuple(LifeShown(life, life.bundle[:8], _mark(life, people, language)) for life in found)


def _mark(life: Life, people: Mapping[str, str], language: str) -> tuple[Mark, ...]:
    marks, waits = [], True
    for name in (MATURE, SIGNED, ONLINE):
        taken = [step for step in life.steps if step.step == name]
        if taken:
            marks.append(_done(name, taken, life, people, language))
        elif name == ONLINE and life.loaded_at is not None:
            marks.append(Mark(name, "done", "", say_moment(life.loaded_at, language)))
        else:
            marks.append(Mark(name, "now" if waits and life.steps else "later"))
            waits = False
    return tuple(marks)


def _done(name: str, taken: list[Step], life: Life, people: Mapping[str, str], language: str) -> Mark:
    last = taken[-1]
    where = tuple(f"{find_region_name(step.region)} {say_moment(step.effective_at, language)}" for step in taken if step.effective_at)
    lost = name == SIGNED and life.verified is False
    return Mark(name, "lost" if lost else "done", people.get(last.actor, last.actor), say_moment(last.at, language), where)


@dataclass(frozen=True, slots=True)
class Taken:
    """One step of a life for the history. where, since, replaced: of putting online. verified: of a signature, None for other steps."""

    step: str
    who: str
    when: str
    where: str
    since: str
    replaced: str
    verified: bool | None
    key: str


def show_history(life: Life, language: str) -> tuple[Taken, ...]:
    """Every step that was taken, the latest first."""
    people = find_people(step.actor for step in life.steps)
    return tuple(
        Taken(
            step.step,
            people.get(step.actor, step.actor),
            say_moment(step.at, language),
            find_region_name(step.region) if step.region else "",
            say_moment(step.effective_at, language) if step.effective_at else "",
            str(step.detail.get("replaces", "")),
            life.verified if step.step == SIGNED else None,
            step.key_id,
        )
        for step in reversed(life.steps)
    )


def read_number(request: HttpRequest, name: str, usual: int) -> int:
    """A whole number of a form; the usual one for anything else."""
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else usual


def find_signer(life: Life) -> str:
    """The subject of whoever signed, "" before somebody has."""
    signed = find_step(life.steps, SIGNED)
    return signed.actor if signed else ""
