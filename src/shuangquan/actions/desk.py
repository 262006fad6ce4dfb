"""The officer's verbs: notice, pass, refuse with reason and remedy, tell what a stage came to; and the applicant's answer to a notice."""

from collections.abc import Mapping

from shuangquan.actions.loading import Loaded, decide_case, find_role
from shuangquan.actions.people import Person
from shuangquan.actions.running import find_next
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.deskwork import decide_answered, decide_correction, decide_pass, decide_refuse
from shuangquan.core.cases.drafting import decide_typed
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.pledges import decide_broken, decide_kept
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.stages import decide_met, decide_objected, find_teller
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.names import Var
from shuangquan.records.changes import JobRow


def _decide(actor: Actor, case_id: str, item: str, decide: object, told_of: tuple[str | None] | None = None) -> Loaded:
    """told_of: (member,) of a task whose stage is told of, by whichever department has to tell."""
    assert callable(decide)

    def whole(turn: Turn, index: PlanIndex) -> None:
        planned = index.items.get(item)
        task = turn.case.tasks.get((item, *told_of)) if told_of is not None else None
        mine = planned is not None and (find_teller(planned, task) if task is not None else planned.department)
        if planned is None or mine != actor.department:
            raise Refusal("staff.forbidden", item)
        decide(turn, index)
        decide_running(turn, index)

    return decide_case(actor, case_id, "task.decide", whole, after=_after)


def _after(case: Case, index: PlanIndex) -> tuple[JobRow, ...]:
    return find_next(case, index, 0)


def send_correction(actor: Actor, case_id: str, item: str, member: str | None, needs: tuple[str, ...], text: str) -> Loaded:
    """补正: one notice that names everything; the clock stands until it is answered."""
    return _decide(actor, case_id, item, lambda turn, index: decide_correction(turn, index, item, member, needs, text, actor.subject))


def pass_task(actor: Actor, case_id: str, item: str, member: str | None, reason: str) -> Loaded:
    """The officer passes what rules could not, with a reason."""
    return _decide(actor, case_id, item, lambda turn, _: decide_pass(turn, item, member, reason, actor.subject))


def refuse_task(actor: Actor, case_id: str, item: str, member: str | None, reason: str, remedy: str) -> Loaded:
    """The officer refuses with reason and remedy. Only what needs this result stops; fees of it go back."""
    return _decide(actor, case_id, item, lambda turn, index: decide_refuse(turn, index, item, member, reason, remedy, actor.subject))


def note_met(actor: Actor, case_id: str, item: str, member: str | None, text: str, told: Mapping[str, str] | None = None) -> Loaded:
    """What a task waited for has happened (a visit, a file that arrived), and all is well; the officer says what was found.

    told: path → what the standard wants told with it.
    """

    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_met(turn, index, item, member, text, actor.subject, told)

    return _decide(actor, case_id, item, decide, (member,))


def note_objection(actor: Actor, case_id: str, item: str, member: str | None, text: str) -> Loaded:
    """Somebody objects while it lies open, or the visit found something: the task is an officer's now."""
    return _decide(actor, case_id, item, lambda turn, index: decide_objected(turn, index, item, member, text, actor.subject), (member,))


def note_kept(actor: Actor, case_id: str, item: str, member: str | None, text: str) -> Loaded:
    """核查: a promise was kept, or a doubted result can stay; the officer says what was found."""
    return _decide(actor, case_id, item, lambda turn, _: decide_kept(turn, item, member, text, actor.subject))


def note_broken(actor: Actor, case_id: str, item: str, member: str | None, text: str) -> Loaded:
    """核查: a promise was untrue: to be put right where the standard gives time for it, else what was issued is revoked."""
    return _decide(actor, case_id, item, lambda turn, index: decide_broken(turn, index, item, member, text, actor.subject))


def answer_correction(actor: Actor, case_id: str, person: Person, item: str, member: str | None, given: Mapping[Var, str]) -> Loaded:
    """The applicant answers a notice with facts; papers were uploaded before. The officer looks again."""

    def decide(turn: Turn, index: PlanIndex) -> None:
        if given:
            decide_typed(turn, index, find_role(turn.case, person.id_number) or "", given)
        decide_answered(turn, index, item, member)
        decide_running(turn, index)

    return decide_case(actor, case_id, "case.answer_notice", decide, person=person, after=_after)
