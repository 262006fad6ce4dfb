"""Items that rules may decide alone, as the console and the desk list them: how each stands in a region, and where it needs nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shuangquan.core.cases.approval import SHIPPED, ApprovalStep, ItemApproval
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.manual import write_rules
from shuangquan.core.words.codec import from_plain
from shuangquan.core.words.text import Text
from shuangquan.queries.console_themes import find_people, find_region_name
from shuangquan.queries.portal_times import say_moment


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """An item in the list. state: live | stopped | unapproved. share: percent looked at again. alone, ways: in how many of how many ways of
    handling it nobody is needed; None while a worker counts.
    """

    item: str
    name: Text
    department: Text
    state: str
    share: str
    decided: int
    alone: int | None
    ways: int


@dataclass(frozen=True, slots=True)
class Way:
    """One way of handling an item (业务办理项). why: () when nobody is needed. given: what must be on record for that."""

    theme: Text
    situation: Text
    why: tuple[Text, ...]
    given: tuple[Text, ...]
    counties: int


@dataclass(frozen=True, slots=True)
class TakenStep:
    """A step for the history. where: the region's name; shipped: brought along by the installation."""

    step: str
    who: str
    when: str
    where: str
    share: str
    reason: str
    shipped: bool


def find_approval_rows(bundle: Bundle, found: Iterable[ItemApproval], counted: Mapping[str, Any] | None) -> tuple[ApprovalRow, ...]:
    """Rows in the order of the standard's files. counted: what a worker answered about ways, if it has."""
    ways = {item: read_ways(counted, item) for item in counted["items"]} if counted else {}
    return tuple(
        ApprovalRow(
            str(one.item.id),
            one.item.name,
            bundle.departments.get(one.item.department, Text(str(one.item.department))),
            one.standing.state,
            say_share(one.standing.step),
            one.decided,
            sum(not way.why for way in ways.get(str(one.item.id), ())) if counted else None,
            len(ways.get(str(one.item.id), ())),
        )
        for one in found
    )


def read_ways(counted: Mapping[str, Any] | None, item: str) -> tuple[Way, ...]:
    """The ways of handling an item, those in which nobody is needed first."""
    plain = counted["items"].get(item, ()) if counted else ()
    return tuple(sorted((from_plain(Way, one) for one in plain), key=lambda way: bool(way.why)))


def find_taken(steps: Iterable[ApprovalStep], language: str) -> tuple[TakenStep, ...]:
    """Steps with the names of people and regions, in the order given."""
    held = tuple(steps)
    people = find_people(step.actor for step in held)
    return tuple(
        TakenStep(
            step.step,
            people.get(step.actor, step.actor),
            say_moment(step.at, language),
            find_region_name(step.region),
            say_share(step),
            step.reason,
            step.actor == SHIPPED,
        )
        for step in held
    )


def say_share(step: ApprovalStep | None) -> str:
    """The share looked at again, in percent without needless zeros; "" for none."""
    return "" if step is None or not step.rules else f"{float(step.share * 100):g}"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One row of the rules in an official's words."""

    number: Text
    when: Text
    then: Text
    reason: Text


def find_rule_lines(bundle: Bundle, item: str) -> tuple[RuleLine, ...]:
    """The rules of an item, first row first; none where completeness is all that is asked. KeyError for an unknown item."""
    return tuple(RuleLine(*row[:4]) for row in write_rules(bundle, item).rows)
