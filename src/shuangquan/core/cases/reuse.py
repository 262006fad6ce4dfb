"""Which paper handed in earlier serves for one that is asked now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from shuangquan.core.cases.forms import AskedPaper


@dataclass(frozen=True, slots=True)
class Earlier:
    """A paper of another matter. path: what it was evidence for, as that matter's plan called it."""

    path: str
    blob: str
    case: str
    at: datetime


def find_kind(path: str) -> str:
    """The certificate type of an evidence path: `type(role=role)` → type."""
    return path.partition("(")[0]


def find_reusable(asked: Iterable[AskedPaper], earlier: Sequence[Earlier]) -> Iterator[tuple[AskedPaper, Earlier]]:
    """Each asked paper with the newest earlier one of its kind. Whether it is the very one is for the person to say."""
    newest = {find_kind(one.path): one for one in sorted(earlier, key=lambda one: one.at)}
    for paper in asked:
        if paper.evidence.certificate in newest:
            yield paper, newest[paper.evidence.certificate]
