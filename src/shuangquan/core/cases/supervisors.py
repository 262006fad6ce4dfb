"""审管互动: a result goes to the department that the standard names as its supervisor, once, with what the certificate shows."""

from collections.abc import Iterator
from typing import Any

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.issuing import find_holder_name, find_holder_var
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.words.knowledge import Value

RESULT = "result"
"""The kind of a package that asks for nothing: it tells of a result."""


def find_untold(case: Case, index: PlanIndex) -> Iterator[Task]:
    """Tasks whose result its supervisor has not taken yet. None of an erased case: there is nothing left to tell."""
    if case.erased_at is not None:
        return
    for task in case.tasks.values():
        item = index.items.get(task.item)
        if item is not None and item.supervised_by and task.state is TaskState.DONE and task.supervised_at is None:
            yield task


def name_result(case: Case, task: Task) -> str:
    """The id under which a result is told of: the same again is taken once."""
    return f"{case.id}.{task.item}.{task.member or '-'}.result"


def find_result(case: Case, index: PlanIndex, task: Task, values: dict[str, Value | None]) -> dict[str, Any]:
    """What is told, as plain facts: of each certificate its number, validity and holder, and nothing that it does not show."""
    told: dict[str, Any] = {}
    outs = {out.type: out for out in index.items[task.item].certificates}
    assert task.decided_at is not None
    for made in case.certificates:
        if (made.item, made.member) != task.key or made.type not in outs:
            continue
        out = outs[made.type]
        code = case.value(find_holder_var(index, out.holder, task.member, "uscc"))
        told |= {
            f"{made.type}.identifier": made.identifier,
            f"{made.type}.number": str(values.get(task.numbers.get(made.type, "")) or ""),
            f"{made.type}.valid_to": made.valid_to,
            f"{made.type}.holder": find_holder_name(case, index, out.holder, task.member),
            f"{made.type}.holder_code": str(code or ""),
        }
    return {"result.outcome": task.outcome, "result.decided_on": task.decided_at.date().isoformat(), **told}
