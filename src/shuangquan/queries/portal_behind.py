"""What happens after submission, before it happens."""

from collections.abc import Iterable
from dataclasses import dataclass

from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_times import say_limit


@dataclass(frozen=True, slots=True)
class Behind:
    """An item before submission: who will do it, and how long that takes at most."""

    department: Text
    name: Text
    promised: str
    number: int


def find_behind(planned: Iterable[tuple[PlanItem, str | None]], language: str) -> tuple[Behind, ...]:
    """What happens after submission, in order; an item done for several members once, with their number."""
    found: dict[str, Behind] = {}
    for item, _ in planned:
        known = found.get(item.id)
        promised = say_limit(item.promised or item.statutory, language)
        found[item.id] = Behind(item.department_name, item.name, promised, known.number + 1 if known else 1)
    return tuple(found.values())
