"""What a department's own system says outside the run of its case: brought by itself, or asked for after the case has gone on."""

from collections.abc import Sequence

from shuangquan.actions.acting import acting_system
from shuangquan.actions.calls import collecting_calls
from shuangquan.actions.desk import find_following
from shuangquan.actions.loading import decide_case, load
from shuangquan.actions.outside import find_heard, note_unbelieved, send_anew
from shuangquan.connectors.bound import ports
from shuangquan.connectors.departments.port import Report
from shuangquan.core.cases.by_hand import is_by_hand
from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.outside import decide_reports
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.actor import SYSTEM


def hear_again(case_id: str, package: str) -> None:
    """Ask once more what was said of a package, also after its result. Fault when the department cannot be asked."""
    with acting_system():
        loaded = load(case_id)
        task = find_task(loaded.case, package)
        if task is None:
            return
        with collecting_calls(loaded.case.region):
            reports = ports().departments.find_reports(loaded.index.items[task.item].department, package)
        take_reports(case_id, package, reports)


def send_again(case_id: str, package: str) -> None:
    """Send a task anew whose department took it before packages carried a digest. Nothing when it has gone on meanwhile. Fault."""

    def decide(turn: Turn, index: PlanIndex) -> None:
        task = find_task(turn.case, package)
        if task is None or task.state is not TaskState.SENT or is_by_hand(task):
            return
        with collecting_calls(turn.case.region):
            send_anew(turn, index, task)

    with acting_system():
        decide_case(SYSTEM, case_id, "case.run", decide, after=find_following)


def take_reports(case_id: str, package: str, reports: Sequence[Report]) -> None:
    """Keep these verified reports and let happen what follows; what is not believed is noted for operators."""
    wrong: list[tuple[str, str]] = []

    def decide(turn: Turn, index: PlanIndex) -> None:
        wrong.clear()
        task = find_task(turn.case, package)
        if task is None:
            return
        item = index.items[task.item]
        found = decide_reports(turn, index, item, task, [find_heard(report) for report in reports])
        wrong.extend((item.department, code) for _, code in found)
        decide_running(turn, index)

    with acting_system():
        decide_case(SYSTEM, case_id, "case.run", decide, after=find_following)
    for department, code in wrong:
        note_unbelieved(department, package, code)


def find_task(case: Case, package: str) -> Task | None:
    """The task whose newest package this is."""
    return next((task for task in case.tasks.values() if task.package == package), None)
