"""Twenty rules over a synthetic population, in the standard language and, written by hand, as DuckDB SQL: what `bench.rules` measures.

The rules are invented for the measurement (示例): they have the shapes of real ones (ages, dates to come, grades, means, exclusions), not
their numbers. NULL in a column of the population is what `NULLS` says; the SQL by hand says unknown by NULL, as ours does.
"""

from datetime import date

from shuangquan.core.rules.parse import parse_condition
from shuangquan.core.rules.scope import Scope
from shuangquan.core.rules.sql_people import PeopleColumn
from shuangquan.core.rules.tree import Expr
from shuangquan.core.rules.types import BOOLEAN, DATE, NUMBER, TEXT, Kind, Type

TODAY = date(2026, 11, 28)
HOUSEHOLD = Type(Kind.TEXT, frozenset({"urban", "rural"}))
WORK = Type(Kind.TEXT, frozenset({"employed", "flexible", "seeking", "retired", "student", "none"}))
FACTS = {
    "birth_date": DATE, "region": TEXT, "household": HOUSEHOLD, "work": WORK, "income": NUMBER, "insured_months": NUMBER,
    "children": NUMBER,
    "youngest_born": DATE, "disability_grade": NUMBER, "card_number": TEXT, "low_income": BOOLEAN, "destitute": BOOLEAN,
    "injury_care": BOOLEAN, "elder_care": BOOLEAN, "veteran": BOOLEAN, "licence_until": DATE, "jobless_since": DATE, "pension": NUMBER,
}  # fmt: skip
NULLS = {
    "birth_date": "never", "region": "never", "household": "never", "work": "never", "income": "unknown", "insured_months": "never",
    "children": "never", "youngest_born": "absent", "disability_grade": "absent", "card_number": "absent", "low_income": "unknown",
    "destitute": "never", "injury_care": "never", "elder_care": "never", "veteran": "never", "licence_until": "absent",
    "jobless_since": "absent", "pension": "absent",
}  # fmt: skip
COLUMNS = {f"p.{name}": PeopleColumn(name, null) for name, null in NULLS.items()}

RULES: dict[str, str] = {
    "elder_80": "p.birth_date <= today - interval '80' year and not p.elder_care",
    "elder_90": "p.birth_date <= today - interval '90' year",
    "elder_100": "p.birth_date <= today - interval '100' year",
    "elder_poor": "p.birth_date <= today - interval '60' year and p.low_income",
    "care_subsidy": "p.card_number is not null and p.disability_grade <= 2 and not p.destitute and not p.injury_care",
    "living_subsidy": "p.card_number is not null and p.low_income and not p.destitute",
    "child_subsidy": "p.children > 0 and p.youngest_born > today - interval '3' year and p.youngest_born >= date '2025-01-01'",
    "licence_renewal": "p.licence_until between today and today + interval '90' day",
    "licence_lapsed": "p.licence_until < today and p.birth_date > today - interval '70' year",
    "retires_soon": "months_between(p.birth_date, today) between 717 and 720 and p.work <> 'retired' and p.insured_months >= 180",
    "job_grant": "p.work = 'seeking' and p.jobless_since <= today - interval '6' month and p.insured_months >= 12",
    "flexible_grant": "p.work = 'flexible' and p.birth_date <= today - interval '40' year and p.insured_months >= 36",
    "student_aid": "p.work = 'student' and (p.low_income or p.destitute or p.income < 600)",
    "means_tested": "p.income < 1000 and p.household = 'rural' and p.work in ('none', 'seeking')",
    "veteran_care": "p.veteran and (p.birth_date <= today - interval '70' year or p.disability_grade between 1 and 6)",
    "large_family": "p.children >= 3 and (p.income < 3000 or p.low_income)",
    "low_pension": "p.pension < 800 and p.birth_date <= today - interval '65' year",
    "heating": "p.low_income and not p.destitute and p.household = 'urban'",
    "severe_minor": "p.birth_date > today - interval '18' year and p.disability_grade in (1, 2) and p.card_number is not null",
    "carer_relief": "p.elder_care and p.disability_grade <= 3 and (p.low_income or p.pension is null)",
}
BY_HAND: dict[str, str] = {
    "elder_80": "birth_date <= DATE '1946-11-28' AND NOT elder_care",
    "elder_90": "birth_date <= DATE '1936-11-28'",
    "elder_100": "birth_date <= DATE '1926-11-28'",
    "elder_poor": "birth_date <= DATE '1966-11-28' AND low_income",
    "care_subsidy": "card_number IS NOT NULL AND COALESCE(disability_grade <= 2, FALSE) AND NOT destitute AND NOT injury_care",
    "living_subsidy": "card_number IS NOT NULL AND low_income AND NOT destitute",
    "child_subsidy": "children > 0 AND COALESCE(youngest_born > DATE '2023-11-28' AND youngest_born >= DATE '2025-01-01', FALSE)",
    "licence_renewal": "COALESCE(licence_until BETWEEN DATE '2026-11-28' AND DATE '2027-02-26', FALSE)",
    "licence_lapsed": "COALESCE(licence_until < DATE '2026-11-28', FALSE) AND birth_date > DATE '1956-11-28'",
    "retires_soon": "birth_date BETWEEN DATE '1966-10-29' AND DATE '1967-02-28' AND work <> 'retired' AND insured_months >= 180",
    "job_grant": "work = 'seeking' AND COALESCE(jobless_since <= DATE '2026-05-28', FALSE) AND insured_months >= 12",
    "flexible_grant": "work = 'flexible' AND birth_date <= DATE '1986-11-28' AND insured_months >= 36",
    "student_aid": "work = 'student' AND (low_income OR destitute OR income < 600)",
    "means_tested": "income < 1000 AND household = 'rural' AND work IN ('none', 'seeking')",
    "veteran_care": "veteran AND (birth_date <= DATE '1956-11-28' OR COALESCE(disability_grade BETWEEN 1 AND 6, FALSE))",
    "large_family": "children >= 3 AND (income < 3000 OR low_income)",
    "low_pension": "COALESCE(pension < 800, FALSE) AND birth_date <= DATE '1961-11-28'",
    "heating": "low_income AND NOT destitute AND household = 'urban'",
    "severe_minor": "birth_date > DATE '2008-11-28' AND COALESCE(disability_grade IN (1, 2), FALSE) AND card_number IS NOT NULL",
    "carer_relief": "elder_care AND COALESCE(disability_grade <= 3, FALSE) AND (low_income OR pension IS NULL)",
}


def parse_rules() -> list[Expr]:
    """The twenty conditions as trees."""
    scope = Scope({"p": FACTS})
    return [parse_condition(text, scope) for text in RULES.values()]
