"""What a document is made of. Lengths are in millimetres from a page's upper left corner; colours are (red, green, blue), each 0 to 255."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Colour = tuple[int, int, int]
Matrix = tuple[float, float, float, float]
"""a, b, c, d: x' = a·x + c·y, y' = b·x + d·y."""
SOLID = 255


@dataclass(frozen=True, slots=True)
class Font:
    """A typeface. name: by which a reader looks for it ("宋体"); family: another name of it ("SimSun").

    data: the font's own bytes (TrueType or OpenType), cut to the letters used, for readers without the typeface; b"" for none.
    """

    name: str
    family: str
    data: bytes = b""
    serif: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One line. x, y: where its baseline begins; advances: from each letter to the next, one for each letter.

    matrix: turns the line around (x, y); None for upright. alpha: 0 to 255.
    """

    x: float
    y: float
    text: str
    size: float
    font: str
    advances: tuple[float, ...]
    colour: Colour = (0, 0, 0)
    alpha: int = SOLID
    bold: bool = False
    matrix: Matrix | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """Lines and curves. steps: ("M" | "L" | "B" | "C", its absolute coordinates); B is a cubic Bézier, C closes."""

    steps: tuple[tuple[str, tuple[float, ...]], ...]
    stroke: Colour | None = None
    fill: Colour | None = None
    width: float = 0.35
    alpha: int = SOLID


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in a box. form: PNG or JPEG."""

    x: float
    y: float
    width: float
    height: float
    data: bytes
    form: str
    alpha: int = SOLID


Item = Text | Path | Image


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page. What comes later lies on top."""

    width: float
    height: float
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside. name: with its ending, shown by readers; form: the ending; about: its kind, a plain word."""

    name: str
    form: str
    data: bytes
    about: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. id: 32 hex digits. made: date and time (ISO), "" for none. fonts: by the keys that texts name.

    facts: metadata by name; they stand in DocInfo's CustomDatas and, each by itself, in the file of custom tags.
    """

    id: str
    title: str
    author: str
    sheets: tuple[Sheet, ...]
    fonts: Mapping[str, Font]
    attachments: tuple[Attachment, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    made: str = ""
    creator: str = "Shuangquan OFD"
    version: str = "1"
