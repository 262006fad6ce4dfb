"""What is appended to a case in one transaction, and what is loaded of it. Values only; the rules that make them live in core."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from shuangquan.core.words.actor import Actor

Plain = Any
"""What json.dumps takes."""


class LostRace(Exception):
    """Somebody else appended to this case first: load it and decide again."""


class IdempotentReplay(Exception):
    """This actor's key was answered before; `answer` is what was answered then."""

    def __init__(self, answer: Mapping[str, Plain]) -> None:
        super().__init__("answered before")
        self.answer = answer


@dataclass(frozen=True, slots=True)
class CaseRow:
    """The case as lists show it. id: UUID text. home_region never changes. number: what people see, leased. bundle: a hash.

    to_deliver: its limit ends with proven delivery, at delivered_at; else with closed_at (`limit_ended_at`).
    """

    id: str
    home_region: str
    handling_region: str
    theme: str
    bundle: str
    state: str
    door: str
    opened_at: datetime
    number: str | None = None
    submitted_at: datetime | None = None
    due_at: datetime | None = None
    due_tentative: bool = False
    closed_at: datetime | None = None
    to_deliver: bool | None = None
    delivered_at: datetime | None = None

    @property
    def limit_ended_at(self) -> datetime | None:
        """When the clock of the whole matter stopped; None while it runs. As `core.cases.delivery.find_limit_end`."""
        return self.delivered_at if self.to_deliver else self.closed_at


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One event as it was appended. body: the kind's own JSON, without any personal value. by, door: who acted for them, and where."""

    seq: int
    kind: str
    schema_version: int
    happened_at: datetime
    recorded_at: datetime
    actor_kind: str
    actor: str
    correlation: str
    body: Mapping[str, Plain]
    hash: bytes
    by: str = ""
    door: str = ""


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case with its events and decrypted values by ref; `salts` are those of the commitments. Erased: no values, `key` is None."""

    row: CaseRow
    version: int
    head: bytes
    events: tuple[StoredEvent, ...]
    values: Mapping[str, Plain] = field(repr=False)
    salts: Mapping[str, str] = field(repr=False)
    key: bytes | None = field(repr=False)
    erased: bool = False


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event to append. kind: as in docs/reference/records.md; body: JSON that holds references and commitments, never values."""

    kind: str
    schema_version: int
    body: Mapping[str, Plain]
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class NewValue:
    """A value that an event of the same change refers to. ref: UUID text; path: the variable; salt: of its commitment."""

    ref: str
    path: str
    value: Plain = field(repr=False)
    salt: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as it now stands (a row of the same item and member is replaced)."""

    item: str
    member: str
    department: str
    state: str
    reason: str = ""
    outcome: str = ""
    officer: str = ""
    accepted_at: datetime | None = None
    due_at: datetime | None = None
    due_tentative: bool = False
    decided_at: datetime | None = None
    decided_by: str = ""
    assignee: str = ""
    card: str = ""
    carded_at: datetime | None = None
    appeal: str = ""
    appeal_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party as it now stands. index: vault.blind_index of the ID number, once known; state `removed` ends access."""

    role: str
    state: str
    index: bytes | None = None
    invited_at: datetime | None = None
    answered_at: datetime | None = None
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate to issue. payload: canonical bytes that `signature` signs (through `digest`, 32 bytes SM3); stored sealed.

    token: of the QR link, found by its hash and stored sealed. signer: id of the seal key. lookup: see records.certificates.make_lookup.
    """

    id: str
    type: str
    identifier: str
    issuer: str
    item: str
    member: str
    token: str = field(repr=False)
    payload: bytes = field(repr=False)
    digest: bytes
    signature: bytes
    signer: str
    issued_at: datetime
    valid_to: date | None = None
    holder_index: bytes | None = None
    status: str = "valid"
    lookup: bytes | None = None


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message to send once. refs: ids and codes the template needs; recipient: an address, stored sealed, "" for none.

    key: makes it once only; party: blind index of who is told, None for staff.
    """

    id: str
    key: str
    channel: str
    template: str
    refs: Mapping[str, str]
    recipient: str = field(repr=False)
    party: bytes | None = None


@dataclass(frozen=True, slots=True)
class MatterRow:
    """What a case is about from its submission on. index: vault.blind_index of theme and value; ended: free for another case again."""

    member: str
    index: bytes
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class CallRow:
    """A certificate that a draw called up, for a member or "". state: stands | lapsed | gone."""

    draw: str
    member: str
    certificate: str
    state: str


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job to enqueue. name: `queue.verb`, e.g. case.advance. args: ids and codes only.

    run_at: by the clock of whoever enqueues; None: at once.
    key: while one of that key waits no second is added. lock: never two of one lock at a time.
    """

    name: str
    args: Mapping[str, str | int | None]
    run_at: datetime | None = None
    key: str | None = None
    lock: str | None = None
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """What to answer when this actor's key comes again. body_hash: SM3 of the request's canonical body; answer: references, no value."""

    key: str
    body_hash: bytes
    answer: Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A certificate of the case whose status changes: revoked, …"""

    type: str
    identifier: str
    status: str


@dataclass(frozen=True, slots=True)
class Change:
    """Everything one decision keeps. stored: what it was decided on, None for a new case. At least one event.

    dropped: refs of values to destroy now (a person refused): their ciphertext goes, salt and all.
    """

    actor: Actor
    row: CaseRow
    stored: StoredCase | None
    events: tuple[NewEvent, ...]
    values: tuple[NewValue, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    parties: tuple[PartyRow, ...] = ()
    certificates: tuple[CertificateRow, ...] = ()
    messages: tuple[MessageRow, ...] = ()
    jobs: tuple[JobRow, ...] = ()
    answered: Answered | None = None
    dropped: tuple[str, ...] = ()
    matters: tuple[MatterRow, ...] = ()
    statuses: tuple[StatusRow, ...] = ()
    calls: tuple[CallRow, ...] = ()
