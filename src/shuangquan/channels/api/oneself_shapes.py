"""What goes in and out where a person asks of themself, and anybody of policies."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from shuangquan.channels.api.after_shapes import Line
from shuangquan.channels.api.shapes import NO_NUL, Words


class InquiryNotice(Schema):
    """One thing that can be looked up. resource, provider: what is asked, of whom; asks: which facts; ground: why it may be."""

    id: str
    name: Words
    resource: Words
    provider: Words
    ground: str
    asks: list[Words]


class Inquiries(Schema):
    """In the standard's order."""

    inquiries: list[InquiryNotice]


class Record(Schema):
    """One record of a register: what it says, in its order."""

    lines: list[Line]


class Answered(Schema):
    """found: whether the register has anything of the person. as_of: the day on which it was true."""

    found: bool
    as_of: str
    groups: list[Record]


class Used(Schema):
    """A fact or a register that the offer rests on, and who holds it."""

    what: Words
    holder: Words


class OfferShape(Schema):
    """What is offered. kind: rule (they meet it), doubt (facts are missing), ends (a certificate does) or news (of a register).

    rule: by which they were found, where `why` is not that. due: the day after which it is given to whoever said no word, or empty.
    """

    id: UUID
    theme: str
    kind: str
    name: Words
    why: Words
    rule: Words
    due: Words
    uses: list[Used]
    missing: list[Words]


class Offers(Schema):
    """What waits for an answer."""

    offers: list[OfferShape]


class Company(Schema):
    """known: what is known of the company, by the names that `ask` gives: true or false, a number, or one of the options."""

    model_config = ConfigDict(extra="forbid")
    region: str = Field("", pattern=r"^([0-9]{6})?$")
    known: dict[str, Annotated[str, Field(max_length=40, pattern=NO_NUL)]] = Field(default_factory=dict, max_length=60)


class PolicyMatch(Schema):
    """state: fits, open (for `missing`) or not. how: automatic, declare or apply. grade: how sure its source is; only S was read there.

    read: the facts it was judged by; claimed: some were only said by whoever asked.
    """

    id: str
    state: str
    how: str
    source: str
    grade: str
    until: str
    name: Words
    gives: Words
    department: Words
    read: list[str]
    missing: list[str]
    claimed: bool


class PolicyOption(Schema):
    """One of the values."""

    value: str
    label: Words


class PolicyQuestion(Schema):
    """What to say next. options: empty for a number or a text."""

    name: str
    label: Words
    type: str
    options: list[PolicyOption]


class Policies(Schema):
    """Those that fit first, then those for which the fewest facts are missing."""

    policies: list[PolicyMatch]
    ask: list[PolicyQuestion]
