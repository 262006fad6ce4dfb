"""A department's own system calls us: its sealed report is verified as one that was asked for, and taken at once."""

import logging
from collections.abc import Mapping
from uuid import UUID

from shuangquan.actions.acting import acting_system
from shuangquan.actions.hearing_late import find_task, take_reports
from shuangquan.actions.loading import load
from shuangquan.connectors.bound import ports
from shuangquan.connectors.departments.port import Report
from shuangquan.core.cases.by_hand import is_by_hand
from shuangquan.core.words.errors import Fault, Refusal

_log = logging.getLogger(__name__)


def take_callback(department: str, sealed: Mapping[str, str]) -> None:
    """Take a report that came by itself; the same again changes nothing. Asking for reports goes on beside it, so that none is lost.

    Refusals: "report.unbelieved" for what is not the department's own, whatever is wrong with it; "report.unknown" for a package that is
    not (or no longer) with it. Neither says more, and neither leaves a trace that a stranger could fill a table with.
    """
    try:
        report = ports().departments.open_pushed(department, sealed)
    except Fault as fault:
        _log.warning("report not believed", extra={"event": "callback", "code": fault.code})
        raise Refusal("report.unbelieved", "content") from fault
    case = report.package_id.partition(".")[0]
    if not _is_here(case, department, report):
        raise Refusal("report.unknown", "content")
    take_reports(case, report.package_id, (report,))


def _is_here(case: str, department: str, report: Report) -> bool:
    try:
        UUID(case)
        with acting_system():
            loaded = load(case)
    except (ValueError, Refusal):
        return False
    task = find_task(loaded.case, report.package_id)
    return task is not None and not is_by_hand(task) and loaded.index.items[task.item].department == department
