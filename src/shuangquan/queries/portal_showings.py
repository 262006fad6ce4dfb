"""Showings and annotated copies as a page says them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shuangquan.core.credentials.masks import say_date
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_times import say_moment
from shuangquan.records.clock import today
from shuangquan.records.showings import StoredCopy, StoredShowing


@dataclass(frozen=True, slots=True)
class Seen:
    """What the other side sees. lines: (label, value)."""

    name: Text
    issuer: str
    lines: tuple[tuple[Text, str], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """Who looked at which certificate, for what, when (in words); more: how many fields beyond those that are always seen."""

    name: Text
    who: str
    purpose: str
    at: str
    more: int


@dataclass(frozen=True, slots=True)
class CopyRow:
    """An annotated copy, times in words. over: its last day has passed. taken_at: "" when it was never downloaded."""

    id: str
    number: str
    purpose: str
    receiver: str
    who: str
    made_at: str
    until: str
    over: bool
    taken: int
    taken_at: str


def collect_shown(showing: StoredShowing) -> Seen:
    """What a showing lets be seen."""
    said = showing.said
    return Seen(Text(said["name"], said["name_en"]), said["issuer"], tuple((Text(zh, en), value) for zh, en, value in said["lines"]))


def collect_look(showing: StoredShowing, language: str) -> Look:
    """Who looked at it; empty words while nobody has."""
    viewer = showing.said.get("viewer", {})
    at = say_moment(showing.used_at, language) if showing.used_at else ""
    name = Text(showing.said["name"], showing.said["name_en"])
    return Look(name, viewer.get("place", ""), viewer.get("purpose", ""), at, len(showing.fields))


def collect_looks(showings: Iterable[StoredShowing], language: str) -> tuple[Look, ...]:
    """Who looked, as given."""
    return tuple(collect_look(one, language) for one in showings)


def collect_copies(copies: Iterable[StoredCopy], language: str) -> tuple[CopyRow, ...]:
    """Copies, as given."""
    return tuple(_copy(one, language, today()) for one in copies)


def _copy(one: StoredCopy, language: str, day: date) -> CopyRow:
    taken_at = say_moment(one.taken_at, language) if one.taken_at else ""
    times = (say_moment(one.made_at, language), say_date(one.until, language), one.until < day)
    return CopyRow(one.id, one.number, one.said["purpose"], one.said["receiver"], one.said["who"], *times, one.taken, taken_at)
