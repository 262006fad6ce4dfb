"""Matters that end before they begin: not to be done here, or nothing to do."""

from dataclasses import dataclass
from datetime import date

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.conditions import holds
from shuangquan.core.cases.env import CaseEnv
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.words.text import Text


@dataclass(frozen=True, slots=True)
class EarlyEnd:
    """kind: refuse_to_start | nothing_to_do. say: why, to the person."""

    kind: str
    say: Text


def find_early_end(case: Case, index: PlanIndex, today: date) -> EarlyEnd | None:
    """Why this matter goes no further, as soon as it can be said; None while it goes on."""
    env = CaseEnv(case, index, today)
    for condition, say in index.plan.refuse_to_start:
        if holds(index, condition, env) is True:
            return EarlyEnd("refuse_to_start", say)
    for condition, say in index.plan.nothing_to_do:
        if holds(index, condition, env) is True:
            return EarlyEnd("nothing_to_do", say)
    return None
