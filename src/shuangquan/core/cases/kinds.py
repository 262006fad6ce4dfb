"""Events by their kind on disk, and the upcasters of released shapes."""

from collections.abc import Callable
from typing import Any

from shuangquan.core.cases import appeal_events as a
from shuangquan.core.cases import certificate_events as c
from shuangquan.core.cases import collect_events as cl
from shuangquan.core.cases import consent_events as ce
from shuangquan.core.cases import data_events as d
from shuangquan.core.cases import delivery_events as y
from shuangquan.core.cases import desk_events as k
from shuangquan.core.cases import events as e
from shuangquan.core.cases import giving_events as g
from shuangquan.core.cases import hand_events as h
from shuangquan.core.cases import later_events as l
from shuangquan.core.cases import member_events as m
from shuangquan.core.cases import outside_events as o
from shuangquan.core.cases import paper_events as q
from shuangquan.core.cases import pin_events as n
from shuangquan.core.cases import reading_events as w
from shuangquan.core.cases import recall_events as r
from shuangquan.core.cases import result_events as p
from shuangquan.core.cases import return_events as x
from shuangquan.core.cases import sign_events as sg
from shuangquan.core.cases import station_events as st
from shuangquan.core.cases import supervision_events as s
from shuangquan.core.cases import task_events as t
from shuangquan.core.cases import twin_events as tw
from shuangquan.core.cases import visit_events as v
from shuangquan.core.words.codec import from_plain, to_plain

Event = (
    e.CaseOpened
    | e.NoticeAgreed
    | e.FactsNoted
    | e.SourceAnswered
    | e.MembersPicked
    | e.MemberAdded
    | m.MemberChosen
    | e.SituationSettled
    | e.Replanned
    | e.EvidenceGiven
    | e.EvidenceLacking
    | e.PartyInvited
    | e.PartyAgreed
    | e.PartyDeclined
    | ce.ConsentEnded
    | ce.PartyReminded
    | sg.Signed
    | e.PaymentOrdered
    | e.PaymentSettled
    | e.RefundOrdered
    | e.RefundSettled
    | e.Submitted
    | e.CaseWithdrawn
    | e.ParcelSent
    | e.ParcelDelivered
    | cl.CollectChosen
    | cl.PaperHanded
    | st.StationAuthorised
    | st.StationSettled
    | tw.CaseMerged
    | tw.TwinTaken
    | tw.TwinApart
    | y.DeliveryChosen
    | y.ParcelReported
    | y.CellLoaded
    | y.CellOpened
    | y.CellExpired
    | y.ResultOpened
    | e.CaseClosed
    | e.DueSettled
    | t.TaskAccepted
    | t.TaskReferred
    | t.TaskHeld
    | t.TaskResumed
    | t.CorrectionSent
    | t.CorrectionAnswered
    | t.NeedAsked
    | t.NeedAnswered
    | t.TaskPassed
    | t.StageBegun
    | t.StageEnded
    | t.StageObjected
    | t.StageReminded
    | t.TaskSent
    | t.TaskDecided
    | t.CertificateIssued
    | t.TaskDone
    | t.TaskStopped
    | t.TaskWithdrawn
    | t.TaskDueSettled
    | o.DepartmentReported
    | o.DepartmentAsked
    | o.DepartmentSuspended
    | o.DepartmentResumed
    | o.DepartmentApproved
    | o.DepartmentChased
    | o.SupervisorTold
    | h.HandListed
    | h.HandTicked
    | h.HandTyped
    | h.HandEntered
    | h.HandDiffered
    | h.HandAgreed
    | h.HandRecalled
    | r.DepartmentRecalled
    | l.DepartmentRevoked
    | l.ResultWithdrawn
    | l.DepartmentInformed
    | p.PledgeOpened
    | p.PledgeVerified
    | p.RecheckOpened
    | p.ResultDoubted
    | p.CertificateRevoked
    | c.CertificateHeld
    | c.CertificateFreed
    | c.CertificateReplaced
    | c.CertificateCalled
    | c.CallLapsed
    | p.ResultEnds
    | k.SpecialBegun
    | k.SpecialEnded
    | k.HearingOffered
    | k.HearingDemanded
    | k.HearingWaived
    | k.HearingSet
    | k.TaskExtended
    | k.TaskNotAccepted
    | k.TaskReturned
    | k.TaskAssigned
    | k.DecisionProposed
    | k.DecisionConfirmed
    | k.DecisionSentBack
    | k.ResultRevoked
    | s.CardIssued
    | s.CardAnswered
    | s.AccountAsked
    | q.PaperReceived
    | w.PaperRead
    | v.VisitPhotographed
    | d.CaseArchived
    | d.CaseErased
    | n.CaseRebased
    | g.CaseGiven
    | x.CaseReturned
    | a.AppealFiled
    | a.AppealAccepted
    | a.AppealRejected
    | a.AppealAnswered
    | a.EffectStayed
    | a.AppealWithdrawn
    | a.AppealDecided
    | a.TaskReopened
)

KINDS: dict[str, type[Event]] = {kind.kind: kind for kind in Event.__args__}

Upcast = Callable[[dict[str, Any]], dict[str, Any]]
UPCASTS: dict[tuple[str, int], Upcast] = {
    ("correction.answered", 1): lambda body: {**body, "provisional": False},
    ("stage.begun", 1): lambda body: {**body, "remind_at": None},
    ("form.signed", 1): lambda body: {**body, "drawn": "", "commitment": "", "signature": "", "key": ""},
    ("party.agreed", 1): lambda body: {**body, "until": None, "scope": []},
    ("due.settled", 1): lambda body: {**body, "provisional": False},
}
"""(kind, version found) to a function that lifts the body by one version."""


def write_event(event: Event) -> dict[str, Any]:
    """The body of an event as plain JSON."""
    body: dict[str, Any] = to_plain(event)
    return body


def read_event(kind: str, version: int, body: dict[str, Any]) -> Event:
    """The event of a stored body, lifted to today's shape. KeyError for an unknown kind."""
    shape = KINDS[kind]
    while version < shape.version:
        body = UPCASTS[kind, version](body)
        version += 1
    return from_plain(shape, body)
