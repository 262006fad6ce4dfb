"""What an app gets of a matter under way, and of what came of it. Times in words are in the language that Accept-Language prefers."""

from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from shuangquan.channels.api.case_shapes import FieldShape
from shuangquan.channels.api.shapes import NO_NUL, Words


class Lane(Schema):
    """One item for one member.

    state: later, working, open, awaited, held, paying, review, correct, special, hearing, sent, done, mending, revoked, refused, stopped
    or withdrawn. used, promised: how long. why: what rules or an officer said; remedy: what can be done; until: when to answer a notice, of
    which `needs` things are asked. leave: it can be taken back alone; again: it can be taken up again.
    """

    item: str
    member: str
    name: Words
    department: Words
    state: str
    used: str
    promised: str
    late: bool
    why: Words
    remedy: Words
    needs: int
    until: str
    missing: list[Words]
    in_person: bool
    leave: bool
    again: bool


class Clock(Schema):
    """The whole. state: running, done, late or untimed. provisional: the deadline may move when a year's calendar is published."""

    state: str
    used: str
    promised: str
    began: str
    due: str
    late: str
    provisional: bool


class Progress(Schema):
    """How far a submitted matter is. turn: the item that says what happens now, or empty."""

    number: str
    running: bool
    done: int
    turn: str
    to_pay: bool
    clock: Clock
    lanes: list[Lane]


class Told(Schema):
    """One sentence of the history."""

    at: str
    text: str


class History(Schema):
    """What happened, newest first."""

    history: list[Told]


class CorrectionPaper(Schema):
    """A paper that a notice asks for. given: one has been handed in."""

    path: str
    member: str
    name: Words
    given: bool


class Correction(Schema):
    """A notice to correct (补正). said: in the officer's words. facts, papers: what it asks for."""

    item: str
    member: str
    said: str
    until: str
    facts: list[FieldShape]
    papers: list[CorrectionPaper]


class DocumentLine(Schema):
    """A document (文书). item: what it is about, empty for the whole matter."""

    key: str
    title: Words
    item: Words
    at: str


class Documents(Schema):
    """Newest first."""

    documents: list[DocumentLine]


class Line(Schema):
    """A line of a certificate. field: what it is called where it is chosen to be shown."""

    label: Words
    value: str


class CertificateShape(Schema):
    """A certificate that the matter issued. choices: what a showing may let others see. link: where anybody verifies it."""

    id: UUID
    type: str
    name: Words
    issuer: Words
    holder: str
    number: str
    issued: str
    until: str
    state: str
    sample: bool
    item: str
    member: str
    lines: list[Line]
    choices: list[str]
    link: str


class Certificates(Schema):
    """In order of issue."""

    certificates: list[CertificateShape]


class Showing(Schema):
    """A showing that has begun."""

    id: UUID


class ShowingCode(Schema):
    """looked: somebody has looked, `who` for what and when; else link: what the code says, good for one look until `until`."""

    looked: bool
    link: str
    until: str
    seconds: int
    who: str
    purpose: str
    at: str


class Registration(Schema):
    """What an app is let in for. scopes: that people can allow it; themes, regions: all when empty; callback: where it is told.

    Of a host: frames, origins that may show the zone in a frame; vouches: up to which level it may say who its user is, 0 for not at all.
    """

    id: str
    name: Words
    scopes: list[str]
    themes: list[str]
    regions: list[str]
    callback: str
    frames: list[str]
    vouches: int


class TicketUser(Schema):
    """Whom the host's user is. subject: the host's own id of them, which says nothing to others; it comes back in what the host is told."""

    model_config = ConfigDict(extra="forbid")
    id_number: str = Field(min_length=18, max_length=18)
    name: str = Field(min_length=1, max_length=80, pattern=NO_NUL)
    subject: str = Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._-]+$")
    phone: str = Field("", max_length=20, pattern=r"^[0-9+-]*$")


class TicketAsk(Schema):
    """audience: this platform's public address; nonce: the host's own, new for each ticket, which the entry has to repeat.

    level: how well the host identified the user this time: 2, 3 or 4.
    """

    model_config = ConfigDict(extra="forbid")
    user: TicketUser
    level: int = Field(ge=2, le=4)
    audience: str = Field(min_length=1, max_length=200, pattern=NO_NUL)
    nonce: str = Field(min_length=16, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")


class Ticket(Schema):
    """The ticket, and for how many seconds it is good."""

    ticket: str
    expires_in: int


class Opened(Schema):
    """Ids of the matters that the app opened. next: what to pass as `after`, empty on the last page."""

    cases: list[UUID]
    next: str


class DeliveryShape(Schema):
    """Something the app was told, or is to be. state: waiting, sent or dead; status: how the last attempt ended."""

    id: UUID
    kind: str
    case: UUID
    made_at: str
    state: str
    attempts: int
    status: str


class Deliveries(Schema):
    """Oldest first. next: what to pass as `after`, empty on the last page."""

    deliveries: list[DeliveryShape]
    next: str
