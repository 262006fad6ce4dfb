"""The applicant's verbs before submission: open, agree to the notice, answer, type, pick, upload, sign, submit, withdraw."""

from collections.abc import Mapping

from shuangquan.actions.companies import GUARDIAN
from shuangquan.actions.delegating import FOR, check_hand
from shuangquan.actions.filed import check_calls
from shuangquan.actions.gathering import Gathered, gather_draft
from shuangquan.actions.keeping import keep_turn
from shuangquan.actions.loading import Decide, Loaded, Request, begin_turn, decide_case, find_role, load
from shuangquan.actions.notices import find_notice
from shuangquan.actions.parties import find_reminders
from shuangquan.actions.people import Person
from shuangquan.actions.plans import find_index, plan_key
from shuangquan.actions.running import find_next
from shuangquan.actions.signing_forms import seal_statement
from shuangquan.actions.standards import check_offered, load_online
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.consents import end_consents
from shuangquan.core.cases.drafting import (
    decide_add_member,
    decide_choose,
    decide_inform,
    decide_lacking,
    decide_open,
    decide_pick,
    decide_typed,
)
from shuangquan.core.cases.forms import find_digest
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.parties import decide_sign, decide_submit, decide_withdraw, find_fees
from shuangquan.core.cases.policy import FOR_WARD, check_may
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.settle import decide_answer
from shuangquan.core.cases.taking_up import decide_again
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.cases.withdrawing import decide_withdraw_item
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.names import Var
from shuangquan.records.changes import JobRow, MessageRow
from shuangquan.records.ids import new_id
from shuangquan.records.rosters import find_going_roster


def open_case(actor: Actor, theme: str, region: str, role: str, person: Person, company: str = "") -> str:
    """Open a matter as `role`; answers its id. company: the credit code of the company it is for, where a licence vouches for that.

    Refusals: "theme.unknown", "theme.elsewhere", "theme.apply", "company.theme", "ward.theme", "case.planning", policy, those
    of `check_hand`.
    """
    check_may(actor, "case.open")
    check_hand(actor, theme, None)
    bundle = load_online(region)
    planned = bundle.themes.get(theme)
    if planned is None:
        raise Refusal("theme.unknown", "theme")
    check_offered(bundle, planned, region)
    if actor.by.startswith(FOR_WARD) and role not in planned.minors:
        raise Refusal("ward.theme", "theme")
    if role not in planned.apply:
        raise Refusal("theme.apply", "role", who="、".join(planned.apply))
    index = find_index(plan_key(bundle.hash, theme, region, role, None, frozenset()))
    turn = begin_turn(Case(new_id()), {})
    decide_open(turn, index, role, person.facts, company, GUARDIAN if actor.by.startswith(FOR_WARD) else "identity")
    keep_turn(actor, None, turn, index, messages=_tell_principal(actor, turn))
    return turn.case.id


def _tell_principal(actor: Actor, turn: Turn) -> tuple[MessageRow, ...]:
    """Whoever is acted for hears that somebody has begun something for them."""
    phone = turn.case.value(Var(turn.case.signed_in, "phone"))
    if not actor.by.startswith(FOR) or phone is None:
        return ()
    refs = {"case": turn.case.id, "theme": turn.case.theme}
    return (MessageRow(new_id(), f"{turn.case.id}.delegate", "sms", "delegate.began", refs, str(phone)),)


def inform_case(actor: Actor, case_id: str, person: Person) -> Loaded:
    """The person has read the notice and agreed; the departments are asked, and what can be settled is settled."""
    loaded = load(case_id)
    notice = find_notice(loaded.case.bundle, loaded.case.theme, loaded.case.region, loaded.case.signed_in)

    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_inform(turn, find_role(turn.case, person.id_number) or "", notice.sources, notice.digest)
        gather_draft(actor, turn, index)

    return _fill(actor, case_id, person, decide)


def _fill(actor: Actor, case_id: str, person: Person, decide: Decide, request: Request | None = None) -> Loaded:
    return decide_case(actor, case_id, "case.fill", decide, person=person, request=request)


def go_on(actor: Actor, case_id: str, person: Person) -> Loaded:
    """Ask what can now be asked (after consent, after a worker's compile). Changes nothing when there is nothing."""
    return _fill(actor, case_id, person, lambda turn, index: gather_draft(actor, turn, index))


def answer_questions(
    actor: Actor, case_id: str, person: Person, answers: Mapping[tuple[str, str | None], str], typed: Mapping[Var, str]
) -> Loaded:
    """Answer situations, and the facts that must be typed before the class is known; then go on."""

    def decide(turn: Turn, index: PlanIndex) -> Gathered:
        for (name, member), value in answers.items():
            decide_answer(turn, index, name, member, value)
        if typed:
            decide_typed(turn, index, find_role(turn.case, person.id_number) or "", typed)
        return gather_draft(actor, turn, index)

    return _fill(actor, case_id, person, decide)


