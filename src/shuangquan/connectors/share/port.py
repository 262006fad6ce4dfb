"""The port of the data-sharing exchange: one draw asks one resource, by its keys, for named fields, with a stated cause."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shuangquan.connectors.shape import JSON


@dataclass(frozen=True, slots=True)
class DrawRequest:
    """One question to one resource.

    source: the resource's id. provider: the department's path name (e.g. the first part of the id). keys, fields: names as the
    resource's own roles and facts, `role.fact`. purpose: the cause of use in words, at most 200 characters, sent and recorded.
    actor: opaque id of who asks. key: idempotency key of the draw, for the record of calls.
    """

    source: str
    provider: str
    keys: Mapping[str, str]
    fields: tuple[str, ...]
    purpose: str
    case: str
    item: str
    actor: str
    key: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a resource answered.

    found: whether it holds a record; a list that is empty is found with no members. as_of: when the data was true, aware.
    record: `role.fact` to value, for facts of single roles. members: one mapping a member, for facts of the list role.
    Numbers with a fraction come as text, so that nothing is rounded; `None` is a field the record leaves empty.
    """

    found: bool
    as_of: datetime
    record: Mapping[str, JSON]
    members: tuple[Mapping[str, JSON], ...]


@dataclass(frozen=True, slots=True)
class FeedRequest:
    """A question for what is new in one register. since: the cursor of the last answer, "" for everything the register still tells of.

    source, provider, purpose: as of a draw. key: name of the key field that says who a record is about. about: name of the field by which
    a record is told from another, "" where the key does.
    """

    source: str
    provider: str
    key: str
    about: str
    purpose: str
    since: str


@dataclass(frozen=True, slots=True)
class NewRecord:
    """One new record. who: value of the key field; about: what tells it from another; region: six digits, where it belongs."""

    who: str
    about: str
    region: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What is new, oldest first. cursor: where to go on; more: whether there is more now."""

    records: tuple[NewRecord, ...]
    cursor: str
    more: bool


class SharePort(Protocol):
    """Facts other departments hold (政务数据共享条例: stated cause, named fields, each call recorded)."""

    def draw(self, request: DrawRequest) -> Drawn:
        """Ask once; retried inside, since a draw changes nothing. Fault when the provider fails or answers in a wrong shape."""
        ...

    def hear(self, request: FeedRequest) -> Feed:
        """Ask once what is new in a register (变更订阅, 由我方拉取). Fault when the provider fails or answers in a wrong shape."""
        ...
