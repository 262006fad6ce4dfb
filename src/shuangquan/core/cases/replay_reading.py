"""Events of papers that were read, to the case."""

from collections.abc import Mapping
from datetime import datetime

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.reading_events import PaperRead
from shuangquan.core.cases.readings import ReadField
from shuangquan.core.words.knowledge import Value


def apply_read(case: Case, event: PaperRead, _at: datetime, values: Mapping[str, Value | None]) -> None:
    """The paper was read; a file that was replaced meanwhile says nothing any more."""
    held = case.readings.get((event.path, event.member))
    if held is None or held.blob != event.blob:
        return
    held.way, held.why = event.way, event.why
    held.fields = tuple(ReadField(f.var, f.ref, values.get(f.ref) if f.ref else None, f.fault, f.page, f.sure) for f in event.fields)
