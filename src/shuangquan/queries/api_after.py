"""A matter under way as programs read it: lanes, notices, documents, certificates."""

from collections.abc import Iterable
from typing import Any

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.knowledge import Value
from shuangquan.queries.api_case import collect_fields
from shuangquan.queries.portal_certificates import Card
from shuangquan.queries.portal_documents import PaperLine
from shuangquan.queries.portal_form import find_fields
from shuangquan.queries.portal_progress import ProgressPage
from shuangquan.queries.portal_showings import Look
from shuangquan.queries.portal_times import say_moment

Plain = dict[str, Any]
LANE = (
    "item", "member", "name", "department", "state", "used", "promised", "late", "why", "remedy", "needs", "until", "missing", "in_person",
    "leave", "again",
)  # fmt: skip
CLOCK = ("state", "used", "promised", "began", "due", "late", "provisional")


def collect_progress(page: ProgressPage, number: str) -> Plain:
    """The lanes and the clock, without their drawing."""
    return {
        "number": number, "running": page.running, "done": page.done, "turn": page.turn.item if page.turn is not None else "",
        "to_pay": page.to_pay, "clock": {name: getattr(page.clock, name) for name in CLOCK},
        "lanes": [{name: to_plain(getattr(lane, name)) for name in LANE} for lane in page.lanes],
    }  # fmt: skip


def find_asked_papers_of(index: PlanIndex, task: Task) -> tuple[tuple[str, str | None], ...]:
    """(path, member) of the papers that a notice asks for."""
    asked = (need for need in task.notice_needs if need in index.evidence)
    return tuple((path, task.member if index.evidence[path].per_member else None) for path in asked)


def collect_correction(case: Case, index: PlanIndex, role: str, task: Task, values: dict[str, Value | None], language: str) -> Plain:
    """What a notice asks for. role: whose form it is."""
    wanted = tuple(need for need in task.notice_needs if need not in index.evidence and "." in need and "(" not in need)
    fields = find_fields(case, index, role, language, wanted)
    if task.member:
        fields = tuple(one for one in fields if "[" not in one.var or f"[{task.member}]" in one.var)
    papers = [
        {"path": path, "member": member or "", "name": to_plain(index.evidence[path].name), "given": (path, member) in case.evidence}
        for path, member in find_asked_papers_of(index, task)
    ]
    said = values.get(task.notice, "")
    until = say_moment(task.answer_by, language) if task.answer_by else ""
    head = {"item": task.item, "member": task.member or "", "said": str(said or ""), "until": until}
    return {**head, "facts": collect_fields(fields), "papers": papers}


def collect_documents(lines: Iterable[PaperLine]) -> list[Plain]:
    """Documents, newest first."""
    return [{"key": one.key, "title": to_plain(one.title), "item": to_plain(one.item), "at": one.at} for one in lines]


def collect_card(card: Card, kind: str, choices: Iterable[str], link: str) -> Plain:
    """A certificate. choices: what a showing may let others see."""
    named = ("id", "holder", "number", "issued", "until", "state", "sample", "item", "member")
    lines = [{"label": to_plain(label), "value": value} for label, value in card.lines]
    held = {name: getattr(card, name) for name in named}
    return {
        **held, "type": kind, "name": to_plain(card.name), "issuer": to_plain(card.issuer), "lines": lines, "choices": list(choices),
        "link": link,
    }  # fmt: skip


def collect_looked(look: Look) -> Plain:
    """Who has looked at what was shown."""
    return {"looked": True, "link": "", "until": "", "seconds": 0, "who": look.who, "purpose": look.purpose, "at": look.at}
