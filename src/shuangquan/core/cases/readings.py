"""What was read off the papers of a case: kept apart from its facts, so that no rule ever rests on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shuangquan.core.words.knowledge import Value
from shuangquan.core.words.names import Var

PaperPlace = tuple[str, str | None]
"""(path of an evidence, member)."""
WHY_NOT = frozenset({"no_ocr", "no_text", "locked", "broken", "too_long"})
"""Why nothing could be read: the part that reads photographs is not installed; nothing is written there; the file is locked, or damaged;
it took too long."""


@dataclass(frozen=True, slots=True)
class ReadField:
    """One field as the case holds it. value: None when none was read, or it was erased. For the rest see `FieldRead`."""

    var: Var | None
    ref: str
    value: Value | None
    fault: str
    page: int
    sure: int


@dataclass(slots=True)
class PaperReading:
    """A paper and what was read off it. way: "" until it was read. given_at: when this file was handed in."""

    blob: str
    given_at: datetime
    way: str = ""
    why: str = ""
    fields: tuple[ReadField, ...] = ()

    @property
    def refs(self) -> Iterable[str]:
        """References of its values."""
        return (field.ref for field in self.fields if field.ref)
