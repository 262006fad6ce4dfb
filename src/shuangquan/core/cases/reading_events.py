"""Events of papers that were read by machine."""

from dataclasses import dataclass
from typing import ClassVar

from shuangquan.core.words.names import Var


@dataclass(frozen=True, slots=True)
class FieldRead:
    """One field of a paper. var: whose fact stands there, None for the day on which the paper ends. ref: of the value, "" for none.

    fault: "" | label (its words are not there) | shape (no such value behind them) | check (a check digit does not hold). page: from 1;
    sure: 0 to 100.
    """

    var: Var | None
    ref: str = ""
    commitment: str = ""
    fault: str = ""
    page: int = 0
    sure: int = 0


@dataclass(frozen=True, slots=True)
class PaperRead:
    """A paper that was handed in has been read by machine. Nothing follows from it: a person is told where it differs.

    blob: the file that was read. way: text (its own text) | ocr | none. why: why nothing could be read, "" when something was.
    """

    kind: ClassVar[str] = "paper.read"
    version: ClassVar[int] = 1
    path: str
    member: str | None
    blob: str
    way: str
    why: str
    fields: tuple[FieldRead, ...]
