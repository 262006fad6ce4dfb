"""The officer's verbs: notice, pass, refuse with reason and remedy, tell what a stage came to; and the applicant's answer to a notice."""

from collections.abc import Mapping

from shuangquan.actions.loading import Loaded, decide_case, find_role
from shuangquan.actions.people import Person
from shuangquan.actions.running import find_next
from shuangquan.actions.wishes import Wish, apply_wish
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.deskwork import decide_answered
from shuangquan.core.cases.drafting import decide_typed
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.seconding import check_lead
from shuangquan.core.cases.special import decide_hearing_answer
from shuangquan.core.cases.stages import find_teller
from shuangquan.core.cases.turn import Turn
from shuangquan.core.credentials.life import ENDED
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.names import Var
from shuangquan.core.words.roles import LEAD
from shuangquan.records.certificates import find_certificates_of_case
from shuangquan.records.changes import JobRow
from shuangquan.records.staff import find_holders

LIVING = frozenset({"hold", "free", "reissue"})
"""Wishes about a certificate that is out."""


def decide_wish(actor: Actor, case_id: str, item: str, member: str | None, wish: Wish) -> Loaded:
    """Do what an officer wishes with a task of their department: the one that has it now.

    Refusals: "staff.forbidden", "second.lead", and as what decides it (`actions/wishes.py`).
    """
    if wish.kind in LIVING:
        check_not_ended(case_id, item, member)
    leads = find_leads(actor) if wish.kind == "confirm" else frozenset()

    def decide(turn: Turn, index: PlanIndex) -> None:
        planned, task = index.items.get(item), turn.case.tasks.get((item, member))
        mine = planned is not None and (find_teller(planned, task) if task is not None else planned.department)
        if planned is None or mine != actor.department:
            raise Refusal("staff.forbidden", item)
        if task is not None:
            check_lead(task, actor.subject, leads)
        apply_wish(turn, index, item, member, wish, actor.subject)
        decide_running(turn, index)

    return decide_case(actor, case_id, "task.decide", decide, after=find_following)


def check_not_ended(case_id: str, item: str, member: str | None) -> None:
    """What another case has ended (the holder died, a newer one came) has no further life. Refusal("certificate.state")."""
    found = (one for one in find_certificates_of_case(case_id) if (one.item, one.member) == (item, member or ""))
    if any(one.status == ENDED for one in found):
        raise Refusal("certificate.state", "certificate", state=ENDED, act="")


def find_leads(actor: Actor) -> frozenset[str]:
    """Subjects of the heads of the actor's department in its region. One query."""
    return frozenset(one.subject for one in find_holders(actor.department, actor.region, {LEAD}))


def find_following(case: Case, index: PlanIndex) -> tuple[JobRow, ...]:
    """The jobs that go on with a case after somebody at a desk has decided."""
    return find_next(case, index, 0)


def send_correction(actor: Actor, case_id: str, item: str, member: str | None, needs: tuple[str, ...], text: str) -> Loaded:
    """补正: one notice that names everything; the clock stands until it is answered."""
    return decide_wish(actor, case_id, item, member, Wish("correct", text, needs))


def pass_task(actor: Actor, case_id: str, item: str, member: str | None, reason: str) -> Loaded:
    """The officer passes what rules could not, with a reason; where the standard says so it waits for a second officer."""
    return decide_wish(actor, case_id, item, member, Wish("pass", reason))


def refuse_task(actor: Actor, case_id: str, item: str, member: str | None, reason: str, remedy: str) -> Loaded:
    """The officer proposes to refuse, with reason and remedy; a second one confirms it. Only what needs this result then stops."""
    return decide_wish(actor, case_id, item, member, Wish("refuse", reason, remedy=remedy))


def confirm_task(actor: Actor, case_id: str, item: str, member: str | None) -> Loaded:
    """The second officer confirms what another proposed, and it is done."""
    return decide_wish(actor, case_id, item, member, Wish("confirm", ""))


def note_met(actor: Actor, case_id: str, item: str, member: str | None, text: str, told: Mapping[str, str] | None = None) -> Loaded:
    """What a task waited for has happened (a visit, a file that arrived), and all is well; the officer says what was found.

    told: path → what the standard wants told with it.
    """
    return decide_wish(actor, case_id, item, member, Wish("met", text, told=told or {}))


def note_objection(actor: Actor, case_id: str, item: str, member: str | None, text: str) -> Loaded:
    """Somebody objects while it lies open, or the visit found something: the task is an officer's now."""
    return decide_wish(actor, case_id, item, member, Wish("object", text))


def note_kept(actor: Actor, case_id: str, item: str, member: str | None, text: str) -> Loaded:
    """核查: a promise was kept, or a doubted result can stay; the officer says what was found."""
    return decide_wish(actor, case_id, item, member, Wish("kept", text))


def note_broken(actor: Actor, case_id: str, item: str, member: str | None, text: str) -> Loaded:
    """核查: a promise was untrue: to be put right where the standard gives time for it, else what was issued is revoked."""
    return decide_wish(actor, case_id, item, member, Wish("broken", text))


def answer_hearing(actor: Actor, case_id: str, person: Person, item: str, member: str | None, *, demanded: bool) -> Loaded:
    """The applicant wants the hearing that was offered, or does not. Refusal("task.not_here") once the time for it is over."""

    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_hearing_answer(turn, item, member, demanded=demanded)
        decide_running(turn, index)

    return decide_case(actor, case_id, "case.answer_notice", decide, person=person, after=find_following)


def answer_correction(actor: Actor, case_id: str, person: Person, item: str, member: str | None, given: Mapping[Var, str]) -> Loaded:
    """The applicant answers a notice with facts; papers were uploaded before. The officer looks again."""

    def decide(turn: Turn, index: PlanIndex) -> None:
        if given:
            decide_typed(turn, index, find_role(turn.case, person.id_number) or "", given)
        decide_answered(turn, index, item, member)
        decide_running(turn, index)

    return decide_case(actor, case_id, "case.answer_notice", decide, person=person, after=find_following)
