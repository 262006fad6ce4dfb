"""What a date has to be for something reckoned from it to compare so with a fixed value: found by halving, exactly.

Every step that the language takes from a date (moved by a fixed interval, its month, its year, the months to a fixed day) never goes back
where the date goes on, or always does. So the dates for which `f(day) < value` lie on one side of one day.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from shuangquan.core.rules.compiled import Plain
from shuangquan.core.rules.evaluate import evaluate
from shuangquan.core.rules.operators import COMPARE
from shuangquan.core.rules.tree import Arith, Call, Expr, FactRef, Literal, SituationRef, Today
from shuangquan.core.rules.types import Kind
from shuangquan.core.words.knowledge import Form

LAST = date.max.toordinal()
_STEPS = frozenset({"months_between", "month_of", "month_start", "year_start", "year_of"})


def render_bound(expr: Expr, ref: FactRef | SituationRef, op: str, value: object, plain: Plain, column: str) -> tuple[str, bool] | None:
    """`expr op value` as a test of the date `ref` in `column`, and whether it is NULL for some dates; None for what is no such step."""
    if not _is_step(expr, ref):
        return None
    name = f"{ref.role}.{ref.fact}" if isinstance(ref, FactRef) else ref.name

    def reckon(ordinal: int) -> Any:
        found = evaluate(expr, Plain({name: date.fromordinal(ordinal)}, plain.today, plain.parameters))
        return found.value if found.form is Form.KNOWN else None

    low, high = _find_span(reckon)
    if low > high:
        return None
    whole = (low, high) == (1, LAST)
    test = _render(op, reckon(low) <= reckon(high), (low, high), reckon, value, column)
    return (test if whole else f"CASE WHEN {column} BETWEEN {_day(low)} AND {_day(high)} THEN {test} END"), not whole


def _is_step(expr: Expr, ref: Expr) -> bool:
    """Whether it is the date, moved or cut by steps that keep or turn the order of dates."""
    if expr == ref:
        return True
    if isinstance(expr, Arith) and expr.type.kind is Kind.DATE:
        return isinstance(expr.right, Literal) and _is_step(expr.left, ref)
    if isinstance(expr, Call) and expr.name in _STEPS:
        moving = [arg for arg in expr.args if not isinstance(arg, Literal | Today)]
        return len(moving) == 1 and _is_step(moving[0], ref)
    return False


def _find_span(reckon: Callable[[int], Any]) -> tuple[int, int]:
    """The first and the last day for which there is a value: what is moved out of the calendar has none."""
    tried = (1, date(2000, 1, 1).toordinal(), LAST)
    inside = next((n for n in tried if reckon(n) is not None), None)
    if inside is None:
        return 1, 0
    low = 1 if reckon(1) is not None else _halve(1, inside, lambda n: reckon(n) is not None)
    high = LAST if reckon(LAST) is not None else _halve(inside, LAST, lambda n: reckon(n) is None) - 1
    return low, high


def _halve(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The first number from low to high for which it holds, given that it then goes on holding; high + 1 for none."""
    low -= 1
    high += 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _render(op: str, rises: bool, span: tuple[int, int], reckon: Callable[[int], Any], value: object, column: str) -> str:
    """The test: the days from which on, or until which, it holds; for equality both."""
    if op in ("=", "<>"):
        reached, passed = (">=", ">") if rises else ("<=", "<")
        first, end = (_halve(*span, partial(_compares, way, reckon, value)) for way in (reached, passed))
        inside = f"({_from(first, column)} AND {_until(end, column)})"
        return inside if op == "=" else f"(NOT {inside})"
    meets = COMPARE[op]
    if rises is (op in (">", ">=")):
        return _from(_halve(*span, lambda n: meets(reckon(n), value)), column)
    return _until(_halve(*span, lambda n: not meets(reckon(n), value)), column)


def _compares(op: str, reckon: Callable[[int], Any], value: object, ordinal: int) -> bool:
    return COMPARE[op](reckon(ordinal), value)


def _from(ordinal: int, column: str) -> str:
    return f"({column} >= {_day(ordinal)})" if ordinal <= LAST else f"({column} > {_day(LAST)})"


def _until(ordinal: int, column: str) -> str:
    return f"({column} < {_day(ordinal)})" if ordinal <= LAST else f"({column} <= {_day(LAST)})"


def _day(ordinal: int) -> str:
    return f"CAST('{date.fromordinal(ordinal).isoformat()}' AS DATE)"
