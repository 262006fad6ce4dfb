"""What a rehearsal tells of the case it walked."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from shuangquan.actions.certificates import render_pdf
from shuangquan.actions.loading import Loaded
from shuangquan.core.cases.transitions import ENDS, CaseState, TaskState
from shuangquan.core.words.actor import Actor
from shuangquan.records.certificates import find_certificates_of_case


@dataclass(slots=True)
class Rehearsed:
    """What came of a walk; `items` and `certificates` as the command line documents them."""

    theme: str
    case: str
    state: str = ""
    asked: list[str] = field(default_factory=list)
    prefilled: list[str] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)
    certificates: list[dict[str, str]] = field(default_factory=list)
    seconds: float = 0.0


def write_certificates(report: Rehearsed, actor: Actor, out: Path) -> None:
    """Write every certificate of the case as a sealed PDF."""
    out.mkdir(parents=True, exist_ok=True)
    for made in find_certificates_of_case(report.case):
        name, data = render_pdf(actor, made.id, f"{settings.ADDRESS}/v/")
        (out / name).write_bytes(data)
        report.certificates.append({"type": made.type, "id": made.identifier, "file": str(out / name)})


def write_report(report: Rehearsed, loaded: Loaded, early: str) -> None:
    """What came of each item, who decided it, and how long it took."""
    case = loaded.case
    report.state = early or ("waiting" if case.state is CaseState.SUBMITTED else case.state.value)
    report.prefilled = sorted(
        {var.template for var, f in case.facts.items() if f.know.origin and f.know.origin.kind in ("resource", "certificate")}
    )
    for task in case.tasks.values():
        ended = task.ended_at or task.changed_at
        seconds = (ended - task.accepted_at).total_seconds() if ended and task.accepted_at else 0.0
        outcome = "approve" if task.state is TaskState.DONE else "refer" if task.state is TaskState.REVIEW else task.state.value
        report.items.append(
            {
                "item": task.item,
                "member": task.member,
                "department": loaded.index.items[task.item].department,
                "outcome": outcome,
                "by": task.decided_by if task.state in ENDS else "",
                "seconds": round(seconds, 2),
            }
        )
    if not report.certificates:
        report.certificates = [{"type": made.type, "id": made.identifier, "file": ""} for made in case.certificates]
