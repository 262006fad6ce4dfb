"""What people are told when something has happened that they should know of."""

from shuangquan.core.cases import appeal_events as a
from shuangquan.core.cases import certificate_events as c
from shuangquan.core.cases import delivery_events as y
from shuangquan.core.cases import desk_events as k
from shuangquan.core.cases import later_events as l
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.events import CaseClosed
from shuangquan.core.cases.kinds import Event
from shuangquan.core.cases.result_events import PledgeVerified
from shuangquan.core.cases.return_events import CaseReturned
from shuangquan.core.cases.task_events import CorrectionSent, NeedAsked, TaskDecided
from shuangquan.core.cases.turn import Turn
from shuangquan.core.cases.twin_events import CaseMerged, TwinTaken
from shuangquan.core.words.names import Var
from shuangquan.records.changes import MessageRow
from shuangquan.records.ids import new_id
from shuangquan.records.vault import blind_index

_TEMPLATES: dict[type, str] = {
    CorrectionSent: "task.correct",
    NeedAsked: "task.correct",
    CaseClosed: "case.closed",
    y.CellLoaded: "cell.loaded",
    y.CellExpired: "cell.expired",
    k.TaskExtended: "task.extended",
    k.SpecialBegun: "task.special",
    k.HearingOffered: "task.hearing",
    k.HearingSet: "hearing.set",
    k.TaskNotAccepted: "task.not_accepted",
    k.TaskReturned: "task.returned",
    k.ResultRevoked: "result.revoked",
    CaseReturned: "task.returned",
    CaseMerged: "case.merged",
    TwinTaken: "twin.taken",
    c.CertificateHeld: "certificate.held",
    c.CertificateFreed: "certificate.freed",
    c.CertificateReplaced: "certificate.replaced",
    c.CallLapsed: "certificate.lapsed",
    a.AppealAccepted: "appeal.moved",
    a.AppealRejected: "appeal.moved",
    a.EffectStayed: "appeal.moved",
    a.AppealDecided: "appeal.decided",
    l.DepartmentRevoked: "result.revoked",
    l.ResultWithdrawn: "result.revoked",
}


def _find_template(case: Case, event: Event) -> str | None:
    if isinstance(event, PledgeVerified):
        if event.outcome == "kept":
            return None
        return "recheck.broken" if case.tasks[event.item, event.member].recheck else f"pledge.{event.outcome}"
    if isinstance(event, TaskDecided):
        return "task.refused" if event.outcome == "refuse" and event.by == "department" else None
    if isinstance(event, a.TaskReopened):
        return "task.again" if event.why == a.AGAIN and event.officer else None
    return _TEMPLATES.get(type(event))


def find_messages(turn: Turn) -> tuple[MessageRow, ...]:
    """Messages to the applicant for what this turn decided: in the portal, and to their telephone where its number is known. Their words
    name no value of the case.
    """
    phone, number_held = (turn.case.value(Var(turn.case.signed_in, fact)) for fact in ("phone", "id_number"))
    party = blind_index("id_number", str(number_held)) if number_held is not None else None
    if phone is None and party is None:
        return ()
    rows = []
    for number, happened in enumerate(turn.events):
        template = _find_template(turn.case, happened.event)
        if template is not None:
            key = f"{turn.case.id}.{template}.{turn.case.version - len(turn.events) + number}"
            rows.append(MessageRow(new_id(), key, "sms" if phone else "app", template, {"case": turn.case.id}, str(phone or ""), party))
    return tuple(rows)
