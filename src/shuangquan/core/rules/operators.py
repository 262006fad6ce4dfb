"""Functions on values that are there: pure, exact, and the same on every engine.

Numbers are Decimal, dates are calendar dates. None as a result means unknown (division by zero, a date out of the calendar).
"""

import calendar
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_HALF_UP, Context, Decimal
from typing import Any

from shuangquan.core.rules.types import DATE, NUMBER, Kind, Span, Type
from shuangquan.core.words.knowledge import Value

Operand = Value | Span
COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def shift_date(day: date, span: Span, sign: int) -> date | None:
    """The date `span` later or earlier; a day that the month lacks becomes the month's last (31 January + 1 month = 28 February)."""
    index = day.year * 12 + day.month - 1 + sign * int(span.months)
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    try:
        return date(year, month + 1, min(day.day, last)) + timedelta(days=sign * int(span.days))
    except OverflowError:
        return None


def count_months(start: date, end: date) -> int:
    """Whole months from `start` to `end`, negative when end is earlier; a month is whole on the same day or the month's last."""
    if end < start:
        return -count_months(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    last = calendar.monthrange(end.year, end.month)[1]
    return months if end.day >= min(start.day, last) else months - 1


def compute_arith(op: str, left: Operand, right: Operand) -> Operand | None:
    """`left op right`; None when it has no value."""
    if isinstance(left, date) and isinstance(right, Span):
        return shift_date(left, right, 1 if op == "+" else -1)
    if isinstance(left, Span) or isinstance(right, Span):
        span, factor = (left, right) if isinstance(left, Span) else (right, left)
        return span.times(as_decimal(factor)) if isinstance(span, Span) else None
    a, b = as_decimal(left), as_decimal(right)
    if op == "/":
        return None if b == 0 else a / b
    return a + b if op == "+" else a - b if op == "-" else a * b


def as_decimal(value: object) -> Decimal:
    """A number as Decimal. TypeError for anything else: the parser has checked types, so that is a bug."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    raise TypeError(f"not a number: {type(value).__name__}")


def _day(value: Operand) -> date:
    if not isinstance(value, date):
        raise TypeError(f"not a date: {type(value).__name__}")
    return value


def _pick(best: Callable[..., object]) -> Callable[[tuple[Operand, ...]], Operand]:
    def pick(args: tuple[Operand, ...]) -> Operand:
        found = best(args)
        assert isinstance(found, str | Decimal | int | date)
        return found

    return pick


def _round(args: tuple[Operand, ...]) -> Operand:
    value, places = as_decimal(args[0]), int(as_decimal(args[1])) if len(args) > 1 else 0
    last = int(value.as_tuple().exponent)
    if last >= -places:  # nothing stands behind that place; of a great number there may be no digit there at all
        return value
    digits = max(1, value.adjusted() + places + 2)
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=Context(prec=digits))


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the language: kinds of its arguments (the last repeats when `many`), least number of them, result type, body.

    A result of None stands for "the type of the first argument".
    """

    kinds: tuple[Kind, ...]
    least: int
    result: Type | None
    body: Callable[[tuple[Operand, ...]], Operand]
    many: bool = False


FUNCTIONS: Mapping[str, Function] = {
    "months_between": Function((Kind.DATE, Kind.DATE), 2, NUMBER, lambda a: Decimal(count_months(_day(a[0]), _day(a[1])))),
    "month_of": Function((Kind.DATE,), 1, DATE, lambda a: _day(a[0]).replace(day=1)),
    "month_start": Function((Kind.DATE,), 1, DATE, lambda a: _day(a[0]).replace(day=1)),
    "year_start": Function((Kind.DATE,), 1, DATE, lambda a: _day(a[0]).replace(month=1, day=1)),
    "year_of": Function((Kind.DATE,), 1, NUMBER, lambda a: Decimal(_day(a[0]).year)),
    "least": Function((Kind.ANY, Kind.ANY), 2, None, _pick(min), many=True),
    "greatest": Function((Kind.ANY, Kind.ANY), 2, None, _pick(max), many=True),
    "ceil": Function((Kind.NUMBER,), 1, NUMBER, lambda a: as_decimal(a[0]).to_integral_value(rounding=ROUND_CEILING)),
    "round": Function((Kind.NUMBER, Kind.NUMBER), 1, NUMBER, _round),
    "length": Function((Kind.TEXT,), 1, NUMBER, lambda a: Decimal(len(str(a[0])))),
}
