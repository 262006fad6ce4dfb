"""What a case is made of besides its tasks: facts, lists, parties, situations, payments, certificates, proposals, photographs."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from shuangquan.core.words.knowledge import Knowledge, Value


@dataclass(slots=True)
class Fact:
    """One fact as the case holds it. held: `value` may not be used or shown until the person it concerns agrees."""

    know: Knowledge
    ref: str
    commitment: str
    held: bool = False
    value: Value | None = None


class FormSignature(NamedTuple):
    """A form as somebody signed it. drawn: reference of the drawn name; signature, key: over the statement; "" where there is none."""

    digest: str
    level: int
    at: datetime
    drawn: str = ""
    commitment: str = ""
    signature: str = ""
    key: str = ""


@dataclass(slots=True)
class Members:
    """A list: its keys in order, which are picked (None: not chosen yet), whether no others exist, and those typed by hand.

    seated: members that a role of the theme stands for (who signed in, whom the person named): they belong to the matter.
    """

    keys: list[str] = field(default_factory=list)
    picked: tuple[str, ...] | None = None
    complete: bool = False
    by_hand: set[str] = field(default_factory=set)
    seated: set[str] = field(default_factory=set)

    def taken(self) -> tuple[str, ...]:
        """The members the matter is about."""
        if self.picked is None:
            return tuple(self.keys)
        chosen = {*self.picked, *self.by_hand, *self.seated}
        return tuple(key for key in self.keys if key in chosen)


@dataclass(slots=True)
class PartyState:
    """What another party has done. agreed and declined exclude each other. until, scope: of their consent."""

    invited_at: datetime | None = None
    silent_at: datetime | None = None
    agreed_at: datetime | None = None
    declined: str | None = None
    declined_at: datetime | None = None
    until: datetime | None = None
    scope: tuple[str, ...] = ()

    def end_consent(self) -> None:
        """They have not agreed any more."""
        self.agreed_at, self.until, self.scope = None, None, ()


@dataclass(slots=True)
class SituationState:
    """A situation's value and how it was settled: derived | asked | fixed | provisional."""

    value: str
    how: str


@dataclass(slots=True)
class Payment:
    """One order of the case and its lines: (item, member, amount, payer's role)."""

    order: str
    amount: str
    lines: tuple[tuple[str, str | None, str, str], ...]
    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a cabinet with papers in it. code: what opens it, "" once erased; until: when they are taken out again."""

    site: str
    cell: str
    code: str
    until: datetime


@dataclass(slots=True)
class Delivery:
    """How results reach people. way: "" before anybody chose; site: of the cabinet; stops, tracking: by parcel, as the courier reported.

    proof: a cabinet's record that its cell was opened; opened: certificates by identifier that their holder has opened, and when.
    """

    way: str = ""
    site: str = ""
    tracking: dict[str, str] = field(default_factory=dict)
    stops: dict[str, list[tuple[str, datetime]]] = field(default_factory=dict)
    cell: Cell | None = None
    proof: str = ""
    expired_at: datetime | None = None
    opened: dict[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CalledCertificate:
    """A certificate on file that answered a draw. certificate: its id; valid_to: ISO day or ""; lapsed: how it lost its force, "" while
    it stands.
    """

    certificate: str
    type: str
    valid_to: str
    lapsed: str = ""


@dataclass(slots=True)
class IssuedCertificate:
    """A certificate the case issued. status: valid, suspended, replaced or revoked."""

    type: str
    identifier: str
    item: str
    member: str | None
    digest: str
    valid_to: str
    at: datetime
    status: str = "valid"

    @property
    def revoked(self) -> bool:
        """Whether it was revoked."""
        return self.status == "revoked"


@dataclass(slots=True)
class Proposal:
    """What one officer proposes and another confirms. kind: pass | refuse | extend | revoke; text, remedy: references; days: working."""

    kind: str
    officer: str
    text: str
    remedy: str
    days: int
    at: datetime


@dataclass(slots=True)
class Photo:
    """A photograph of a visit. blob, text: references; sm3: of its bytes, in hex."""

    blob: str
    sm3: str
    text: str
    officer: str
    at: datetime
