"""What became of a person's requests to have a department's fact corrected: beside the fact on the page, and in the export."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.objecting import Given
from shuangquan.core.standard.plan import PlanVar
from shuangquan.core.words.names import Var, parse_var
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_times import say_moment
from shuangquan.queries.portal_values import mask_fact
from shuangquan.records.objections import StoredObjection


@dataclass(frozen=True, slots=True)
class Asking:
    """What can be objected to, and what was, newest first. names: department → its everyday name."""

    given: Mapping[Var, Given]
    objections: tuple[StoredObjection, ...]
    names: Mapping[str, Text]

    def find(self, var: Var) -> StoredObjection | None:
        """The newest request for a fact."""
        return next((one for one in self.objections if one.fact == str(var)), None)

    def find_name(self, department: str) -> Text:
        """Who answers."""
        return self.names.get(department, Text(department))


@dataclass(frozen=True, slots=True)
class Objected:
    """The newest request beside its fact. state: open | corrected | upheld. right, answer: as written, in part where the fact is sensitive.

    asked_at, answered_at: in words.
    """

    state: str
    department: Text
    asked_at: str
    answered_at: str
    right: str = field(repr=False)
    answer: str = field(repr=False)


def find_objected(asking: Asking, var: Var, planned: PlanVar, language: str) -> Objected | None:
    """What became of the newest request for a fact; None when nothing was asked."""
    found = asking.find(var)
    if found is None:
        return None
    right, answer = found.right, found.answer
    if planned.sensitive:
        right = mask_fact(planned, right, language)
        answer = mask_fact(planned, answer, language) if found.state == "corrected" else answer
    answered = say_moment(found.answered_at, language) if found.answered_at else ""
    return Objected(found.state, asking.find_name(found.department), say_moment(found.asked_at, language), answered, right, answer)


def collect_objections(index: PlanIndex, asking: Asking) -> list[Mapping[str, Any]]:
    """Every request as the export writes it: plain values, whole."""
    return [_collect(index, asking, one) for one in asking.objections]


def _collect(index: PlanIndex, asking: Asking, one: StoredObjection) -> Mapping[str, Any]:
    var = parse_var(one.fact)
    planned, role = index.vars.get(var.template), index.roles.get(var.role)
    return {
        "of": _plain(role.label) if role else {},
        "member": var.member or "",
        "what": _plain(planned.label if planned else Text(one.fact)),
        "department": _plain(asking.find_name(one.department)),
        "asked_at": one.asked_at.isoformat(timespec="seconds"),
        "should_be": one.right,
        "remark": one.remark,
        "state": one.state,
        "answer": one.answer,
        "answered_at": one.answered_at.isoformat(timespec="seconds") if one.answered_at else None,
    }


def _plain(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.say("en")}
