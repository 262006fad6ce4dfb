"""What an applicant is told of a promise: before signing, while it is to be verified, and what was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.pledges import DOUBTED, MENDING, REVOKED, VOID
from shuangquan.core.standard.later import say_later
from shuangquan.core.standard.plan import Plan, PlanItem
from shuangquan.core.words.knowledge import Value
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_times import say_limit, say_moment


@dataclass(frozen=True, slots=True)
class Promise:
    """Something promised by signing. within: by when it is verified; mend: how long to put right what is not so, "" when not at all."""

    item: Text
    promise: Text
    within: str
    mend: str
    later: Text
    grade: str


def find_promises(plan: Plan, language: str) -> tuple[Promise, ...]:
    """What is promised instead of proved, item by item."""
    return tuple(
        Promise(
            item.name, item.pledge.promise, say_limit(item.pledge.verify, language), say_limit(item.pledge.mend, language),
            say_later(item.later, item.refused_later), item.pledge.basis.grade,
        )
        for item in plan.items
        if item.pledge is not None
    )  # fmt: skip


def find_pledged_lists(index: PlanIndex) -> tuple[Text, ...]:
    """Lists that are whole because whoever signs promises so, as far as some item is about them."""
    bound = {index.list_of(index.resolve(theirs)) for item in index.plan.items for _, theirs in item.bind}
    return tuple(role.label for role in index.plan.roles if role.pledged and role.name in bound)


def find_pledged(item: PlanItem, task: Task, values: Mapping[str, Value | None], language: str, seen: datetime) -> dict[str, Any]:
    """How a lane whose result is out changes by its promise; nothing without one."""
    if not task.pledge:
        return {}
    until = say_moment(task.pledge_by, language, seen=seen) if task.pledge_by else ""
    if task.pledge == MENDING or task.pledge in VOID:
        state = "mending" if task.pledge == MENDING else "revoked"
        return {
            "state": state,
            "why": read_words(values, task.pledge_text),
            "remedy": read_words(values, task.remedy) if task.pledge == REVOKED else item.refused_later,
            "until": until,
            "pledge": task.pledge,
        }
    why = item.pledge.promise if item.pledge is not None and task.pledge != DOUBTED else Text("")
    state = f"recheck-{task.pledge}" if task.recheck and task.pledge != DOUBTED else task.pledge
    return {"pledge": state, "why": why, "until": until}


def read_words(values: Mapping[str, Value | None], ref: str) -> Text:
    """An officer's words, kept apart from the event."""
    found = values.get(ref) if ref else None
    return Text(str(found)) if found is not None else Text("")
