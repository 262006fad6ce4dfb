"""Papers are read in the background, outside of any transaction; what was seen becomes one event of the case."""

import logging
from collections.abc import Sequence

from shuangquan.actions.loading import Loaded, decide_case, load
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.gather import find_var
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.reading import decide_not_read, decide_read, find_unread
from shuangquan.core.cases.turn import Turn
from shuangquan.core.exchange.paper_fields import VALID_TO, find_fields
from shuangquan.core.words.actor import SYSTEM
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.files import PDF
from shuangquan.papers.reader import NONE, Seen, find_spot, reader
from shuangquan.records.blobs import StoredBlob, find_blob
from shuangquan.records.changes import JobRow
from shuangquan.records.crops import StoredCrop, append_crops
from shuangquan.records.queue import enqueue_now

AT_ONCE = 4
"""Files read by their text at the same time, over all workers: a thread of a worker waits for each."""
_log = logging.getLogger(__name__)


def find_reading(case: Case, index: PlanIndex, blob: str) -> Sequence[JobRow]:
    """The job that reads a file which was just handed in; none where the standard does not say what stands on it."""
    if find_unread(case, index, blob) is None:
        return ()
    return (JobRow("paper.read", {"case": case.id, "blob": blob}, key=f"paper:{blob}", lock=f"paper:{int(blob[-1], 16) % AT_ONCE}"),)


def read_paper(case_id: str, blob_id: str) -> None:
    """Read a file by the text that it holds; a photograph or a scan is handed on to whoever looks at pictures, one at a time."""
    held = _find_waiting(case_id, blob_id)
    if held is None:
        return
    seen = reader().read_text(held.content) if held.media_type == PDF else Seen(NONE, "no_text")
    if seen.why == "no_text":
        enqueue_now(JobRow("ocr.read", {"case": case_id, "blob": blob_id}, key=f"ocr:{blob_id}", lock="ocr"))
        return
    _keep(case_id, held, seen)


def look_at_paper(case_id: str, blob_id: str) -> None:
    """Look at a photograph or a scan."""
    held = _find_waiting(case_id, blob_id)
    if held is not None:
        seen = reader().read_picture(held.content, held.media_type)
        if seen.why == "no_ocr":
            _log.warning("a photograph was not read: the extra `ocr` is not installed", extra={"event": "no_ocr", "case": case_id})
        _keep(case_id, held, seen)


def _find_waiting(case_id: str, blob_id: str) -> StoredBlob | None:
    """The file, if it still waits to be read: it may have been read, replaced or erased since."""
    try:
        loaded = load(case_id)
    except Refusal:
        return None
    return find_blob(blob_id) if find_unread(loaded.case, loaded.index, blob_id) is not None else None


def _cut(loaded: Loaded, held: StoredBlob, seen: Seen) -> tuple[StoredCrop, ...]:
    """The small piece of the paper beside each of its fields, for whoever is to say whether it was read rightly."""
    place = find_unread(loaded.case, loaded.index, held.id)
    if place is None or seen.way == NONE:
        return ()
    found = [one for one in find_fields(loaded.index.evidence[place[0]], seen.pieces) if one.pieces]
    cuts = reader().cut(held.content, held.media_type, seen, [find_spot(one.pieces) for one in found])
    names = [VALID_TO if one.path == VALID_TO else str(find_var(loaded.index, one.path, place[1])) for one in found]
    return tuple(StoredCrop(name, cut.media_type, cut.content) for name, cut in zip(names, cuts, strict=True) if cut is not None)


def _keep(case_id: str, held: StoredBlob, seen: Seen) -> None:
    loaded = load(case_id)
    append_crops(loaded.stored.row, held.id, _cut(loaded, held, seen))

    def decide(turn: Turn, index: PlanIndex) -> None:
        if seen.way == NONE:
            decide_not_read(turn, index, held.id, seen.why)
        else:
            decide_read(turn, index, held.id, seen.way, seen.pieces)

    decide_case(SYSTEM, case_id, "paper.read", decide)
