"""What goes in and out where a paper was read, and where a way of delivery is chosen."""

from typing import Literal

from ninja import Schema
from pydantic import Field

from shuangquan.channels.api.case_asks import Facts, Member, Path, Sent
from shuangquan.channels.api.shapes import NO_NUL, Words


class ReadValue(Schema):
    """One value. var: of the form; confidence: sure, check or none. held: what the form holds now; agrees: it is the same.

    misprint: its check digit does not hold; page: from 1, 0 for none.
    """

    var: str
    label: Words
    value: str
    confidence: str
    held: str
    agrees: bool
    misprint: bool
    page: int


class Reading(Schema):
    """state: waits, late (it takes longer than usual), read or unread (`why` says why)."""

    state: str
    why: str
    values: list[ReadValue]


class Confirmed(Sent):
    """facts: those of the reading that the person looked at and confirmed or mended."""

    paper: Path
    member: Member = ""
    facts: Facts


class Way(Schema):
    """A way: how the results come, in words."""

    way: str
    name: Words
    what: Words


class Site(Schema):
    """A pick-up cabinet."""

    id: str
    name: str
    address: str


class Ways(Schema):
    """way: the one that holds; site: the cabinet that was chosen, or empty."""

    ways: list[Way]
    way: str
    site: str
    sites: list[Site]


class Chosen(Sent):
    """site: id of a cabinet, for that way only."""

    way: Literal["post", "counter", "cabinet", "wallet"]
    site: str = Field("", max_length=64, pattern=NO_NUL)
