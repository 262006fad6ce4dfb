"""Events of manual re-entry (二次录入): a system without an interface, typed into and read off by people, two for each result."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class HandListed:
    """The department has no interface: the package stands in its own desk's list, to be typed in. content: reference of what it holds."""

    kind: ClassVar[str] = "hand.listed"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    package: str
    content: str


@dataclass(frozen=True, slots=True)
class HandTicked:
    """An officer marked which fields are typed into the other system so far. done: names of fields, all of them."""

    kind: ClassVar[str] = "hand.ticked"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    done: tuple[str, ...]
    officer: str


@dataclass(frozen=True, slots=True)
class HandTyped:
    """The whole package is in the other system. receipt: reference of the number it gave."""

    kind: ClassVar[str] = "hand.typed"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    receipt: str
    officer: str


@dataclass(frozen=True, slots=True)
class HandEntered:
    """What the other system said was typed in by one person; nothing follows before a second one agrees.

    number: the report it is to become; what: as of a report; content: reference; paper: blob of the other system's paper, "" for none;
    sm3: of its bytes.
    """

    kind: ClassVar[str] = "hand.entered"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    number: int
    what: str
    content: str
    paper: str
    sm3: str
    officer: str


@dataclass(frozen=True, slots=True)
class HandDiffered:
    """双人核对: the second person read otherwise in these fields; it is with the first again. how: blind | paper. No value is named."""

    kind: ClassVar[str] = "hand.differed"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    number: int
    fields: tuple[str, ...]
    how: str
    officer: str


@dataclass(frozen=True, slots=True)
class HandAgreed:
    """双人核对: two people stand for it; it becomes the department's report in the same turn. first: who typed it; how: blind | paper."""

    kind: ClassVar[str] = "hand.agreed"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    number: int
    first: str
    how: str
    officer: str


@dataclass(frozen=True, slots=True)
class HandRecalled:
    """It was withdrawn here, and an officer has withdrawn it in the other system too."""

    kind: ClassVar[str] = "hand.recalled"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    officer: str
