"""A paper is read: what a machine saw on it becomes fields of the case, once for each file."""

from collections.abc import Iterable

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.gather import find_var
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.reading_events import FieldRead, PaperRead
from shuangquan.core.cases.readings import WHY_NOT, PaperPlace, PaperReading
from shuangquan.core.cases.turn import Turn
from shuangquan.core.exchange.paper_fields import VALID_TO, find_fields
from shuangquan.core.exchange.paper_lines import Piece
from shuangquan.core.standard.plan import Evidence


def is_readable(evidence: Evidence) -> bool:
    """Whether the standard says what stands on such a paper: else there is nothing to look for."""
    return bool(evidence.shows or evidence.valid_to)


def find_unread(case: Case, index: PlanIndex, blob: str) -> PaperPlace | None:
    """Where a file that waits to be read was handed in; None when it was read, replaced or erased, or nothing is known to stand on it."""
    if case.erased_at is not None:
        return None
    for (path, member), held in case.readings.items():
        evidence = index.evidence.get(path)
        if held.blob == blob and not held.way and evidence is not None and is_readable(evidence):
            return path, member
    return None


def decide_read(turn: Turn, index: PlanIndex, blob: str, way: str, pieces: Iterable[Piece]) -> None:
    """Something was read off a file. way: text | ocr. Nothing happens when it was read already, or replaced meanwhile."""
    place = find_unread(turn.case, index, blob)
    if place is None:
        return
    path, member = place
    fields = []
    for found in find_fields(index.evidence[path], pieces):
        var = None if found.path == VALID_TO else find_var(index, found.path, member)
        ref, commitment = ("", "") if found.value is None else turn.keep(f"read:{var or found.path}", found.value)
        fields.append(FieldRead(var, ref, commitment, found.fault, found.page, found.sure))
    turn.emit(PaperRead(path, member, blob, way, "", tuple(fields)))


def decide_not_read(turn: Turn, index: PlanIndex, blob: str, why: str) -> None:
    """Nothing could be read off a file. why: see `WHY_NOT`. ValueError for any other."""
    if why not in WHY_NOT:
        raise ValueError(why)
    place = find_unread(turn.case, index, blob)
    if place is not None:
        turn.emit(PaperRead(*place, blob, "none", why, ()))


def drop_reading(turn: Turn, place: PaperPlace) -> None:
    """What was read off a paper that is replaced or taken back is destroyed."""
    held: PaperReading | None = turn.case.readings.get(place)
    for ref in held.refs if held else ():
        turn.drop(ref)
