"""What a region changes of a theme (地区覆盖层) as typed values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar

from shuangquan.core.standard.findings import Place
from shuangquan.core.standard.model import FILLED, Duration, Grade
from shuangquan.core.standard.shape import PLAIN
from shuangquan.core.standard.text import Word
from shuangquan.core.words.text import Text


@dataclass(frozen=True, slots=True)
class ItemOverlay:
    """What a region changes of an item."""

    at: Place = field(metadata=FILLED)
    promised: Duration | None = None
    places: tuple[Text, ...] = ()
    offered: bool | None = None
    code: Word | None = None


@dataclass(frozen=True, slots=True)
class LocalValue:
    """A parameter's value in a region, with its grade and source."""

    SHORT: ClassVar[str] = "value"
    at: Place = field(metadata=FILLED)
    value: Annotated[Any, PLAIN]
    grade: Grade | None = None
    source: Word | None = None


@dataclass(frozen=True, slots=True)
class LocalPlace:
    """Where a region takes the whole theme, besides its counters."""

    SHORT: ClassVar[str] = "name"
    at: Place = field(metadata=FILLED)
    name: Text
    grade: Grade | None = None
    source: Word | None = None


@dataclass(frozen=True, slots=True)
class AlsoAt:
    """通办: another region whose counters take what belongs here; who decides stays the same."""

    SHORT: ClassVar[str] = "region"
    at: Place = field(metadata=FILLED)
    region: Word
    grade: Grade | None = None
    source: Word | None = None


@dataclass(frozen=True, slots=True)
class Overlay:
    """地区覆盖层: a region shortens limits, moves parameters the allowed way, offers optional items, names places and channels.

    also_at: other regions whose counters take the theme for this one (通办).
    """

    at: Place = field(metadata=FILLED)
    overlay: Word
    region: Word
    from_: Word = field(metadata={"key": "from"})
    parameters: Mapping[str, LocalValue] = field(default_factory=dict)
    items: Mapping[str, ItemOverlay] = field(default_factory=dict)
    limit: tuple[Duration, ...] = field(default=(), metadata={"one": True})
    channels: tuple[Word, ...] = ()
    places: tuple[LocalPlace, ...] = ()
    also_at: tuple[AlsoAt, ...] = ()
