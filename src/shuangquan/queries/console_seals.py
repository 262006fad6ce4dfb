"""印章 as the console lists and shows them: whose, where, how each stands, who did what, on what it was set."""

from collections.abc import Iterable
from dataclasses import dataclass

from shuangquan.core.cases.approval import SHIPPED
from shuangquan.core.credentials.seal_life import ACTIVE, SUSPENDED, SealLife, SealStep
from shuangquan.core.words.text import Text
from shuangquan.queries.console_themes import find_people, find_region_name
from shuangquan.queries.portal_times import say_moment
from shuangquan.records.seals import SealRow, SealSeen, SealUse, StoredSeal

SHORT = 12
"""Characters of an id that are shown: enough to look for it."""


@dataclass(frozen=True, slots=True)
class SealLine:
    """A seal in the list. state: asked | active | suspended | destroyed | declined; waits: what was asked, "" for nothing.

    company: it is a company's, no department's.
    """

    code: str
    name: str
    purpose: str
    where: str
    state: str
    waits: str
    uses: int
    company: bool = False


@dataclass(frozen=True, slots=True)
class SealStepLine:
    """A step in words: what, by whom, when. who: "" for a company's representative; shipped: brought along by the installation."""

    what: str
    step: str
    who: str
    when: str
    reason: str
    shipped: bool


@dataclass(frozen=True, slots=True)
class SealUseLine:
    """A use in words. kind: certificate | document; subject: the beginning of its id; by: kind of who took it."""

    kind: str
    subject: str
    when: str
    by: str
    purpose: str


@dataclass(frozen=True, slots=True)
class SealSheet:
    """One seal's page. may: what may be asked or done now; until: the last day of its validity, "" until it is made."""

    line: SealLine
    asked: SealStepLine | None
    asked_by_me: bool
    may: tuple[str, ...]
    until: str
    size: int
    steps: tuple[SealStepLine, ...]
    uses: tuple[SealUseLine, ...]


def find_seal_lines(rows: Iterable[SealRow]) -> tuple[SealLine, ...]:
    """Rows in the order given."""
    return tuple(_line(row.seal, row.life, row.uses) for row in rows)


def _line(seal: StoredSeal, life: SealLife, uses: int) -> SealLine:
    where, waits = find_region_name(seal.region), life.open.what if life.open else ""
    return SealLine(seal.code, seal.name, seal.purpose, where, life.state, waits, uses, seal.holder == "company")


def find_seal_sheet(seen: SealSeen, subject: str, language: str) -> SealSheet:
    """One seal as somebody sees it. subject: of who looks."""
    seal, life = seen.seal, seen.life
    people = find_people(step.actor for step in seen.steps)
    lines = {step.seq: _step(step, people.get(step.actor, "") if step.actor.startswith("staff-") else "", language) for step in seen.steps}
    may: tuple[str, ...] = ()
    if life.state == ACTIVE:
        may = ("suspend",) if life.open else ("suspend", "destroy")
    elif life.state == SUSPENDED and not life.open:
        may = ("resume", "destroy")
    return SealSheet(
        _line(seal, life, seen.count),
        lines[life.open.seq] if life.open else None,
        life.open is not None and life.open.actor == subject,
        may,
        say_moment(seal.ends, language) if seal.ends else "",
        seal.size,
        tuple(lines.values()),
        tuple(SealUseLine(use.kind, use.subject[:SHORT], say_moment(use.at, language), use.actor_kind, use.purpose) for use in seen.uses),
    )


def find_use_lines(uses: Iterable[SealUse], language: str) -> tuple[SealUseLine, ...]:
    """Uses in words, in the order given."""
    return tuple(SealUseLine(use.kind, use.subject[:SHORT], say_moment(use.at, language), use.actor_kind, use.purpose) for use in uses)


def _step(step: SealStep, who: str, language: str) -> SealStepLine:
    return SealStepLine(step.what, step.step, who, say_moment(step.at, language), step.reason, step.actor == SHIPPED)


def find_department_choices(departments: Iterable[tuple[str, Text]]) -> tuple[tuple[str, Text], ...]:
    """Departments by their names, for a list to choose from."""
    return tuple(sorted(departments, key=lambda one: one[1].zh))
