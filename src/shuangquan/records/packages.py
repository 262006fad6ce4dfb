"""Packages handed to departments, as the events tell, beside where their tasks are now."""

import json
from dataclasses import dataclass
from datetime import datetime

from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.models import CaseEvent, Task

CHUNK = 1000
BY_HAND = "hand:"
"""What the reason of a task begins with whose package people type in: no system holds a list of those."""


@dataclass(frozen=True, slots=True)
class SentPackage:
    """A package, and its task as the inbox has it, with its reason to stand there. member: "" for a task of the whole case."""

    package: str
    digest: str
    case: str
    item: str
    member: str
    sent_at: datetime
    department: str
    state: str
    outcome: str
    officer: str
    reason: str = ""


def find_sent_packages(since: datetime) -> tuple[SentPackage, ...]:
    """Every package sent since then, oldest first, whoever's; but for those that people are typing in."""
    found: list[SentPackage] = []
    with enter_context(SYSTEM_CLAIMS):
        rows = CaseEvent.objects.filter(kind="task.sent", recorded_at__gte=since).order_by("recorded_at", "case_id", "seq")
        held = [
            (str(case), at, json.loads(bytes(data))["body"]) for case, at, data in rows.values_list("case_id", "recorded_at", "canonical")
        ]
        for start in range(0, len(held), CHUNK):
            part = held[start : start + CHUNK]
            tasks = {(str(one.case_id), one.item, one.member): one for one in Task.objects.filter(case_id__in={case for case, *_ in part})}
            for case, at, body in part:
                task = tasks.get((case, body["item"], body["member"] or ""))
                if task is not None and not task.reason.startswith(BY_HAND):
                    found.append(
                        SentPackage(
                            body["package"], body["digest"], case, task.item, task.member, at, task.department, task.state,
                            task.outcome, task.officer, task.reason,
                        )
                    )  # fmt: skip
    return tuple(found)
