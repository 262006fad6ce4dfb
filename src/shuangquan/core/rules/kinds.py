"""The type of a node, and the rules that say whether nodes may meet. Faults are collected, never raised one by one."""

from shuangquan.core.rules.scope import ConditionFault, find_near
from shuangquan.core.rules.tree import (
    Among,
    And,
    Compare,
    Expr,
    IsNull,
    IsTruth,
    Literal,
    Not,
    Or,
    SignedIn,
    Today,
)
from shuangquan.core.rules.types import ANY, BOOLEAN, DATE, Kind, Type

_TRUTHS = Compare | And | Or | Not | Among | IsNull | IsTruth | SignedIn


def find_type(expr: Expr) -> Type:
    """The type of a node's value."""
    if isinstance(expr, Today):
        return DATE
    if isinstance(expr, _TRUTHS):
        return BOOLEAN
    return expr.type


def check_meeting(left: Expr, right: Expr, faults: list[ConditionFault]) -> None:
    """Two operands that are compared: same kind, and a constant that is among the other side's codes."""
    a, b = find_type(left), find_type(right)
    if not a.meets(b):
        faults.append(ConditionFault("types-differ", (("left", str(a)), ("right", str(b)))))
        return
    for constant, other in ((left, b), (right, a)):
        if isinstance(constant, Literal) and other.codes and isinstance(constant.value, str) and constant.value not in other.codes:
            near = find_near(constant.value, other.codes) or "/".join(sorted(other.codes))
            faults.append(ConditionFault("unknown-code", (("name", constant.value), ("near", near))))


def check_kind(expr: Expr, kinds: tuple[Kind, ...], faults: list[ConditionFault]) -> None:
    """An operand that must be of one of these kinds."""
    kind = find_type(expr).kind
    if kind is not Kind.ANY and kind not in kinds:
        faults.append(ConditionFault("wrong-type", (("found", str(find_type(expr))), ("wanted", "/".join(kinds)))))


def decide_arith_type(op: str, left: Type, right: Type, faults: list[ConditionFault]) -> Type:
    """The type of `left op right`, or a fault and `any`."""
    kinds = (left.kind, right.kind)
    if Kind.ANY in kinds:
        known = left if right.kind is Kind.ANY else right
        if op in "+-" and Kind.INTERVAL in kinds:
            return DATE
        return ANY if known.kind in (Kind.ANY, Kind.DATE) else known
    if kinds == (Kind.NUMBER, Kind.NUMBER):
        return left
    if kinds == (Kind.DATE, Kind.INTERVAL) and op in "+-":
        return left
    if op == "*" and set(kinds) == {Kind.NUMBER, Kind.INTERVAL}:
        return left if left.kind is Kind.INTERVAL else right
    faults.append(ConditionFault("types-differ", (("left", str(left)), ("right", str(right)))))
    return ANY
