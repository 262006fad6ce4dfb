"""Decision tables and needs: what a rule may read, rows that can never speak, approvals that rest on too little."""

from collections.abc import Iterable

from shuangquan.core.rules.reads import find_reads, walk_nodes
from shuangquan.core.rules.tree import And, Compare, Expr, Literal, Or, Quantifier
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.checks.libraries import check_known, check_path
from shuangquan.core.standard.durations import read_limit
from shuangquan.core.standard.findings import Finding, find_fault
from shuangquan.core.standard.model import Item, Need, Stage, find_as_of
from shuangquan.core.standard.view import ItemView, ThemeView


def check_rules(view: ThemeView) -> list[Finding]:
    """Faults of every item's rules and needs as the theme uses it."""
    found: list[Finding] = []
    for item in view.items:
        found += _check_table(item)
        found += _check_reads(view.bundle, item)
        for need, condition in item.needs:
            found += _check_need(view.bundle, item.item, need, condition)
        for stage, condition in item.stages:
            found += _check_stage(view.bundle, item.item, stage)
            reads = find_reads(condition).facts if condition is not None else ()
            found += [find_fault(stage.at, "need-reads-facts", name=f"{role}.{fact}") for role, fact in reads]
    return found


def _check_stage(bundle: Bundle, item: Item, stage: Stage) -> list[Finding]:
    """Not both a time and an event; an event is told by a department, about a role of the item, and not waited for without end."""
    found: list[Finding] = []
    if stage.wait is not None and stage.event is not None:
        found.append(find_fault(stage.at, "stage-what", name=stage.id))
    if stage.event is not None:
        check_known(stage.event.from_, bundle.departments, "department", stage.event.at, found)
        if read_limit(stage.event.give_up) is None:
            found.append(find_fault(stage.event.at, "stage-endless", name=stage.id))
        if stage.event.about is not None:
            check_known(stage.event.about, item.roles, "role", stage.event.at, found)
        types = {str(role): str(form.type) for role, form in item.roles.items()}
        for fact in stage.event.gives:
            if check_path(bundle, types, fact, stage.event.at, found) and item.gives is not None and fact in item.gives.facts:
                found.append(find_fault(stage.event.at, "event-twice", name=fact))
    return found


def _check_table(view: ItemView) -> list[Finding]:
    item = view.item
    found: list[Finding] = []
    if not item.rules:
        return [find_fault(item.at, "no-rules", name=item.id)] if item.decided_by == "platform" else []
    if item.rules[-1].when != "else":
        found.append(find_fault(item.rules[-1].at, "no-else", name=item.id))
    for row, (rule, condition) in enumerate(zip(item.rules, view.rows, strict=True), start=1):
        if any(_covers(view.item.rules[n].when, view.rows[n], rule.when, condition) for n in range(row - 1)) or _never(condition):
            found.append(find_fault(rule.at, "shadowed-row", row=row))
        if rule.then == "refer" and (rule.reason is None or rule.remedy is None):
            found.append(find_fault(rule.at, "no-reason"))
        if rule.then == "approve":
            if rule.reason is None:
                found.append(find_fault(rule.at, "no-reason"))
            if condition is not None and _every_alone(condition):
                found.append(find_fault(rule.at, "every-alone"))
    return found


def _covers(earlier_text: str, earlier: Expr | None, text: str, condition: Expr | None) -> bool:
    """Whether an earlier row speaks whenever the later one would: else, the same condition, or a weaker one."""
    if earlier_text == "else":
        return True
    if earlier is None or condition is None:
        return False
    parts = set(condition.parts) if isinstance(condition, And) else {condition}
    weaker = set(earlier.parts) if isinstance(earlier, And) else {earlier}
    if weaker <= parts:
        return True
    return isinstance(earlier, Or) and (
        condition in earlier.parts or (isinstance(condition, Or) and set(condition.parts) <= set(earlier.parts))
    )


def _never(condition: Expr | None) -> bool:
    if isinstance(condition, Literal):
        return condition.value is False
    if isinstance(condition, And):
        equal: dict[Expr, set[object]] = {}
        for part in condition.parts:
            if isinstance(part, Compare) and part.op == "=" and isinstance(part.right, Literal):
                equal.setdefault(part.left, set()).add(part.right.value)
        return any(len(values) > 1 for values in equal.values())
    return False


def _every_alone(condition: Expr) -> bool:
    quantifiers = [node for node in walk_nodes(condition) if isinstance(node, Quantifier)]
    counted = {q.spine for q in quantifiers if q.kind in ("count", "exists")}
    return any(q.kind == "every" and q.spine not in counted for q in quantifiers)


def _check_reads(bundle: Bundle, view: ItemView) -> list[Finding]:
    item = view.item
    allowed = {str(one.fact) for need in item.needs for one in (need.any or (need,)) if one.fact is not None}
    for need in item.needs:
        for one in need.any or (need,):
            kind = bundle.certificates.get(one.evidence or "")
            for state in kind.states if kind is not None else ():
                role, _, fact = state.partition(".")
                if role in one.roles:
                    allowed.add(f"{one.roles[role]}.{fact}")
    found = []
    for rule, condition, amount in zip(item.rules, view.rows, view.amounts, strict=True):
        for path in _find_read(bundle, (condition, amount)):
            if path not in allowed:
                found.append(find_fault(rule.at, "rule-outside-needs", name=path))
    return found


def _find_read(bundle: Bundle, exprs: Iterable[Expr | None]) -> tuple[str, ...]:
    """Every fact that conditions read, those among them by which a parameter's row is picked."""
    read = [find_reads(expr) for expr in exprs if expr is not None]
    paths = [f"{role}.{fact}" for one in read for role, fact in one.facts]
    for name in (name for one in read for name in one.parameters):
        parameter = bundle.parameters[name]
        paths += [path for path in (find_as_of(parameter), parameter.region_of) if path is not None]
    return tuple(dict.fromkeys(map(str, paths)))


def _check_need(bundle: Bundle, item: Item, need: Need, condition: Expr | None) -> list[Finding]:
    found = []
    if condition is not None:
        reads = find_reads(condition)
        for role, fact in reads.facts:
            found.append(find_fault(need.at, "need-reads-facts", name=f"{role}.{fact}"))
    if need.fact is not None and need.claimed == "enough":
        role, _, name = need.fact.partition(".")
        form = item.roles.get(role)
        entry = bundle.facts.get(f"{form.type}.{name}") if form is not None else None
        if entry is not None and entry.sensitive and entry.source:
            found.append(find_fault(need.at, "claimed-approves", name=need.fact))
    return found
