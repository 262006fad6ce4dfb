"""Names inside a condition: facts, situations, parameters, `today`, `signed_in`."""

from collections.abc import Iterable

from sqlglot import exp

from shuangquan.core.rules.scope import ConditionFault, Scope, SituationType, find_near
from shuangquan.core.rules.tree import Expr, FactRef, Literal, Not, ParameterRef, SignedIn, SituationRef, Today
from shuangquan.core.rules.types import ANY

_NOTHING = Literal("", ANY)


def _unknown(kind: str, name: str, known: Iterable[str], faults: list[ConditionFault]) -> Expr:
    faults.append(ConditionFault("unknown-name", (("kind", kind), ("name", name), ("near", find_near(name, known)))))
    return _NOTHING


def _spine(role: str, scope: Scope, inside: frozenset[str], faults: list[ConditionFault]) -> str | None:
    spine = scope.lists.get(role)
    if spine is not None and spine not in inside:
        faults.append(ConditionFault("list-outside", (("name", role),)))
    return spine


def read_name(node: exp.Expr, scope: Scope, inside: frozenset[str], faults: list[ConditionFault]) -> Expr:
    """`role.fact`, `list.situation`, a bare situation, parameter or fact (in a fact's own check), or `today`."""
    if not isinstance(node, exp.Column) or node.args.get("db"):
        faults.append(ConditionFault("not-in-language", (("text", node.sql()),)))
        return _NOTHING
    role, name = node.table, node.name
    if role:
        return _read_member(role, name, scope, inside, faults)
    if name == "today":
        return Today()
    if name in scope.situations:
        return _read_situation(name, scope.situations[name], inside, faults)
    if name in scope.parameters:
        known = scope.parameters[name]
        if known.keys or "value" not in known.columns:
            faults.append(ConditionFault("needs-lookup", (("name", name),)))
            return _NOTHING
        return ParameterRef(name, known.columns["value"])
    own = scope.facts.get("", {})
    if name in own:
        return FactRef("", name, None, own[name])
    return _unknown("name", name, (*scope.situations, *scope.parameters, *scope.facts, *own, "today"), faults)


def _read_situation(name: str, known: SituationType, inside: frozenset[str], faults: list[ConditionFault]) -> Expr:
    if known.of is not None and known.of not in inside:
        faults.append(ConditionFault("list-outside", (("name", name),)))
    return SituationRef(name, known.of, known.type)


def _read_member(role: str, name: str, scope: Scope, inside: frozenset[str], faults: list[ConditionFault]) -> Expr:
    if role not in scope.facts:
        return _unknown("role", role, (r for r in scope.facts if r), faults)
    situation = scope.situations.get(name)
    if situation is not None and name not in scope.facts[role] and situation.of in (scope.lists.get(role), role):
        return SituationRef(name, _spine(role, scope, inside, faults), situation.type)
    found = scope.find_fact(role, name)
    if found is None:
        return _unknown("fact", f"{role}.{name}", (f"{role}.{fact}" for fact in scope.facts[role]), faults)
    return FactRef(role, name, _spine(role, scope, inside, faults), found)


def read_signed_in(node: exp.Expr, op: str, scope: Scope, faults: list[ConditionFault]) -> Expr | None:
    """`signed_in = role` or `signed_in <> role`; None when the comparison is about something else."""
    sides = [side for side in (node.this, node.expression) if isinstance(side, exp.Column) and not side.table]
    if len(sides) != 2 or "signed_in" not in (sides[0].name, sides[1].name) or op not in ("=", "<>"):
        return None
    role = sides[1].name if sides[0].name == "signed_in" else sides[0].name
    if role not in scope.facts:
        return _unknown("role", role, (r for r in scope.facts if r), faults)
    return SignedIn(role) if op == "=" else Not(SignedIn(role))


def find_spines(body: exp.Expr | None, scope: Scope, inside: frozenset[str]) -> tuple[str, ...]:
    """The lists that a quantifier's body speaks of and that nothing around it fixes."""
    if body is None:
        return ()
    found: dict[str, None] = {}
    for column in body.find_all(exp.Column):
        name = column.table or column.name
        spine = scope.lists.get(name)
        if spine is None and not column.table and name in scope.situations:
            spine = scope.situations[name].of
        if spine is not None and spine not in inside:
            found[spine] = None
    return tuple(found)
