"""What goes in and out where somebody is not content: appeals, complaints, a fact to be corrected, and who saw what."""

from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from shuangquan.channels.api.case_asks import Member, Sent
from shuangquan.channels.api.shapes import NO_NUL, Words

Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$", description="one's own, new for each request: the same one twice is one")]


class Appeal(Sent):
    """wants: one of the filing's `wants`. text: why."""

    key: Key
    wants: Literal["annul", "change", "unlawful"]
    text: str = Field(min_length=1, max_length=2000, pattern=NO_NUL)


class Filing(Schema):
    """A decision that can be appealed. decision: which; number: of its document; by: until when; wants: what can be asked for."""

    item: str
    decision: Words
    number: str
    decided: str
    by: str
    wants: list[str]


class Complaint(Sent):
    """item, member: what it is about, empty for the whole matter or the system. contact: wants to be called."""

    key: Key
    about: Literal["task", "conduct", "system"]
    item: str = Field("", pattern=r"^[A-Za-z0-9_-]{0,64}$")
    member: Member = ""
    text: str = Field(min_length=1, max_length=1000, pattern=NO_NUL)
    contact: bool = False


class Verdict(Sent):
    """good: the answer satisfies; again: it goes one level up, once; back: the complaint is taken back."""

    do: Literal["good", "again", "back"]


class ComplaintAnswer(Schema):
    """What was answered, and when."""

    at: str
    text: str


class ComplaintLine(Schema):
    """state: open, answered, closed or withdrawn. due: until when it is answered. again: it can still be raised."""

    id: UUID
    state: str
    about: Words
    item: Words
    at: str
    due: str
    late: bool
    text: str
    answers: list[ComplaintAnswer]
    level: int
    again: bool


class Complaints(Schema):
    """The person's own, newest first."""

    complaints: list[ComplaintLine]


class Objection(Sent):
    """这一项不对. fact: a variable of the form. right: what it should be."""

    key: Key
    fact: str = Field(min_length=1, max_length=200, pattern=NO_NUL)
    right: str = Field(min_length=1, max_length=500, pattern=NO_NUL)
    remark: str = Field("", max_length=500, pattern=NO_NUL)


class Objected(Schema):
    """Which department was asked. fact: as it was named."""

    fact: str
    department: str


class AskedOf(Schema):
    """One question to an outside party, or one package that went to it (sent). items: ids are not told, names are."""

    at: str
    party: Words
    source: Words
    fields: list[Words]
    items: list[Words]
    ok: bool
    sent: bool


class LookedAt(Schema):
    """One reading. by: a department's id, or an app's. purpose: as recorded."""

    at: str
    kind: str
    by: str
    purpose: str


class Uses(Schema):
    """Who was asked about the person and who looked. kept_until: in words, empty while nothing is over.

    erasable: the person can erase it now, at the portal.
    """

    asked: list[AskedOf]
    looked: list[LookedAt]
    kept_until: str
    erasable: bool
