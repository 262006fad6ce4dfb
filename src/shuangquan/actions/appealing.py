"""行政复议: the applicant's verbs, and those of the reviewing body, which is never the department that decided."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from shuangquan.actions.documents import list_task_documents, seal_document
from shuangquan.actions.loading import Loaded, Request, begin_turn, decide_case, find_tie, hiding_cases, load_for_staff
from shuangquan.actions.organs import find_organ
from shuangquan.actions.people import Person
from shuangquan.actions.running import find_next
from shuangquan.actions.showing import Seen, show_case
from shuangquan.actions.tasks import SeenTask, note_reading, see_task
from shuangquan.core.cases.appeal_state import Appeal, Weighed
from shuangquan.core.cases.appeals import (
    check_file,
    check_reviewer,
    decide_appeal,
    decide_file,
    decide_reject,
    decide_stay,
    decide_take,
    decide_take_back,
    find_file_by,
    find_outcomes,
    find_wants,
)
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.policy import check_may
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.turn import Turn
from shuangquan.core.notices.appeal_letter import make_letter
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import clean_text
from shuangquan.papers.document import render_document
from shuangquan.records.changes import JobRow

LONGEST = 2000
"""Characters of what somebody writes here; more is cut off, as the page's own fields do."""


@dataclass(frozen=True, slots=True)
class Filing:
    """What the applicant is shown before applying. number: of the document that told the decision, "" for none."""

    seen: Seen
    item: PlanItem
    weighed: Weighed
    file_by: datetime
    wants: tuple[str, ...]
    number: str


def show_filing(actor: Actor, case_id: str, person: Person, item: str, member: str | None) -> Filing:
    """The decision that can be appealed. Refusals as `show_case`, `check_file`; of the policy."""
    seen = show_case(actor, case_id, person)
    loaded = seen.loaded
    check_may(actor, "appeal.file", find_tie(loaded.case, seen.role, actor))
    task, planned = loaded.case.tasks.get((item, member)), loaded.index.items.get(item)
    if task is None or planned is None:
        raise Refusal("appeal.none", item)
    turn = begin_turn(loaded.case, loaded.values)
    weighed = check_file(turn, planned, task)
    papers = list_task_documents(loaded, item, member)
    number = next((one.number for one in papers if one.key == weighed.document), "")
    wants = find_wants(planned, weighed.against)
    return Filing(seen, planned, weighed, find_file_by(loaded.case, weighed), wants, number)


def file_appeal(
    actor: Actor, case_id: str, person: Person, item: str, member: str | None, wants: str, text: str, request: Request
) -> Loaded:
    """Apply for reconsideration. The same request again changes nothing. Refusals as `decide_file`, and of the policy."""

    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_file(turn, index, item, member, wants, clean_text(text, LONGEST))

    return decide_case(actor, case_id, "appeal.file", decide, person=person, after=_after, request=request)


def withdraw_appeal(actor: Actor, case_id: str, person: Person, item: str, member: str | None) -> Loaded:
    """Take it back. Refusals: "appeal.over", of the policy."""
    return decide_case(actor, case_id, "appeal.file", lambda turn, _: decide_take_back(turn, item, member), person=person)


def render_letter(actor: Actor, case_id: str, person: Person, item: str, member: str | None, text: str = "") -> tuple[str, bytes]:
    """(file name, PDF) of the application to print, sign and hand in elsewhere: the applicant's own paper, so it bears no seal.

    Refusals as `show_filing`.
    """
    filing = show_filing(actor, case_id, person, item, member)
    loaded = filing.seen.loaded
    turn = begin_turn(loaded.case, loaded.values)
    letter = make_letter(
        loaded.case, filing.item, filing.weighed, filing.number, loaded.stored.row.number or "", turn.now, clean_text(text, LONGEST)
    )
    return f"{letter.title.zh}-{loaded.stored.row.number or case_id}.pdf", render_document(letter, sample=False)


@dataclass(frozen=True, slots=True)
class SeenAppeal:
    """An appeal with its task, as the reviewer sees it: everything the deciding department had.

    barred: why this account may not act on it, None when it may. outcomes: what can be decided, none unless it is being reviewed.
    """

    task: SeenTask
    appeal: Appeal
    barred: Refusal | None
    outcomes: tuple[str, ...]


def show_appeal(actor: Actor, case_id: str, item: str, member: str | None, whole: str = "") -> SeenAppeal:
    """One appeal; the reading of its facts is recorded. Refusal("staff.forbidden") for one of another region and what does not exist."""
    loaded = load_for_staff(actor, case_id, "appeal.see")
    planned, task = loaded.index.items.get(item), loaded.case.tasks.get((item, member))
    appeal = task.recourse.appeal if task is not None else None
    if planned is None or task is None or appeal is None:
        raise Refusal("staff.forbidden", "appeal")
    seen = see_task(actor, loaded, planned, task, whole)
    return SeenAppeal(seen, appeal, _find_barred(actor, planned, appeal), find_outcomes(planned, appeal) if appeal.state == "open" else ())


def _find_barred(actor: Actor, item: PlanItem, appeal: Appeal) -> Refusal | None:
    try:
        check_reviewer(item, appeal, actor.department, actor.subject)
    except Refusal as refusal:
        return refusal
    return None


Step = Callable[[Turn, PlanIndex, str, str | None, str, tuple[str, str], str], object]
"""turn, plan, item, member, words, organ (id, name), reviewer's subject."""
STEPS: dict[str, Step] = {
    "take": lambda turn, index, item, member, _, organ, who: decide_take(turn, index, item, member, organ, who),
    "reject": decide_reject,
    "stay": decide_stay,
}


def do_appeal(actor: Actor, case_id: str, item: str, member: str | None, step: str, text: str, outcome: str = "") -> Loaded:
    """A reviewer's step: take | reject | stay | decide (with an outcome). KeyError for any other: a bug of the door.

    Refusals as what decides it; "appeal.taken" when the applicant has begun the same matter anew; "staff.forbidden" for another region's.
    """

    check_may(actor, "appeal.decide", "department")

    def decide(turn: Turn, index: PlanIndex) -> None:
        planned = index.items.get(item)
        if planned is None:
            raise Refusal("staff.forbidden", item)
        organ = (actor.department, find_organ(actor.department, actor.region, turn.case.bundle).zh)
        if step == "decide":
            decide_appeal(turn, index, item, member, outcome, clean_text(text, LONGEST), organ, actor.subject)
        else:
            STEPS[step](turn, index, item, member, clean_text(text, LONGEST), organ, actor.subject)
        decide_running(turn, index)

    try:
        with hiding_cases():
            return decide_case(actor, case_id, "appeal.decide", decide, after=_after)
    except Refusal as refusal:
        if refusal.code == "case.duplicate":
            raise Refusal("appeal.taken", "outcome") from refusal
        raise


def open_appeal_document(actor: Actor, case_id: str, item: str, member: str | None, key: str) -> tuple[str, bytes]:
    """(file name, sealed PDF) for the reviewer: every document of the task. Refusals as `show_appeal`; "document.unknown"."""
    loaded = show_appeal(actor, case_id, item, member).task.loaded
    found = next((one for one in list_task_documents(loaded, item, member) if one.key == key), None)
    if found is None:
        raise Refusal("document.unknown", "document")
    note_reading(actor, loaded, (f"document:{key}",))
    return seal_document(found)


def _after(case: Case, index: PlanIndex) -> tuple[JobRow, ...]:
    return find_next(case, index, 0)
