"""智能审查: what was read off the papers held against the facts, against each other and against the day. It tells; it never decides.

A fact that agrees with a paper stays what it was: claimed stays claimed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.reading import is_readable
from shuangquan.core.cases.readings import PaperPlace, PaperReading, ReadField
from shuangquan.core.exchange.paper_values import are_same
from shuangquan.core.standard.plan import Shown
from shuangquan.core.words.knowledge import Form, Value
from shuangquan.core.words.names import Var

LEAST_ADDRESS = 8
"""Letters of an address from which on its first line, read alone, counts as the same."""


class Kind(StrEnum):
    """Every way in which a paper can differ."""

    DIFFERS = "differs"  # from what the case holds
    HOLDER = "holder"  # it is another's: what says who somebody is differs
    PAPERS = "papers"  # two papers say different things of the same fact
    EXPIRED = "expired"  # it had ended on the day it was handed in
    SAME_FILE = "same_file"  # the same bytes were handed in for another paper too


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. here: what the paper says; there: what the case, or the other paper, says, None for nothing.

    var, shown: the fact, None where the paper as a whole is meant. form: known | claimed | absent, of what the case holds, else "". other:
    the other paper. page: where it stands, 0 for nowhere; sure: 0 to 100.
    """

    kind: Kind
    place: PaperPlace
    var: Var | None = None
    shown: Shown | None = None
    here: Value | None = None
    there: Value | None = None
    form: str = ""
    other: PaperPlace | None = None
    page: int = 0
    sure: int = 100


@dataclass(frozen=True, slots=True)
class Agreed:
    """A fact that stands on the paper as the case has it."""

    place: PaperPlace
    var: Var


@dataclass(frozen=True, slots=True)
class Alone:
    """A value that only the paper has: nothing to hold it against."""

    place: PaperPlace
    var: Var
    shown: Shown
    here: Value
    page: int
    sure: int


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read: a field, or (`shown` None) the whole paper.

    why: see `FieldRead.fault` and `WHY_NOT`; "waits" before it was tried. here: what stands there although it cannot be right (a check
    digit that does not hold).
    """

    place: PaperPlace
    why: str
    shown: Shown | None = None
    here: Value | None = None
    page: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything there is to tell of a case's papers."""

    differences: tuple[Difference, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    alone: tuple[Alone, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class _Field:
    """A value that was read, with what the standard says of it."""

    place: PaperPlace
    shown: Shown
    var: Var
    value: Value
    read: ReadField


def compare_papers(case: Case, index: PlanIndex) -> Compared:
    """All papers of the case as it stands. What is held back until somebody agrees is compared with nothing."""
    differences: list[Difference] = []
    agreed: list[Agreed] = []
    alone: list[Alone] = []
    fields = list(_find_values(case, index))
    for field in fields:
        told = _hold_against_case(case, field)
        if isinstance(told, Difference):
            differences.append(told)
        elif isinstance(told, Agreed):
            agreed.append(told)
        else:
            alone.append(told)
    differences += _hold_together(case, fields, {(one.place, one.var) for one in differences})
    differences += _find_expired(case, index)
    differences += _find_same_files(case, index)
    return Compared(tuple(differences), tuple(agreed), tuple(alone), tuple(_find_unread(case, index)))


def _find_read(case: Case, index: PlanIndex) -> Iterator[tuple[PaperPlace, PaperReading]]:
    """Papers of which something is known to stand on them, in the plan's order."""
    order = {path: place for place, path in enumerate(index.evidence)}
    for (path, member), held in sorted(case.readings.items(), key=lambda one: (order.get(one[0][0], -1), one[0][1] or "")):
        if path in index.evidence and is_readable(index.evidence[path]):
            yield (path, member), held


def _find_values(case: Case, index: PlanIndex) -> Iterator[_Field]:
    for place, held in _find_read(case, index):
        shows = {shown.path: shown for shown in index.evidence[place[0]].shows}
        for field in held.fields:
            shown = find_shown(index, shows, field)
            if field.var is not None and shown is not None and field.value is not None and not field.fault:
                yield _Field(place, shown, field.var, field.value, field)


def find_shown(index: PlanIndex, shows: dict[str, Shown], field: ReadField) -> Shown | None:
    """What the plan says of a field that was read, whichever name of its role the paper is bound to."""
    if field.var is None:
        return None
    names = (path for path in shows if index.resolve(path.partition(".")[0]) == field.var.role)
    return next((shows[path] for path in names if path.partition(".")[2] == field.var.fact), None)


def _hold_against_case(case: Case, field: _Field) -> Difference | Agreed | Alone:
    know, read = case.know(field.var), field.read
    if know.form is Form.UNKNOWN:
        return Alone(field.place, field.var, field.shown, field.value, read.page, read.sure)
    if know.form is not Form.ABSENT and know.value is not None and _agree(field.shown, field.value, know.value):
        return Agreed(field.place, field.var)
    kind = Kind.HOLDER if field.shown.identifies else Kind.DIFFERS
    return Difference(
        kind, field.place, field.var, field.shown, field.value, know.value, know.form.value, page=read.page, sure=read.sure
    )  # fmt: skip


def _agree(shown: Shown, here: Value, there: Value) -> bool:
    if are_same(shown.type, here, there):
        return True
    begun = shown.type == "address" and isinstance(here, str) and isinstance(there, str) and len(here) >= LEAST_ADDRESS
    return begun and str(there).startswith(str(here))  # its other lines stand below


def _hold_together(case: Case, fields: list[_Field], told: set[tuple[PaperPlace, Var | None]]) -> Iterator[Difference]:
    """Papers that say different things of one fact; where one of them differs from the case already, that says it."""
    for one, other in combinations(fields, 2):
        if case.own(one.var) != case.own(other.var) or one.place == other.place or _agree(one.shown, one.value, other.value):
            continue
        if (one.place, one.var) in told or (other.place, other.var) in told or _agree(other.shown, other.value, one.value):
            continue
        yield Difference(
            Kind.PAPERS, one.place, one.var, one.shown, one.value, other.value,
            other=other.place, page=one.read.page, sure=min(one.read.sure, other.read.sure),
        )  # fmt: skip


def _find_expired(case: Case, index: PlanIndex) -> Iterator[Difference]:
    for place, held in _find_read(case, index):
        for field in held.fields:
            day = held.given_at.date()
            if field.var is None and isinstance(field.value, date) and not field.fault and field.value < day:
                yield Difference(Kind.EXPIRED, place, here=field.value, there=day, page=field.page, sure=field.sure)


def _find_same_files(case: Case, index: PlanIndex) -> Iterator[Difference]:
    """Each pair once, whatever the standard knows of what stands on them."""
    held = [(place, sm3) for place, (_, sm3) in case.evidence.items() if place[0] in index.evidence]
    for (one, first), (other, second) in combinations(held, 2):
        if first == second:
            yield Difference(Kind.SAME_FILE, other, other=one)


def _find_unread(case: Case, index: PlanIndex) -> Iterator[Unread]:
    for place, held in _find_read(case, index):
        if not held.way or held.why:
            yield Unread(place, held.why or "waits")
            continue
        evidence = index.evidence[place[0]]
        shows = {shown.path: shown for shown in evidence.shows}
        for field in held.fields:
            if field.fault:
                shown = find_shown(index, shows, field) or Shown("", evidence.name, "date", evidence.valid_to)
                yield Unread(place, field.fault, shown, field.value, field.page)
