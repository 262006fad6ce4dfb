"""What a certificate's page is drawn of: marks at fixed places, in millimetres from the upper left corner.

A layout lays its marks out once; the PDF and the OFD are two ways of writing the same marks, so that both say the same in the same
place. Text is one line per mark: who lays out breaks lines, since neither format does it alike.
"""

from dataclasses import dataclass
from enum import StrEnum


class Face(StrEnum):
    """Typefaces by their trade: SONG for what is a document, HEI for small print, MONO for numbers that are compared by eye."""

    SONG = "song"
    HEI = "hei"
    MONO = "mono"


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text. x, y: where its baseline begins, in mm; size: of the letters' square, in mm; colour: #rrggbb; opacity: 0 to 1.

    spacing: mm added after each letter. turn: degrees clockwise around (x, y).
    """

    x: float
    y: float
    text: str
    size: float
    face: Face = Face.SONG
    bold: bool = False
    colour: str = "#16211e"
    opacity: float = 1.0
    spacing: float = 0.0
    turn: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line of `width` mm."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    colour: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Curve:
    """A path of M, L, C and Z commands with absolute coordinates in mm ("M 1 1 L 5 1 Z"). fill or stroke "" for none."""

    path: str
    stroke: str = ""
    fill: str = ""
    width: float = 0.2
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG within a box of w × h mm. alt: what it shows, for who does not see it."""

    x: float
    y: float
    w: float
    h: float
    data: bytes
    alt: str
    opacity: float = 1.0


Mark = Words | Rule | Curve | Picture


@dataclass(frozen=True, slots=True)
class Page:
    """One page of width × height mm. Marks stand in reading order; what comes later lies on top."""

    width: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that travels inside the document: the signed payload and its signature."""

    name: str
    media_type: str
    data: bytes
    about: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole document before it is written as PDF or OFD. language: of its text, "zh". made: ISO date and time with offset."""

    title: str
    author: str
    pages: tuple[Page, ...]
    attached: tuple[Attached, ...] = ()
    made: str = ""
    language: str = "zh"
