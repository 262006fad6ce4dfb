"""After the decision: whoever supervises is told once, also after an outage, and the licence is on the list to publish."""

from dataclasses import replace
from datetime import timedelta

from sandbox.running import Running
from shuangquan.actions.acting import acting_system
from shuangquan.actions.loading import load
from shuangquan.actions.publicity import publish_decisions
from shuangquan.actions.rehearsing import rehearse
from shuangquan.actions.running import run_case
from shuangquan.actions.standards import load_online
from shuangquan.connectors.bound import bind, ports
from shuangquan.core.cases.supervisors import find_untold
from shuangquan.core.words.errors import Fault
from shuangquan.records.clock import now, today
from tests.faults.test_outside_fails import Failing


def told(case: str) -> dict[str, bool]:
    with acting_system():
        loaded = load(case)
    supervised = {item.id for item in loaded.index.plan.items if item.supervised_by}
    return {task.item: task.supervised_at is not None for task in loaded.case.tasks.values() if task.item in supervised}


def test_the_supervisor_is_told_and_the_licence_is_on_the_list(platform: Running) -> None:
    whole = ports()
    bind(replace(whole, departments=Failing(whole.departments, "submit", *(Fault("transport", "timeout") for _ in range(50)))))
    with acting_system():
        example = load_online().examples["freight"][0]
    case = rehearse("freight", example.name.zh, None).case
    assert told(case) and not any(told(case).values()), "nothing of the matter waits for the supervisor"
    bind(whole)
    with acting_system():
        run_case(case)
        run_case(case)
        loaded = load(case)
        assert all(told(case).values()) and not list(find_untold(loaded.case, loaded.index))
        held = ports().departments.find_held("transport", now() - timedelta(hours=1))
        assert all(not one.package_id.endswith(".result") for one in held), "a result is no package that is reconciled"
        found = publish_decisions(today(), today())
    rows = [row for row in found.licences if row.case == case]
    assert rows and {row.content for row in rows} == {loaded.index.items[item].name.zh for item in told(case)}
    assert found.late == 0 and found.penalties == ()