def type_facts(actor: Actor, case_id: str, person: Person, given: Mapping[Var, str]) -> Loaded:
    """Type or correct facts. Refusals with everything that is wrong; nothing is kept then."""

    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_typed(turn, index, find_role(turn.case, person.id_number) or "", given)
        gather_draft(actor, turn, index)

    return _fill(actor, case_id, person, decide)


def pick_members(actor: Actor, case_id: str, person: Person, role: str, members: tuple[str, ...]) -> Loaded:
    """Choose which members of a list the matter is about."""

    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_pick(turn, index, role, members)
        gather_draft(actor, turn, index)

    return _fill(actor, case_id, person, decide)


def add_member(actor: Actor, case_id: str, person: Person, role: str) -> Loaded:
    """Add a member by hand."""

    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_add_member(turn, index, role)
        gather_draft(actor, turn, index)

    return _fill(actor, case_id, person, decide)


def choose_member(actor: Actor, case_id: str, person: Person, role: str, member: str) -> Loaded:
    """Say which member of its list a role is."""

    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_choose(turn, index, role, member)
        gather_draft(actor, turn, index)

    return _fill(actor, case_id, person, decide)


def lack_evidence(actor: Actor, case_id: str, person: Person, path: str, member: str | None) -> Loaded:
    """Say that a paper is not at hand now; an officer will look."""
    return _fill(
        actor, case_id, person, lambda turn, index: decide_lacking(turn, index, find_role(turn.case, person.id_number) or "", path, member)
    )


def sign_form(actor: Actor, case_id: str, person: Person, digest: str, drawing: str = "") -> Loaded:
    """Sign the form that was shown; `digest` is its SM3 as shown, `drawing` the name as drawn by hand, "" for none.

    Refusals: "sign.changed" when it has changed since; "sign.drawing", "sign.slip".
    """

    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_sign(turn, index, find_role(turn.case, person.id_number) or "", digest, actor.identity, drawing, seal_statement)

    return decide_case(actor, case_id, "case.sign", decide, person=person, after=find_reminders)


class _Stale(Exception):
    """What the draft rests on has changed since it was gathered: it is gathered anew before it can be submitted."""


def submit_case(actor: Actor, case_id: str, person: Person, request: Request, *, fees_known: bool = True) -> Loaded:
    """Submit, and decide at once whatever rules can decide. The same request again submits nothing twice.

    Refusal("certificate.lapsed") when a certificate or a consent has lost its force meanwhile: the draft is gathered anew;
    "roster.going" while people are still being taken from a table.
    """
    if find_going_roster(case_id):
        raise Refusal("roster.going", "table")

    def decide(turn: Turn, index: PlanIndex) -> None:
        if turn.case.state is CaseState.DRAFT:
            end_consents(turn)
            check_calls(turn, index)
            if turn.events:
                raise _Stale
        decide_submit(turn, index, fees_known=fees_known)
        decide_running(turn, index)

    def after(case: Case, index: PlanIndex) -> tuple[JobRow, ...]:
        return find_next(case, index, 0)

    try:
        return decide_case(actor, case_id, "case.submit", decide, person=person, after=after, request=request)
    except _Stale:
        go_on(actor, case_id, person)
        raise Refusal("certificate.lapsed", "form") from None


def withdraw_case(actor: Actor, case_id: str, person: Person) -> Loaded:
    """Withdraw the whole matter; what was paid is paid back by a job."""

    def decide(turn: Turn, _index: PlanIndex) -> None:
        decide_withdraw(turn, find_role(turn.case, person.id_number) or "")

    def after(case: Case, index: PlanIndex) -> tuple[JobRow, ...]:
        return find_next(case, index, 0)

    return decide_case(actor, case_id, "case.withdraw", decide, person=person, after=after)


def withdraw_item(actor: Actor, case_id: str, person: Person, item: str, member: str | None) -> Loaded:
    """Withdraw one item of a matter under way; the others go on. Refusals of `decide_withdraw_item`, policy."""

    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_withdraw_item(turn, index, item, member)
        decide_running(turn, index)

    def after(case: Case, index: PlanIndex) -> tuple[JobRow, ...]:
        return find_next(case, index, 0)

    return decide_case(actor, case_id, "case.withdraw", decide, person=person, after=after)


def take_up_item(actor: Actor, case_id: str, person: Person, item: str, member: str | None) -> Loaded:
    """Take up again an item that was taken back, also when the matter has ended. Refusals of `decide_again`, policy; "case.duplicate"."""

    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_again(turn, index, item, member)
        decide_running(turn, index)

    def after(case: Case, index: PlanIndex) -> tuple[JobRow, ...]:
        return find_next(case, index, 0)

    return decide_case(actor, case_id, "case.add", decide, person=person, after=after)


def find_form_digest(loaded: Loaded) -> str:
    """The SM3 that a signature of the form as it stands is bound to."""
    return find_digest(loaded.case)


def has_fees(loaded: Loaded) -> bool:
    """Whether something is still to be paid."""
    return bool(find_fees(loaded.case, loaded.index))
