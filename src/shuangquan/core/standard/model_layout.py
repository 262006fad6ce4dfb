"""版式: what a certificate's pages look like, as data. Lengths in millimetres from the upper left corner; sizes of letters too.

A family is one layout that many types share: every stated fact that has no place of its own stands in its `rest`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Literal

from shuangquan.core.standard.findings import Place
from shuangquan.core.standard.model_common import FILLED, Grade
from shuangquan.core.standard.text import Word
from shuangquan.core.words.text import Text


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is printed. box: x, y, width and, where it has one, height.

    size, min: of the letters as wished and at least, between which a value shrinks. lines: how many it may take. label: what stands before
    a field (its own label when not given; "none" for nothing); label_width: kept for it; beside it when given, above it otherwise.
    """

    SHORT: ClassVar[str] = "box"
    at: Place = field(metadata=FILLED)
    box: tuple[Decimal, ...]
    size: Decimal = Decimal(4)
    min: Decimal | None = None
    lines: int = 1
    align: Literal["left", "center", "right"] = "left"
    face: Literal["song", "hei", "mono"] = "song"
    bold: bool = False
    pale: bool = False
    spacing: Decimal = Decimal(0)
    label: Text | None = None
    label_width: Decimal = Decimal(0)
    line: bool = False


@dataclass(frozen=True, slots=True)
class Rest:
    """The grid in which the facts without a place of their own stand. style: label over value, label beside value, or a ruled table."""

    SHORT: ClassVar[str] = "box"
    at: Place = field(metadata=FILLED)
    box: tuple[Decimal, ...]
    columns: int = 2
    size: Decimal = Decimal("4.2")
    min: Decimal = Decimal("2.4")
    lines: int = 2
    style: Literal["over", "beside", "table"] = "over"


@dataclass(frozen=True, slots=True)
class Said:
    """Words that every certificate of the layout carries."""

    at: Place = field(metadata=FILLED)
    text: Text
    spot: Spot


@dataclass(frozen=True, slots=True)
class LayoutPage:
    """One page. fields: `role.fact` or a fact's bare name → where it stands. lines: x1, y1, x2, y2 of each. emblem: a plain ring."""

    at: Place = field(metadata=FILLED)
    tint: Word | None = None
    frame: Literal["none", "line", "double", "corners", "ornate", "card"] = "none"
    pattern: Literal["none", "waves", "rings", "rosette"] = "none"
    title: Spot | None = None
    title_en: Spot | None = None
    said: tuple[Said, ...] = ()
    fields: Mapping[str, Spot] = field(default_factory=dict)
    rest: Rest | None = None
    holder: Spot | None = None
    photo: Spot | None = None
    qr: Spot | None = None
    number: Spot | None = None
    identifier: Spot | None = None
    signature: Spot | None = None
    issuer: Spot | None = None
    issued: Spot | None = None
    validity: Spot | None = None
    seal: Spot | None = None
    emblem: Spot | None = None
    lines: tuple[tuple[Decimal, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """版式 of certificates. size: of its pages, in mm. ink: colour of frame, pattern and title; tint: of the paper (#rrggbb).

    languages: in which labels stand."""

    at: Place = field(metadata=FILLED)
    id: str = field(metadata=FILLED)
    name: Text
    size: tuple[Decimal, ...]
    ink: Word
    pages: tuple[LayoutPage, ...]
    tint: Word | None = None
    languages: tuple[Literal["zh", "en"], ...] = ("zh",)
    grade: Grade | None = None
    source: Word | None = None
