"""Dates in SQL, as `operators.py` counts them: months first, then days; a day that the month lacks is its last; years 1 to 9999."""

FIRST, DAYS = "CAST('0001-01-01' AS DATE)", 3652058
"""The first day there is, and how many follow it."""
FIRST_MONTH, LAST_MONTH = 12, 9999 * 12 + 11
"""Months counted as year * 12 + month - 1."""


def render_shift(day: str, months: str, days: str, op: str) -> str:
    """`day` later (+) or earlier (-) by whole months and days, parts of them cut off; NULL outside the calendar."""
    sign = "" if op == "+" else "-"
    whole = f"{sign}TRUNC({months})"
    index = f"(EXTRACT(YEAR FROM {day}) * 12 + EXTRACT(MONTH FROM {day}) - 1 + {whole})"
    moved = f"CAST({day} + {_clamp(whole, 200_000)} * INTERVAL '1 month' AS DATE)"
    rest = f"{sign}TRUNC({days})"
    far = f"(({moved} - {FIRST}) + {rest})"
    inside = f"CASE WHEN {far} BETWEEN 0 AND {DAYS} THEN {moved} + {_clamp(rest, 4_000_000)} END"
    return f"CASE WHEN {index} BETWEEN {FIRST_MONTH} AND {LAST_MONTH} THEN {inside} END"


def _clamp(number: str, most: int) -> str:
    """A whole number that an engine may compute ahead of the question whether it is within the calendar."""
    return f"CAST(GREATEST(-{most}, LEAST({most}, {number})) AS INT)"


def render_count_months(start: str, end: str) -> str:
    """Whole months from `start` to `end`, negative when end is earlier."""
    return f"CASE WHEN {end} < {start} THEN -{_count(end, start)} ELSE {_count(start, end)} END"


def _count(early: str, late: str) -> str:
    months = f"(EXTRACT(YEAR FROM {late}) - EXTRACT(YEAR FROM {early})) * 12 + EXTRACT(MONTH FROM {late}) - EXTRACT(MONTH FROM {early})"
    last = f"EXTRACT(DAY FROM DATE_TRUNC('month', {late}) + INTERVAL '1 month' - INTERVAL '1 day')"
    whole = f"EXTRACT(DAY FROM {late}) >= LEAST(EXTRACT(DAY FROM {early}), {last})"
    return f"({months} - CASE WHEN {whole} THEN 0 ELSE 1 END)"
