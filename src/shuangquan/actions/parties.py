"""Another person's verbs, on their own device: agree, decline, sign; and the applicant's way round when they cannot."""

from datetime import timedelta

from shuangquan.actions.gathering import gather_draft
from shuangquan.actions.keeping import find_number
from shuangquan.actions.loading import Loaded, decide_case, find_role, load
from shuangquan.actions.people import Person
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.consents import decide_remind
from shuangquan.core.cases.forms import find_unsigned
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.parties import decide_agree, decide_decline, decide_invite
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.actor import SYSTEM, Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.accounts import find_account
from shuangquan.records.changes import JobRow, MessageRow
from shuangquan.records.clock import now
from shuangquan.records.ids import new_id
from shuangquan.records.queue import enqueue_now
from shuangquan.records.vault import blind_index

REMINDED = timedelta(days=1)
"""After so long somebody who was asked is reminded, once, or after half of the time they have if that is less. Ours to set."""


def invite_party(actor: Actor, case_id: str, person: Person, role: str) -> Loaded:
    """Ask `role` to agree on their own device: by short message when they have an account here, and by the link in any case."""

    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_invite(turn, index, role)

    def messages(turn: Turn, _index: PlanIndex) -> tuple[MessageRow, ...]:
        return _find_messages(turn, role, "invite")

    def after(case: Case, _index: PlanIndex) -> tuple[JobRow, ...]:
        jobs = [JobRow("message.send", {"limit": 20}, key="message.send")]
        silent = case.parties[role].silent_at
        if silent is not None:
            jobs.append(JobRow("party.silent", {"case": case_id, "role": role}, silent, key=f"silent:{case_id}:{role}"))
        moment = now() + (min(REMINDED, (silent - now()) / 2) if silent is not None else REMINDED)
        jobs.append(JobRow("party.remind", {"case": case_id, "role": role}, moment, key=f"remind:{case_id}:{role}"))
        return tuple(jobs)

    return decide_case(actor, case_id, "case.fill", decide, person=person, after=after, messages=messages)


def _find_messages(turn: Turn, role: str, why: str) -> tuple[MessageRow, ...]:
    number = find_number(turn.case, role)
    account = find_account(blind_index("id_number", number)) if number else None
    phone = account.profile.get("phone") if account else None
    if not phone:
        return ()
    refs = {"case": turn.case.id, "role": role, "theme": turn.case.theme}
    return (
        MessageRow(
            new_id(),
            f"{turn.case.id}.{why}.{role}.{turn.case.version}",
            "sms",
            "party.invited",
            refs,
            phone,
            account.index if account else None,
        ),
    )


def remind_party(case_id: str, role: str) -> None:
    """Remind whoever was asked and has not answered, or has yet to sign; nothing once they have, or the matter is no draft any more."""

    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_remind(turn, index, role)

    def messages(turn: Turn, _index: PlanIndex) -> tuple[MessageRow, ...]:
        return _find_messages(turn, role, "remind") if turn.events else ()

    decide_case(SYSTEM, case_id, "case.run", decide, messages=messages)


def find_reminders(case: Case, index: PlanIndex) -> tuple[JobRow, ...]:
    """Of a form that was just signed: who has yet to sign is reminded in a day."""
    waiting = [role for role in find_unsigned(case, index) if role in case.parties]
    return tuple(
        JobRow("party.remind", {"case": case.id, "role": role}, now() + REMINDED, key=f"remind:{case.id}:{role}") for role in waiting
    )


def agree_party(actor: Actor, case_id: str, person: Person) -> Loaded:
    """The person agrees that their data is used for this matter; what was held back is released, and more may now be asked."""
    role = _other_role(case_id, person)

    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_agree(turn, index, role, actor.identity)
        gather_draft(actor, turn, index)

    return decide_case(actor, case_id, "case.consent", decide, role=role)


def decline_party(actor: Actor, case_id: str, person: Person) -> Loaded:
    """The person refuses: what was held back is destroyed, and the applicant types instead."""
    return _decline(actor, case_id, _other_role(case_id, person), "refused", "case.consent")


def type_for_party(actor: Actor, case_id: str, person: Person, role: str) -> Loaded:
    """The applicant does not wait for the other person and types instead."""

    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_decline(turn, index, role, "typed")
        gather_draft(actor, turn, index)

    return decide_case(actor, case_id, "case.fill", decide, person=person)


def silence_party(case_id: str, role: str) -> None:
    """The time to answer has run out: silence counts as the standard says, which is never as consent."""
    case = load(case_id).case
    party = case.parties.get(role)
    if party is None or party.agreed_at or party.declined or party.silent_at is None:
        return
    if party.silent_at > now():  # this process's clock is behind the one by which the job was due
        enqueue_now(JobRow("party.silent", {"case": case_id, "role": role}, party.silent_at, key=f"silent:{case_id}:{role}"))
        return
    try:
        _decline(SYSTEM, case_id, role, "silent", "case.run")
    except Refusal as refusal:
        if refusal.code != "case.not_draft":
            raise


def _decline(actor: Actor, case_id: str, role: str, how: str, verb: str) -> Loaded:
    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_decline(turn, index, role, how)
        gather_draft(actor, turn, index)

    return decide_case(actor, case_id, verb, decide, role=role if actor.kind == "citizen" else None)


def _other_role(case_id: str, person: Person) -> str:
    case = load(case_id).case
    role = find_role(case, person.id_number)
    if role is None or role == case.signed_in:
        raise Refusal("party.not_you", "party")
    return role
