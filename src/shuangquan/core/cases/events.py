"""Every event a case can have. Append-only; none holds a personal value, only references and salted commitments.

`kind` names the event on disk, `version` its shape; a released shape stays readable through `upcast.py`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from shuangquan.core.words.knowledge import Form, Origin, Unknown
from shuangquan.core.words.names import Var


@dataclass(frozen=True, slots=True)
class FactNote:
    """What an event says of one fact: its form, where it came from, and the reference under which the value lies encrypted.

    held: the value is there but may be neither used nor shown until the person it concerns agrees.
    """

    var: Var
    form: Form
    ref: str = ""
    commitment: str = ""
    origin: Origin | None = None
    why: Unknown | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee of one task, in yuan with two decimals as text."""

    item: str
    member: str | None
    amount: str
    pays: str


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A person began a matter. signed_in: the theme's role they play."""

    kind: ClassVar[str] = "case.opened"
    version: ClassVar[int] = 1
    theme: str
    region: str
    signed_in: str
    bundle: str
    plan: str


@dataclass(frozen=True, slots=True)
class NoticeAgreed:
    """`role` was told what is asked of whom, for what, on which basis, and agreed. Before the first query."""

    kind: ClassVar[str] = "notice.agreed"
    version: ClassVar[int] = 1
    role: str
    draws: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class FactsNoted:
    """Facts became known, claimed, absent or unknown: by sign-in, by hand, by an item's result. by: who gave them."""

    kind: ClassVar[str] = "facts.noted"
    version: ClassVar[int] = 1
    by: str
    notes: tuple[FactNote, ...]


@dataclass(frozen=True, slots=True)
class SourceAnswered:
    """A draw ended. outcome: found | none | down. list_role and members: the list it filled."""

    kind: ClassVar[str] = "source.answered"
    version: ClassVar[int] = 1
    draw: str
    member: str | None
    outcome: str
    notes: tuple[FactNote, ...]
    list_role: str | None = None
    members: tuple[str, ...] = ()
    complete: bool = False


@dataclass(frozen=True, slots=True)
class MembersPicked:
    """Which members of a list the matter is about; those not named are left out."""

    kind: ClassVar[str] = "members.picked"
    version: ClassVar[int] = 1
    role: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberAdded:
    """A member of a list that no source knew was added by hand."""

    kind: ClassVar[str] = "member.added"
    version: ClassVar[int] = 1
    role: str
    member: str


@dataclass(frozen=True, slots=True)
class SituationSettled:
    """A situation has a value, which lies under `ref`: whether somebody is married is as personal as a name.

    how: derived | asked | fixed | provisional (data it needs still waits for consent).
    """

    kind: ClassVar[str] = "situation.settled"
    version: ClassVar[int] = 1
    name: str
    member: str | None
    ref: str
    commitment: str
    how: str


@dataclass(frozen=True, slots=True)
class Replanned:
    """The case goes on with another plan: the class became known, or a source failed."""

    kind: ClassVar[str] = "case.replanned"
    version: ClassVar[int] = 1
    plan: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceGiven:
    """A paper was uploaded. blob: its reference; sm3 of its bytes."""

    kind: ClassVar[str] = "evidence.given"
    version: ClassVar[int] = 1
    path: str
    member: str | None
    blob: str
    sm3: str
    by: str


@dataclass(frozen=True, slots=True)
class EvidenceLacking:
    """The applicant says that they do not have this paper now; a person will look."""

    kind: ClassVar[str] = "evidence.lacking"
    version: ClassVar[int] = 1
    path: str
    member: str | None
    by: str


@dataclass(frozen=True, slots=True)
class PartyInvited:
    """Another person was asked to agree or sign on their own device."""

    kind: ClassVar[str] = "party.invited"
    version: ClassVar[int] = 1
    role: str
    silent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PartyAgreed:
    """That person agreed that their data is used for this matter; the facts held back are released by `notes`.

    until: when that is over if the matter is not submitted by then; scope: ids of the draws they were shown.
    """

    kind: ClassVar[str] = "party.agreed"
    version: ClassVar[int] = 2
    role: str
    level: int
    notes: tuple[FactNote, ...] = ()
    until: datetime | None = None
    scope: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyDeclined:
    """That person refused, kept silent too long, or the applicant chose to type instead. how: refused | silent | typed."""

    kind: ClassVar[str] = "party.declined"
    version: ClassVar[int] = 1
    role: str
    how: str
    notes: tuple[FactNote, ...] = ()


@dataclass(frozen=True, slots=True)
class PaymentOrdered:
    """One sum was ordered for all fees. amount in yuan."""

    kind: ClassVar[str] = "payment.ordered"
    version: ClassVar[int] = 1
    order: str
    amount: str
    lines: tuple[FeeLine, ...]


@dataclass(frozen=True, slots=True)
class PaymentSettled:
    """The payer paid the order. state: paid | failed."""

    kind: ClassVar[str] = "payment.settled"
    version: ClassVar[int] = 1
    order: str
    state: str


@dataclass(frozen=True, slots=True)
class RefundOrdered:
    """The fee of a task that came to nothing goes back to the payer."""

    kind: ClassVar[str] = "refund.ordered"
    version: ClassVar[int] = 1
    order: str
    refund: str
    item: str
    member: str | None
    amount: str


@dataclass(frozen=True, slots=True)
class RefundSettled:
    """The payment side confirmed the refund."""

    kind: ClassVar[str] = "refund.settled"
    version: ClassVar[int] = 1
    refund: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """The applicant submitted. due_at: when the theme's own limit ends; provisional when the calendar year is not published."""

    kind: ClassVar[str] = "case.submitted"
    version: ClassVar[int] = 1
    digest: str
    due_at: datetime | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class CaseWithdrawn:
    """The applicant withdrew the whole matter. by: role."""

    kind: ClassVar[str] = "case.withdrawn"
    version: ClassVar[int] = 1
    by: str


@dataclass(frozen=True, slots=True)
class ParcelSent:
    """Paper certificates were handed to the courier."""

    kind: ClassVar[str] = "parcel.sent"
    version: ClassVar[int] = 1
    parcel: str


@dataclass(frozen=True, slots=True)
class ParcelDelivered:
    """The courier proved delivery."""

    kind: ClassVar[str] = "parcel.delivered"
    version: ClassVar[int] = 1
    parcel: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseClosed:
    """Every task has ended. outcome: completed | partially_completed | not_completed."""

    kind: ClassVar[str] = "case.closed"
    version: ClassVar[int] = 1
    outcome: str


@dataclass(frozen=True, slots=True)
class DueSettled:
    """The case's limit now ends at `due_at`: a year was published, or time is added in which the applicant was waited for."""

    kind: ClassVar[str] = "due.settled"
    version: ClassVar[int] = 2
    due_at: datetime
    provisional: bool
