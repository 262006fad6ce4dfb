"""Two cases side by side for an officer: what differs first, each value shown as far as this department's item rests on it."""

from collections.abc import Iterator
from dataclasses import dataclass

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.explain import find_label
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.seats import find_planned, say_seat
from shuangquan.core.cases.twins import Taking, has_money
from shuangquan.core.credentials.masks import mask_name, mask_same
from shuangquan.core.standard.plan import PlanItem, PlanVar
from shuangquan.core.words.names import Var
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_form import find_options
from shuangquan.queries.portal_times import say_moment
from shuangquan.queries.portal_values import HIDDEN, print_fact
from shuangquan.records.changes import CaseRow


@dataclass(frozen=True, slots=True)
class TwinSide:
    """One of the two. who: the applicant, masked; role: as which; tasks: (item, its state); money: something was paid."""

    case: str
    number: str
    who: str
    role: Text
    submitted: str
    tasks: tuple[tuple[Text, str], ...]
    money: bool


@dataclass(frozen=True, slots=True)
class TwinRow:
    """One thing in which they differ, by the name under which it is taken over. kept, other: in words, "" for nothing.

    paper: whether it is one; lacks: the one that goes on says nothing of it; fixed: it cannot be taken over any more.
    """

    name: str
    label: Text
    kept: str
    other: str
    paper: bool
    lacks: bool
    fixed: bool


def find_side(case: Case, index: PlanIndex, row: CaseRow, language: str) -> TwinSide:
    """How one of them stands."""
    name = case.value(Var(case.signed_in, "name"))
    tasks = ((index.items[task.item].name, task.state.value) for task in case.tasks.values() if task.item in index.items)
    submitted = say_moment(row.submitted_at, language) if row.submitted_at else ""
    who = mask_name(str(name)) if name is not None else ""
    return TwinSide(case.id, row.number or "", who, say_seat(case, index, case.signed_in), submitted, tuple(tasks), has_money(case))


def find_rows(
    takings: tuple[Taking, ...], kept: Case, closed: Case, index: PlanIndex, item: PlanItem, language: str
) -> tuple[TwinRow, ...]:
    """What can be taken over, facts before papers; values that this department's item does not rest on only as far as they differ."""
    needed = {one.ref for need in item.needs for one in (need, *need.any)}
    return tuple(_find_row(one, kept, closed, index, needed, language) for one in takings)


def _find_row(one: Taking, kept: Case, closed: Case, index: PlanIndex, needed: set[str], language: str) -> TwinRow:
    if one.var is None:
        path, member = one.place
        label, had = find_label(index, path), Text("交了一份", "handed in").say(language)
        return TwinRow(one.name, _of_member(label, member), had if one.place in kept.evidence else "", had, True, one.lacks, one.fixed)
    planned = find_planned(kept, index, one.var)
    assert planned is not None
    mine, theirs = (print_fact(planned, value, language) if (value := case.value(one.var)) is not None else "" for case in (kept, closed))
    if not _is_plain(planned, needed):
        mine, theirs = mask_same(mine, theirs)
    return TwinRow(one.name, _of_member(find_label(index, one.var), one.var.member), mine, theirs, False, one.lacks, one.fixed)


def _is_plain(planned: PlanVar, needed: set[str]) -> bool:
    """Whether it is shown as it is: a choice says what it is; else what the own item rests on, where it is not sensitive."""
    return bool(find_options(planned)) or (planned.path in needed and not planned.sensitive and planned.type not in HIDDEN)


def _of_member(label: Text, member: str | None) -> Text:
    return Text(f"{label.zh} {member}", f"{label.say('en')} {member}") if member else label


def find_answers(kept: Case, closed: Case, index: PlanIndex) -> Iterator[tuple[Text, Text, Text]]:
    """Questions that both answered otherwise: (question, here, there). They stay as they are in the one that goes on."""
    for (name, member), held in closed.situations.items():
        mine, situation = kept.situations.get((name, member)), index.situations.get(name)
        if situation is not None and mine is not None and mine.value != held.value:
            labels = dict(situation.options)
            yield _of_member(situation.label, member), _say(labels, mine.value), _say(labels, held.value)


def _say(labels: dict[str, Text], value: str) -> Text:
    found = [labels[code] for code in value.split(",") if code in labels]
    return Text("、".join(one.zh for one in found), ", ".join(one.say("en") for one in found))
