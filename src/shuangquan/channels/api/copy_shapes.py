"""What goes in and out for copies with a purpose, and for messages."""

from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from shuangquan.channels.api.shapes import NO_NUL
from shuangquan.core.credentials.use import LONGEST_PURPOSE, LONGEST_RECEIVER


class Copy(Schema):
    """purpose: what it is for; receiver: who gets it, may be empty; days: how long it may be used, today included."""

    model_config = ConfigDict(extra="forbid")
    purpose: str = Field(min_length=1, max_length=LONGEST_PURPOSE, pattern=NO_NUL)
    receiver: str = Field("", max_length=LONGEST_RECEIVER, pattern=NO_NUL)
    days: int = Field(ge=1, le=9999)


class CopyMade(Schema):
    """A copy that was made."""

    id: UUID


class CopyLine(Schema):
    """A copy. made, until: in words; over: its last day has passed; taken: how often it was downloaded."""

    id: UUID
    number: str
    purpose: str
    receiver: str
    made: str
    until: str
    over: bool
    taken: int


class Copies(Schema):
    """Newest first."""

    copies: list[CopyLine]


class Message(Schema):
    """What was said, and when. new: the person has not read it at the portal."""

    at: str
    text: str
    new: bool


class Messages(Schema):
    """Newest first."""

    messages: list[Message]
