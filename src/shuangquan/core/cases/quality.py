"""How good the rules of an item are: every row tried in worlds, and walked by the examples of the themes that use it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from shuangquan.core.cases.parameters import find_rows
from shuangquan.core.cases.task_events import TaskPassed, TaskReferred
from shuangquan.core.cases.walk import Walked
from shuangquan.core.rules.env import ParameterRows
from shuangquan.core.rules.worlds import TODAY, Exam, World, examine_table
from shuangquan.core.standard.differences_parts import find_item_names
from shuangquan.core.standard.plan_frame import write_parameters
from shuangquan.core.standard.saying import Names, fill_text, join_texts, say_condition
from shuangquan.core.standard.view import ItemView, ThemeView
from shuangquan.core.words.knowledge import Form, Knowledge
from shuangquan.core.words.text import Text

ELSE = Text("其余情况", "anything else")


@dataclass(frozen=True, slots=True)
class RowSeen:
    """One row. when: in an official's words; then: approve | refer; examples: names of those in which it spoke; silent: in no world."""

    when: Text
    then: str
    reason: Text
    examples: tuple[Text, ...]
    silent: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """Two rows (from 1) that both hold in one world and say different things: the earlier one decides. world: what holds there."""

    first: int
    second: int
    world: Text


@dataclass(frozen=True, slots=True)
class Quality:
    """The rules of one item as one theme uses it. tried, whole, left: as Exam has them."""

    item: str
    name: Text
    theme: str
    rows: tuple[RowSeen, ...]
    tried: int
    whole: bool
    clashes: tuple[Clash, ...]
    left: Text | None

    @property
    def covered(self) -> int:
        """How many rows spoke in an example."""
        return sum(bool(row.examples) for row in self.rows)


Spoken = Mapping[tuple[str, int], tuple[Text, ...]]
"""(item, row) → the examples in which the row spoke."""


def find_spoken(walks: Iterable[tuple[Text, Walked]]) -> Spoken:
    """Which rows spoke in walked examples."""
    found: dict[tuple[str, int], dict[Text, None]] = {}
    for name, walked in walks:
        for held in walked.turn.events:
            event = held.event
            by_rule = isinstance(event, TaskPassed) and event.by == "rule"
            by_rule = by_rule or (isinstance(event, TaskReferred) and event.why in ("rule", "paper"))
            if by_rule and isinstance(event, TaskPassed | TaskReferred) and event.rule is not None:
                found.setdefault((event.item, event.rule), {})[name] = None
    return {key: tuple(names) for key, names in found.items()}


def find_quality(view: ThemeView, spoken: Spoken) -> tuple[Quality, ...]:
    """The rules of every item of a theme that has some."""
    return tuple(_examine(view, form, spoken) for form in view.items if form.item.rules)


def _examine(view: ThemeView, form: ItemView, spoken: Spoken) -> Quality:
    item = form.item
    says = [rule.then for rule in item.rules]
    exam: Exam = examine_table(form.rows, says, find_parameters(view, item.id))
    names = find_item_names(view.bundle, item)
    rows = tuple(
        RowSeen(
            ELSE if row is None else say_condition(row, names),
            rule.then,
            rule.reason or Text(""),
            spoken.get((item.id, number), ()),
            number in exam.silent,
        )
        for number, (rule, row) in enumerate(zip(item.rules, form.rows, strict=True))
    )
    clashes = tuple(Clash(one.first + 1, one.second + 1, say_world(one.world, names)) for one in exam.overlaps)
    left = None if exam.left is None else say_world(exam.left, names)
    return Quality(item.id, item.name, str(view.theme.theme), rows, exam.tried, exam.whole, clashes, left)


@dataclass(frozen=True, slots=True)
class _Day:
    """Facts of nobody on one day: which rows of a parameter are in force."""

    today: date

    def fact(self, role: str, fact: str, member: str | None) -> Knowledge:
        """Dates by which a row is picked: the day itself."""
        return Knowledge(Form.KNOWN, self.today)


def find_parameters(view: ThemeView, item: str) -> dict[str, ParameterRows]:
    """The parameters that the item's rules read, as they are on the day of all worlds."""
    found = {}
    for one in write_parameters(view, [item]):
        rows = find_rows(replace(one, region_of="", rows=one.all_rows), _Day(TODAY))
        if rows is not None:
            found[one.name] = rows
    return found


def say_world(world: World, names: Names) -> Text:
    """What holds in a world: `儿童的出生日期 2026-03-01；在境外出生 是`."""
    parts = []
    for ((kind, role, name), member), know in world.held.items():
        label = names.call_fact(role, name) if kind == "fact" else _call_situation(names, name)
        if member:
            label = fill_text(Text("第{1}个{0}", "{0} no. {1}"), label, Text(member))
        parts.append(fill_text(Text("{0}：{1}", "{0}: {1}"), label, _say_value(know, names, kind, role, name)))
    return join_texts(tuple(parts), "；", "; ")


def _call_situation(names: Names, name: str) -> Text:
    kind = names.bundle.situations.get(name)
    return kind.label if kind is not None else Text(name)


def _say_value(know: Knowledge, names: Names, kind: str, role: str, name: str) -> Text:
    if know.form is Form.ABSENT:
        return Text("没有", "none")
    value = know.value
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    if isinstance(value, tuple):
        return Text("、".join(value) or "都没选", ", ".join(value) or "none chosen")
    codes: Mapping[str, Text] = {}
    if kind == "situation" and name in names.bundle.situations:
        codes = names.bundle.situations[name].options
    elif kind == "fact" and role in names.roles:
        entry = names.bundle.facts.get(f"{names.roles[role][1]}.{name}")
        codes = names.bundle.enums.get(entry.type, {}) if entry is not None else {}
    return codes.get(str(value), Text(str(value)))
