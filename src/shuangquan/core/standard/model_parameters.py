"""参数: values by effective date and region, as the files write them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from shuangquan.core.standard.findings import Place
from shuangquan.core.standard.model_common import FILLED, Grade
from shuangquan.core.standard.shape import PLAIN, Code
from shuangquan.core.standard.text import Word
from shuangquan.core.words.text import Text

TODAY = Code("today")


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """One value from a date on, for a region and key values."""

    at: Place = field(metadata=FILLED)
    from_: Word = field(metadata={"key": "from"})
    region: Word
    grade: Grade | None = None
    source: Word | None = None
    keys: Mapping[str, Code] = field(default_factory=dict, metadata={"key": "at"})
    value: Annotated[Any, PLAIN] = None
    columns: Mapping[str, Code] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parameter:
    """参数. type: a value type, or `set of region`; columns when it has several. local: which way a region may move it.

    as_of: the date whose row counts; region_of: a fact whose region counts instead of the case's own.
    """

    at: Place = field(metadata=FILLED)
    id: str = field(metadata=FILLED)
    label: Text
    type: Word
    local: Literal["up", "down", "any", "no"]
    values: tuple[ParameterRow, ...]
    as_of: Code = TODAY
    region_of: Word | None = None
    keys: tuple[Word, ...] = ()
    columns: Mapping[str, Word] = field(default_factory=dict)


def find_as_of(parameter: Parameter) -> str | None:
    """The fact whose date picks a parameter's row; None when it is today's or a written date."""
    text = str(parameter.as_of)
    return None if text == TODAY or text.startswith("date ") else text
