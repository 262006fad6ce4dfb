"""惠企政策: what a company may have, for whom, on whose word."""

from dataclasses import dataclass, field
from typing import Literal

from shuangquan.core.standard.findings import Place
from shuangquan.core.standard.model_common import FILLED, Grade
from shuangquan.core.standard.shape import Code
from shuangquan.core.standard.text import Word
from shuangquan.core.words.text import Text


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy for companies. gives: what it brings; when: its condition over the facts of `company`; until: its last day, as a date.

    how: automatic (免申即享), declare (申报即享) or apply. grade: how sure its source is; only S was read in its source.
    """

    at: Place = field(metadata=FILLED)
    id: str = field(metadata=FILLED)
    name: Text
    gives: Text
    department: Word
    when: Word
    how: Literal["automatic", "declare", "apply"]
    source: Word
    grade: Grade
    until: Code | None = None
