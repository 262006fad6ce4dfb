"""What a department gave, which a person may say is wrong; and who then answers (PIPL art. 46)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.events import FactNote
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.replay import Happened
from shuangquan.core.cases.rights import Held, find_held
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.knowledge import Form, Knowledge, Origin, Value
from shuangquan.core.words.names import Var

GIVEN = frozenset({"resource", "certificate", "item"})
"""Kinds of origin that are a department's word."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a department said of one fact, also where the person has written over it since. department: who answers for it."""

    held: Held
    know: Knowledge
    department: str

    @property
    def source(self) -> str:
        """Id of what gave it."""
        return self.know.origin.source if self.know.origin else ""


def find_given(case: Case, index: PlanIndex, role: str, events: Iterable[Happened], values: Mapping[str, Value | None]) -> dict[Var, Given]:
    """The facts that `role` may be shown and that a department gave last; where the plan does not say whose the source is, none."""
    said: dict[Var, FactNote] = {}
    for happened in events:
        for note in getattr(happened.event, "notes", ()):
            if note.origin is not None and note.origin.kind in GIVEN and note.form in (Form.KNOWN, Form.ABSENT):
                said[case.own(note.var)] = note
    found = {}
    for held in find_held(case, index, role):
        note = said.get(held.var)
        origin = note.origin if note is not None else None
        department = find_department(index, origin)
        if note is not None and department:
            found[held.var] = Given(held, Knowledge(note.form, values.get(note.ref) if note.ref else None, origin), department)
    return found


def find_department(index: PlanIndex, origin: Origin | None) -> str:
    """Who answers for an origin; "" where it is nobody's register."""
    if origin is None or origin.kind not in GIVEN:
        return ""
    if origin.kind == "item":
        item = index.items.get(origin.source)
        return item.department if item else ""
    return next((draw.provider for draw in (*index.plan.draws, *index.plan.lost) if draw.source == origin.source), "")


def check_given(case: Case, index: PlanIndex, role: str, var: Var | None, given: Mapping[Var, Given]) -> Given:
    """What a department gave of `var`. Refusals: "objection.unknown" for what is not held, not theirs, or of a source nobody answers for;
    "objection.sign_in" and "objection.own" for what no department gave: each says where to change it instead.
    """
    held = next((one for one in find_held(case, index, role) if one.var == var), None)
    if held is None:
        raise Refusal("objection.unknown", "fact")
    if held.var in given:
        return given[held.var]
    kind = held.know.origin.kind if held.know.origin is not None else ""
    if kind in GIVEN:
        raise Refusal("objection.unknown", str(var))
    if kind == "sign_in":
        raise Refusal("objection.sign_in", str(var))
    raise Refusal("objection.own", str(var))
