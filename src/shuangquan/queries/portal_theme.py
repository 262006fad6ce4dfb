"""A theme's page: what it brings, who works behind it, how long, what it was before."""

from collections.abc import Iterable
from dataclasses import dataclass

from shuangquan.core.standard.plan import Basis, Figure, Plan
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_certificates import TINTS
from shuangquan.queries.portal_times import say_limit

ORDER = ("forms", "materials", "trips", "steps", "days")


@dataclass(frozen=True, slots=True)
class Brings:
    """A certificate at the end."""

    name: Text
    issuer: Text
    tint: str


@dataclass(frozen=True, slots=True)
class Behind:
    """A department that works after submission."""

    department: Text
    item: Text
    promised: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A figure before and after. sample: its source is unsure, so it is shown as an example."""

    what: str
    before: str
    after: str
    sample: bool


@dataclass(frozen=True, slots=True)
class ThemeRows:
    """The page's rows. papers: that may be asked for in some situation; referred: reasons for which a person looks."""

    certificates: tuple[Brings, ...]
    behind: tuple[Behind, ...]
    changes: tuple[Change, ...]
    limit: str
    until: str
    papers: tuple[Text, ...]
    referred: tuple[Text, ...]


def find_theme_rows(plans: Iterable[Plan], opening: Plan, full: Plan, language: str) -> ThemeRows:
    """From the plans compiled beforehand: the fullest says what usually happens, all together what may."""
    certificates: dict[str, Brings] = {}
    for item in full.items:
        for out in item.certificates:
            certificates.setdefault(out.type, Brings(out.name, out.issuer_name, TINTS[sum(out.issuer.encode()) % len(TINTS)]))
    behind = tuple(
        Behind(item.department_name, item.name, say_limit(item.promised or item.statutory, language), item.group == "optional")
        for item in full.items
    )
    every = tuple(plans)
    papers = dict.fromkeys(evidence.name for plan in every for evidence in plan.evidence)
    referred = dict.fromkeys(
        rule.reason for plan in every for item in plan.items for rule in item.rules if rule.then == "refer" and rule.when != "else"
    )
    return ThemeRows(
        tuple(certificates.values()),
        behind,
        _changes(opening, full, language),
        say_limit(opening.limit or full.limit, language),
        full.limit_until,
        tuple(papers),
        tuple(referred),
    )


def _changes(opening: Plan, full: Plan, language: str) -> tuple[Change, ...]:
    """Days become the promise in its own unit, since a part of a day says nothing."""
    before = {figure.what: figure for figure in (opening.before or full.before)}
    after = {figure.what: figure for figure in (full.after or opening.after)}
    limit = say_limit(opening.limit or full.limit, language)
    return tuple(
        Change(
            what,
            _number(before.get(what)),
            limit if what == "days" and limit else _number(after.get(what)),
            _unsure(before.get(what)) or _unsure(after.get(what)),
        )
        for what in ORDER
        if what in before and what in after
    )


def _number(figure: Figure | None) -> str:
    return "" if figure is None else f"{figure.value:g}"


def _unsure(figure: Figure | None) -> bool:
    return figure is not None and is_sample(figure.basis)


def is_sample(basis: Basis) -> bool:
    """Whether a statement is only an example: its grade is U."""
    return basis.grade == "U"
