"""What was read off a paper, offered to the person who fills in the form: nothing enters it before they confirmed or mended it.

A value that a person confirmed is claimed, as one that they typed: only where it came from is kept. No rule rests on the reading.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.drafting import check_draft_or_correction, check_typed, may_type
from shuangquan.core.cases.events import FactsNoted
from shuangquan.core.cases.forms import AskedFact, AskedPaper, find_asked_facts, find_asked_papers
from shuangquan.core.cases.gather import find_var
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.readings import PaperPlace, ReadField
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.plan import PlanVar, Shown
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.knowledge import Form, Origin, Value
from shuangquan.core.words.names import Var

PAPER = "paper"
"""The kind of origin of a value that was read off a paper and confirmed by the person; its source is the evidence's path."""
SURE = 90
"""From which sureness on, of 100, a value that was looked at (not text of the file itself) need not be marked; ours to set (U)."""


class Confidence(StrEnum):
    """How far a reading is to be trusted."""

    SURE = "sure"
    CHECK = "check"  # read, but not surely, or a check digit does not hold
    NONE = "none"  # nothing was read


@dataclass(frozen=True, slots=True)
class Offered:
    """A field of the form that a paper may fill. value: as read, None for nothing; held: what the form holds now; page: from 1, 0 for none.

    fault: see `FieldRead`.
    """

    var: Var
    planned: PlanVar
    value: Value | None
    confidence: Confidence
    held: Value | None
    fault: str = ""
    page: int = 0

    @property
    def agrees(self) -> bool:
        """The form says the same already: nothing to confirm."""
        return self.value is not None and self.value == self.held


def find_fillable(case: Case, index: PlanIndex, by: str, today: date) -> dict[PaperPlace, tuple[PlanVar, ...]]:
    """For every paper that is asked: the asked facts that stand on it, handed in or not. Papers that fill nothing are left out."""
    asked = _find_asked(case, index, by, today)
    found = {}
    for paper in find_asked_papers(case, index, today):
        facts = tuple(fact.planned for _, fact in _find_shown(case, index, asked, paper))
        if facts and _may_hand_in(index, by, paper):
            found[paper.evidence.path, paper.member] = facts
    return found


def find_offered(case: Case, index: PlanIndex, by: str, today: date, place: PaperPlace) -> tuple[Offered, ...]:
    """What a paper that was read offers for the form, in the standard's order; nothing before it was read."""
    held = case.readings.get(place)
    if held is None or not held.way or held.why:
        return ()
    asked = _find_asked(case, index, by, today)
    read = {case.own(field.var): field for field in held.fields if field.var is not None}
    papers = (one for one in find_asked_papers(case, index, today) if (one.evidence.path, one.member) == place)
    return tuple(_offer(case, fact, read.get(case.own(fact.var))) for paper in papers for _, fact in _find_shown(case, index, asked, paper))


def decide_confirmed(turn: Turn, index: PlanIndex, by: str, place: PaperPlace, given: Mapping[Var, str]) -> None:
    """Take what the person confirmed or mended, as typed. A value as it was read comes from the paper; another was typed.

    Refusal("reading.gone") for a paper that was replaced or offers nothing; Refusals with every fault else: nothing is noted then.
    """
    check_draft_or_correction(turn.case)
    offered = {one.var: one for one in find_offered(turn.case, index, by, turn.today, place)}
    if not offered:
        raise Refusal("reading.gone", place[0])
    values, faults = check_typed(turn.case, index, by, {var: text for var, text in given.items() if var in offered}, turn.today)
    faults += [Refusal("fact.not_yours", str(var)) for var in given if var not in offered]
    if faults:
        raise Refusals(tuple(faults))
    notes = []
    for var, value in values.items():
        if turn.case.value(var) == value and turn.case.know(var).form is not Form.UNKNOWN:
            continue
        origin = Origin(PAPER, place[0], turn.now, by) if offered[var].value == value else Origin("typed", by, turn.now, by)
        notes.append(turn.note(var, Form.CLAIMED, value, origin))
    if notes:
        turn.emit(FactsNoted(by, tuple(notes)))


def _find_asked(case: Case, index: PlanIndex, by: str, today: date) -> dict[Var, AskedFact]:
    return {case.own(one.var): one for one in find_asked_facts(case, index, today) if may_type(index, by, one.planned)}


def _find_shown(case: Case, index: PlanIndex, asked: Mapping[Var, AskedFact], paper: AskedPaper) -> Iterator[tuple[Shown, AskedFact]]:
    for shown in paper.evidence.shows:
        fact = asked.get(case.own(find_var(index, shown.path, paper.member)))
        if fact is not None:
            yield shown, fact


def _may_hand_in(index: PlanIndex, by: str, paper: AskedPaper) -> bool:
    return not paper.evidence.by or any(index.resolve(role) == by for role in paper.evidence.by)


def _offer(case: Case, fact: AskedFact, read: ReadField | None) -> Offered:
    held = case.value(fact.var)
    if read is None or read.value is None:
        return Offered(fact.var, fact.planned, None, Confidence.NONE, held, read.fault if read else "")
    sure = not read.fault and read.sure >= SURE
    return Offered(fact.var, fact.planned, read.value, Confidence.SURE if sure else Confidence.CHECK, held, read.fault, read.page)
