"""What stands on a paper that people hand in, and by which words it is found there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shuangquan.core.standard.findings import Place
from shuangquan.core.standard.model_common import FILLED, Grade
from shuangquan.core.standard.text import Word


@dataclass(frozen=True, slots=True)
class Shows:
    """What an uploaded paper shows, so that it can be compared: fact (`role.fact` of the certificate) → the words printed before its value.

    valid_to: the words before the day on which the paper itself ends. grade: how sure it is that papers are printed so.
    """

    at: Place = field(metadata=FILLED)
    facts: Mapping[str, tuple[Word, ...]] = field(metadata={"rest": True})
    valid_to: tuple[Word, ...] = ()
    grade: Grade | None = None
    source: Word | None = None
