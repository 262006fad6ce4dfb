"""并件 at the desk: what looks like the same matter taken twice is looked at side by side, made one, or said to be two."""

from dataclasses import dataclass

from shuangquan.actions.acting import acting_system
from shuangquan.actions.desk import find_following
from shuangquan.actions.loading import Loaded, decide_case, hiding_cases, load, load_for_staff
from shuangquan.actions.matters import find_period
from shuangquan.actions.tasks import note_reading
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.kinds import read_event
from shuangquan.core.cases.policy import check_may
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.stages import find_teller
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.cases.twin_events import CaseMerged
from shuangquan.core.cases.twins import Taking, check_merge, check_taken, decide_apart, decide_merged, decide_taken, find_takings
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.actor import SYSTEM, Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.roles import DECIDE
from shuangquan.core.words.text import clean_text
from shuangquan.records.blobs import append_blob, find_blob
from shuangquan.records.cases import find_case_id
from shuangquan.records.changes import JobRow
from shuangquan.records.twins import find_alike

LONGEST = 2000
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cases side by side, the own task's first. item: by which this department sees them. barred: the id of a case → why it cannot
    be the one that goes on, absent when it can.
    """

    item: PlanItem
    one: Loaded
    other: Loaded
    barred: dict[str, Refusal]

    def split(self, keep: str) -> tuple[Loaded, Loaded]:
        """The one that goes on, and the one to be closed. Refusal("twin.other") when it is neither."""
        if keep not in (self.one.case.id, self.other.case.id):
            raise Refusal("twin.other", "keep")
        return (self.one, self.other) if keep == self.one.case.id else (self.other, self.one)

    def takings(self, keep: str) -> tuple[Taking, ...]:
        """What can be taken over into the one that goes on."""
        kept, closed = self.split(keep)
        return find_takings(kept.case, closed.case, kept.index)


def list_twins(actor: Actor, loaded: Loaded) -> tuple[str, ...]:
    """Cases under way here that share a person with this one and are of the same theme, but those that somebody said to be others."""
    case = loaded.case
    if case.state is not CaseState.SUBMITTED:
        return ()
    check_may(actor, "case.merge", "department")
    return tuple(one for one in find_alike(case.id, case.theme, case.region) if one not in case.apart)


def find_twins(actor: Actor, loaded: Loaded) -> tuple[str, ...]:
    """As `list_twins`; nothing for who may look and not decide."""
    return list_twins(actor, loaded) if DECIDE & actor.acts_as else ()


def find_numbered(actor: Actor, number: str) -> str:
    """The case that an officer names by its number. Refusals: "twin.number"; policy."""
    check_may(actor, "case.merge", "department")
    text = number.strip().upper()
    found = find_case_id(text) if text.startswith("SQ") else None
    if found is None:
        raise Refusal("twin.number", "number")
    return found


def show_pair(actor: Actor, case_id: str, item: str, member: str | None, other_id: str) -> Pair:
    """Both, for an officer whose department has its item in both; that they were read is recorded.

    Refusals: "staff.forbidden" for what this officer may not see, in either; "twin.other" for one about something else; policy.
    """
    one, other = (load_for_staff(actor, found, "case.merge") for found in (case_id, other_id))
    planned, task = one.index.items.get(item), one.case.tasks.get((item, member))
    if planned is None or task is None or actor.department not in (planned.department, find_teller(planned, task)):
        raise Refusal("staff.forbidden", "task")
    if one.case.id == other.case.id or one.case.theme != other.case.theme or item not in other.index.items:
        raise Refusal("twin.other", "other")
    for loaded, beside in ((one, other), (other, one)):
        names = [str(found.var) if found.var else found.name for found in find_takings(beside.case, loaded.case, loaded.index)]
        note_reading(actor, loaded, ("twin", *names))
    return Pair(planned, one, other, dict(_find_barred(one, other)))


def _find_barred(one: Loaded, other: Loaded) -> list[tuple[str, Refusal]]:
    barred = []
    for kept, closed in ((one, other), (other, one)):
        try:
            _check(kept, closed.case)
        except Refusal as refusal:
            barred.append((kept.case.id, refusal))
    return barred


def _check(kept: Loaded, closed: Case) -> None:
    check_merge(kept.case, closed)
    assert kept.case.submitted_at is not None and closed.submitted_at is not None
    if find_period(kept.index, kept.case.submitted_at) != find_period(kept.index, closed.submitted_at):
        raise Refusal("twin.period", "keep")


def check_pair(pair: Pair, keep: str, taken: tuple[str, ...], text: str) -> None:
    """Whether it could be done. Refusals as `check_merge`; "twin.fixed", "twin.period", "reason.empty"."""
    kept, closed = pair.split(keep)
    _check(kept, closed.case)
    check_taken(pair.takings(keep), taken)
    if not text.strip():
        raise Refusal("reason.empty", "text")


def merge_cases(actor: Actor, pair: Pair, keep: str, taken: tuple[str, ...], text: str) -> None:
    """Close one into the other. The closing keeps the job that carries over, so nothing is lost if this process ends in between.

    Refusals as `check_pair`, also when somebody was faster.
    """
    words = clean_text(text, LONGEST)
    check_pair(pair, keep, taken, words)
    kept, closed = pair.split(keep)

    def decide(turn: Turn, _index: PlanIndex) -> None:
        decide_merged(turn, load(kept.case.id).case, taken, words, actor.subject)

    def after(case: Case, index: PlanIndex) -> tuple[JobRow, ...]:
        carry = JobRow("case.take_twin", {"case": case.id}, key=f"twin:{case.id}")
        return (carry, *find_following(case, index))

    with hiding_cases():
        decide_case(actor, closed.case.id, "case.merge", decide, after=after)
    take_twin(closed.case.id, actor)


def take_twin(closed_id: str, actor: Actor = SYSTEM) -> None:
    """Carry what was chosen from a closed case into the one that goes on; once, whoever comes first."""
    with acting_system():
        closed = load(closed_id)
        how = _find_how(closed)
        if closed_id in load(how.into).case.twins:
            return
        blobs = _copy_papers(closed, how)
        text = str(closed.values.get(how.text) or "—")

        def decide(turn: Turn, index: PlanIndex) -> None:
            before = len(turn.events)
            decide_taken(turn, index, closed.case, how, text, blobs)
            if len(turn.events) > before:
                decide_running(turn, index)

        decide_case(actor, how.into, "case.run" if actor == SYSTEM else "case.merge", decide, after=find_following)


def _find_how(closed: Loaded) -> CaseMerged:
    stored = next(one for one in closed.stored.events if one.kind == CaseMerged.kind)
    event = read_event(stored.kind, stored.schema_version, dict(stored.body))
    assert isinstance(event, CaseMerged)
    return event


def _copy_papers(closed: Loaded, how: CaseMerged) -> dict[str, tuple[str, str]]:
    """Copies of the papers that go over, under the other case's own keys."""
    kept, copies = load(how.into), {}
    for taking in find_takings(kept.case, closed.case, kept.index):
        if taking.var is not None or taking.name not in how.taken:
            continue
        blob = find_blob(closed.case.evidence[taking.place][0])
        if blob is not None:
            made = append_blob(kept.stored.row, taking.place[0], blob.content)
            copies[taking.name] = (made.id, made.sm3.hex())
    return copies


def keep_apart(actor: Actor, pair: Pair, text: str) -> None:
    """Say in both that the other is another matter; nobody is asked again. Refusals: "reason.empty"; policy."""
    words = clean_text(text, LONGEST)
    for loaded, other in ((pair.one, pair.other), (pair.other, pair.one)):
        _note_apart(actor, loaded.case.id, other.case.id, words)


def _note_apart(actor: Actor, case_id: str, other: str, words: str) -> None:
    with hiding_cases():
        decide_case(actor, case_id, "case.merge", lambda turn, _index: decide_apart(turn, other, words, actor.subject))
