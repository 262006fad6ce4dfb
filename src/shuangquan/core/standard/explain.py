"""The plan in words: why a value is asked or where it comes from, and the data-sharing demand list."""

from dataclasses import dataclass

from shuangquan.core.standard.plan import Draw, Plan, PlanVar
from shuangquan.core.words.text import Text


def describe_origin(plan: Plan, var: PlanVar) -> Text:
    """Where a variable comes from in this plan, or why it is asked, in a sentence."""
    draws = {draw.id: draw for draw in (*plan.draws, *plan.lost)}
    if var.from_ in ("resource", "certificate", "pick"):
        return _describe_draw(draws[var.source], pick=var.from_ == "pick")
    if var.from_ == "waits":
        draw = draws.get(var.source)
        name = draw.name if draw else Text(var.source)
        return Text(f"等待“{name.zh}”恢复后取得", f"Waits until “{name.say('en')}” is back")
    if var.from_ in ("typed", "photograph"):
        return _describe_asked(plan, var)
    items = {item.id: item for item in plan.items}
    said = {
        "sign_in": Text("登录时已核验", "Proved by signing in"),
        "assumed": Text("按标准取定", "Set by the standard"),
        "member": Text("和名单上的是同一项", "The same as on the list"),
    }
    if var.from_ == "item" and var.source in items:
        name = items[var.source].name
        return Text(f"由“{name.zh}”的结果取得", f"Comes from the result of “{name.say('en')}”")
    return said.get(var.from_, Text(var.from_))


def _describe_draw(draw: Draw, *, pick: bool) -> Text:
    where = Text(f"来自{draw.provider_name.zh}“{draw.name.zh}”", f"From {draw.provider_name.say('en')}: {draw.name.say('en')}")
    law = f"(依据：{draw.basis.source})" if draw.basis.source else ""
    law_en = f" (basis: {draw.basis.source})" if draw.basis.source else ""
    chosen = Text(",由你选择", ", you choose") if pick else Text("")
    return Text(f"{where.zh}{law}{chosen.zh}", f"{where.en}{law_en}{chosen.en}")


def _describe_asked(plan: Plan, var: PlanVar) -> Text:
    tried = next((draw for draw in plan.draws if draw.speculative and any(path == var.path for path, _ in draw.gives)), None)
    if tried is not None:
        name = tried.name
        return Text(f"先查“{name.zh}”,查不到时请你填写", f"“{name.say('en')}” is tried first; you are asked if it has no record")
    failed = next((draw for draw in plan.lost if any(path == var.path for path, _ in draw.gives)), None)
    if failed is not None:
        return Text(f"“{failed.name.zh}”暂时查不到，请你填写", f"“{failed.name.say('en')}” cannot be asked now; please fill it in")
    if var.source:
        return Text("已为你填好，可以修改", "Filled in for you; you may change it")
    if f"refused:{var.role}" in plan.missing:
        return Text("本人未同意查询，请填写", "The person has not agreed to a query; please fill it in")
    return Text("没有部门能提供，请你填写", "No department can give it; please fill it in")


@dataclass(frozen=True, slots=True)
class Demand:
    """One row of the demand list (数据共享需求清单): item × material × field × source department × type × mode × update cycle."""

    item: str
    material: Text
    path: str
    label: Text
    department: str
    department_name: Text
    sharing: str
    kind: str
    basis: str
    speculative: bool


def find_demands(plan: Plan) -> tuple[Demand, ...]:
    """What the plan needs of which department, item by item, in the order of the items. kind: resource | certificate."""
    labels = {var.path: var.label for var in plan.vars}
    rows = []
    for item in (*(item.id for item in plan.items), ""):
        needed = {ref.ref for form in plan.items if form.id == item for need in form.needs for ref in (need, *need.any)}
        for draw in plan.draws:
            for path, _ in draw.gives:
                direct = path in needed
                indirect = not item and not any(path in _refs(plan, other) for other in draw.items)
                if (item and direct) or indirect:
                    rows.append(_demand(item, draw, path, labels.get(path, Text(path))))
    return tuple(rows)


def _refs(plan: Plan, item: str) -> set[str]:
    return {ref.ref for form in plan.items if form.id == item for need in form.needs for ref in (need, *need.any)}


def _demand(item: str, draw: Draw, path: str, label: Text) -> Demand:
    return Demand(
        item, draw.name, path, label, draw.provider, draw.provider_name, draw.sharing, draw.kind, draw.basis.source, draw.speculative
    )
