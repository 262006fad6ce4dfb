"""A theme as everybody may know it: what it brings, who works, what is asked of whom, how long it takes. Both languages at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from shuangquan.core.standard.plan import CertificateOut, Plan, PlanItem
from shuangquan.core.words.limits import Limit
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_times import say_limit


@dataclass(frozen=True, slots=True)
class Time:
    """A time in its own unit (hours, working_days, calendar_days, months), and in words."""

    amount: int
    unit: str
    text: Text


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate at the end."""

    type: str
    name: Text
    issuer: Text


@dataclass(frozen=True, slots=True)
class Work:
    """What one department does. situational: only in some situations. promised: by the department; statutory: by law."""

    id: str
    name: Text
    department: str
    department_name: Text
    situational: bool
    promised: Time | None
    statutory: Time | None
    certificates: tuple[Issued, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What plans say about a theme. papers: asked for in some situation."""

    items: tuple[Work, ...]
    papers: tuple[Text, ...]
    limit: Time | None


def find_known(plans: Iterable[Plan], opening: Plan, full: Plan) -> Known:
    """From the plans compiled beforehand: every item that some situation has; the fullest says the limit, where the opening has none."""
    every = (full, *plans)
    items: dict[str, PlanItem] = {}
    for plan in every:
        for item in plan.items:
            items.setdefault(item.id, item)
    always = [{item.id for item in plan.items} for plan in every if plan.items]
    work = tuple(_work(item, not all(item.id in ids for ids in always)) for item in items.values())
    papers = dict.fromkeys(evidence.name for plan in every for evidence in plan.evidence)
    return Known(work, tuple(papers), find_time(opening.limit or full.limit))


def find_time(limit: Limit | None) -> Time | None:
    """A limit with its words."""
    return None if limit is None else Time(limit.amount, limit.unit.value, Text(say_limit(limit, "zh"), say_limit(limit, "en")))


def _work(item: PlanItem, situational: bool) -> Work:
    issued = tuple(_issued(out) for out in item.certificates)
    times = find_time(item.promised), find_time(item.statutory)
    return Work(item.id, item.name, item.department, item.department_name, situational, *times, issued)


def _issued(out: CertificateOut) -> Issued:
    return Issued(out.type, out.name, out.issuer_name)
