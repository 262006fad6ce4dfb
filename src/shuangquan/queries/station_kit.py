"""What a tablet needs to take a matter in without a network: questions and facts that no register could answer, and the papers."""

from collections.abc import Iterable, Sequence
from typing import Any

from shuangquan.core.standard.plan import Plan, PlanVar, Situation
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_form import find_control, find_options


def make_sheet(plans: Sequence[Plan], opening: Plan, role: str) -> dict[str, Any]:
    """One role's sheet as plain JSON: questions, fields, papers.

    A question is asked where the person's word alone settles it: nothing is derived, nothing before it decides whether it is open. A field
    is asked where the person types it in some situation, a paper likewise; `always`: in every one. Members of lists are named by phone,
    once registers were asked.
    """
    questions = [_question(one) for one in opening.situations if _is_plain(one)]
    full = [plan for plan in plans if plan.items] or [opening]
    fields = [_field(var, always=always) for var, always in _find_typed(full, role)]
    asked = [{one.path: one.name for one in plan.evidence if one.per_member is None and (not one.by or role in one.by)} for plan in full]
    papers = [
        {"path": path, "label": _text(name), "always": all(path in one for one in asked)}
        for path, name in {path: name for one in asked for path, name in one.items()}.items()
    ]
    return {"questions": questions, "fields": fields, "papers": papers}


def _is_plain(situation: Situation) -> bool:
    plain = not situation.derive and not situation.when and not situation.of and not situation.after
    return situation.question is not None and plain


def _find_typed(plans: Iterable[Plan], role: str) -> list[tuple[PlanVar, bool]]:
    """Facts this role types of itself or of something that is no list, in the order of the plans; whether in each of them."""
    seen: dict[str, tuple[PlanVar, int]] = {}
    count = 0
    for plan in plans:
        count += 1
        lists = {one.name for one in plan.roles if one.form == "many"}
        for var in plan.vars:
            if var.from_ == "typed" and role in var.by and var.owner not in lists and var.role == var.owner:
                held = seen.get(var.path, (var, 0))
                seen[var.path] = (held[0], held[1] + 1)
    return [(var, found == count) for var, found in seen.values()]


def _question(one: Situation) -> dict[str, Any]:
    assert one.question is not None
    options = [{"code": code, "label": _text(label)} for code, label in one.options]
    if one.boolean and not options:
        options = [{"code": "true", "label": _text(Text("是", "Yes"))}, {"code": "false", "label": _text(Text("否", "No"))}]
    return {"situation": one.name, "ask": _text(one.question.ask), "many": one.many, "options": options}


def _field(var: PlanVar, *, always: bool) -> dict[str, Any]:
    return {
        "path": var.path, "label": _text(var.label), "control": find_control(var), "always": always,
        "options": [{"code": code, "label": _text(label)} for code, label in find_options(var)],
        "why": [_text(one.text) for one in var.because[:1]],
    }  # fmt: skip


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.say("en")}
