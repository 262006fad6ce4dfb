"""The same decision table for our evaluator, zen-engine and OpenFisca: a person in, the number of the row that speaks out (20: else).

Where an engine has no dates of its own worth comparing (zen-engine, OpenFisca), it is given days as whole numbers, and bounds that are
worked out beforehand: that is in its favour. Absent values are null for zen-engine and -1 or an empty text for OpenFisca.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from typing import Any

from bench.rule_set import FACTS, RULES, TODAY, parse_rules
from shuangquan.core.rules.compiled import CompiledTable, Plain
from shuangquan.core.rules.operators import shift_date
from shuangquan.core.rules.table import TableRow
from shuangquan.core.rules.types import Kind, Span
from shuangquan.core.words.text import Text

ELSE = len(RULES)
Record = Any
"""A person in the shape that an engine reads; made beforehand, outside of what is timed."""


@dataclass(frozen=True)
class Engine:
    """prepare: a person → a record; decide: a record → the row that speaks; rounds: how often all are decided in a turn."""

    prepare: Callable[[Mapping[str, Any]], Record]
    decide: Callable[[Record], int]
    rounds: int = 1


class NeedsExtra(Exception):
    """An engine to compare with is not installed."""


def _need(module: str) -> None:
    if find_spec(module) is None:
        raise NeedsExtra(f"{module} is not installed; pip install -e '.[bench]'")


def make_ours() -> Engine:
    """Our compiled table over a flat record."""
    rows = [TableRow(expr, "approve", Text(name)) for name, expr in zip(RULES, parse_rules(), strict=True)]
    table = CompiledTable([*rows, TableRow(None, "refer", Text("其余"))], warm=0)

    def decide(record: Record) -> int:
        found = table.decide(Plain(record, TODAY))
        assert found.rule is not None
        return found.rule

    return Engine(lambda person: {f"p.{name}": value for name, value in person.items()}, decide, 40)


def _days(years: int = 0, months: int = 0, days: int = 0) -> int:
    found = shift_date(TODAY, Span(months=years * 12 + months, days=days), 1)  # type: ignore[arg-type]
    assert found is not None
    return found.toordinal()


BOUNDS = {
    "b100": _days(-100), "b90": _days(-90), "b80": _days(-80), "b70": _days(-70), "b65": _days(-65), "b60": _days(-60),
    "b40": _days(-40), "b18": _days(-18), "b3": _days(-3), "y2025": date(2025, 1, 1).toordinal(), "today": TODAY.toordinal(),
    "in90": _days(days=90), "half": _days(months=-6),
    "r0": date(1966, 10, 29).toordinal(), "r1": date(1967, 2, 28).toordinal(),  # whole months from birth: 717 to 720
}  # fmt: skip

ZEN = (
    "birth_date <= {b80} and not(elder_care)",
    "birth_date <= {b90}",
    "birth_date <= {b100}",
    "birth_date <= {b60} and low_income",
    "card_number != null and disability_grade != null and disability_grade <= 2 and not(destitute) and not(injury_care)",
    "card_number != null and low_income and not(destitute)",
    "children > 0 and youngest_born != null and youngest_born > {b3} and youngest_born >= {y2025}",
    "licence_until != null and licence_until >= {today} and licence_until <= {in90}",
    "licence_until != null and licence_until < {today} and birth_date > {b70}",
    "birth_date >= {r0} and birth_date <= {r1} and work != 'retired' and insured_months >= 180",
    "work == 'seeking' and jobless_since != null and jobless_since <= {half} and insured_months >= 12",
    "work == 'flexible' and birth_date <= {b40} and insured_months >= 36",
    "work == 'student' and (low_income or destitute or income < 600)",
    "income < 1000 and household == 'rural' and (work == 'none' or work == 'seeking')",
    "veteran and (birth_date <= {b70} or (disability_grade != null and disability_grade >= 1 and disability_grade <= 6))",
    "children >= 3 and (income < 3000 or low_income)",
    "pension != null and pension < 800 and birth_date <= {b65}",
    "low_income and not(destitute) and household == 'urban'",
    "birth_date > {b18} and disability_grade != null and disability_grade <= 2 and card_number != null",
    "elder_care and disability_grade != null and disability_grade <= 3 and (low_income or pension == null)",
)


def make_zen() -> Engine:
    """The table as zen-engine's own: hit policy first, a cell a row."""
    _need("zen")
    import zen  # noqa: PLC0415 — an extra

    rows = [{"_id": str(n), "c": text.format(**BOUNDS), "o": str(n)} for n, text in enumerate(ZEN)]
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": "c", "name": "condition"}],
        "outputs": [{"id": "o", "name": "row", "field": "row"}],
        "rules": [*rows, {"_id": "else", "c": "", "o": str(ELSE)}],
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": table},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [{"id": "1", "sourceId": "in", "targetId": "table"}, {"id": "2", "sourceId": "table", "targetId": "out"}]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))

    def prepare(person: Mapping[str, Any]) -> Record:
        return {name: value.toordinal() if isinstance(value, date) else value for name, value in person.items()}

    return Engine(prepare, lambda record: int(decision.evaluate(record)["result"]["row"]))


def make_openfisca() -> Engine:
    """One simulation a case, as a web request of OpenFisca makes one."""
    build = _make_system()
    return Engine(_plain, lambda record: build([record])[0])


def make_openfisca_batch(people: Sequence[Mapping[str, Any]]) -> Callable[[], Sequence[int]]:
    """One simulation for all people at once, which is what OpenFisca is made for."""
    build, records = _make_system(), [_plain(one) for one in people]
    return lambda: build(records)


def _plain(person: Mapping[str, Any]) -> Record:
    """Days as numbers; what is absent as -1 or an empty text."""
    record = {name: value.toordinal() if isinstance(value, date) else value for name, value in person.items()}
    return {name: ("" if FACTS[name].kind is Kind.TEXT else -1) if value is None else value for name, value in record.items()}


def _make_system() -> Callable[[Sequence[Mapping[str, Any]]], list[int]]:
    _need("openfisca_core")
    import numpy as np  # noqa: PLC0415 — comes with the extra
    from openfisca_core.entities import build_entity  # noqa: PLC0415
    from openfisca_core.periods import DateUnit  # noqa: PLC0415
    from openfisca_core.simulations import SimulationBuilder  # noqa: PLC0415
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # noqa: PLC0415
    from openfisca_core.variables import Variable  # noqa: PLC0415

    person_kind = build_entity(key="person", plural="persons", label="", is_person=True)
    system = TaxBenefitSystem([person_kind])
    types = {Kind.BOOLEAN: bool, Kind.TEXT: str, Kind.NUMBER: int, Kind.DATE: int}
    for name, type_ in FACTS.items():
        parts = {"value_type": types[type_.kind], "entity": person_kind, "definition_period": DateUnit.ETERNITY}
        system.add_variable(type(name, (Variable,), parts))

    def formula(person: Any, period: Any) -> Any:
        v = {name: person(name, period) for name in FACTS}
        return np.select(_write_rows(v, np.isin), range(ELSE), default=ELSE)

    parts = {"value_type": int, "entity": person_kind, "definition_period": DateUnit.DAY, "formula": formula}
    system.add_variable(type("row", (Variable,), parts))

    def build(people: Sequence[Mapping[str, Any]]) -> list[int]:
        builder = SimulationBuilder()
        builder.create_entities(system)
        builder.declare_person_entity("person", range(len(people)))
        simulation = builder.build(system)
        for name in FACTS:
            simulation.set_input(name, "ETERNITY", np.array([one[name] for one in people]))
        return [int(n) for n in simulation.calculate("row", TODAY.isoformat())]

    return build


def _write_rows(v: Mapping[str, Any], isin: Any) -> list[Any]:
    b, born, grade, low = BOUNDS, v["birth_date"], v["disability_grade"], v["low_income"]
    card, until, since, pension, youngest = (v[n] for n in ("card_number", "licence_until", "jobless_since", "pension", "youngest_born"))
    return [
        (born <= b["b80"]) & ~v["elder_care"],
        born <= b["b90"],
        born <= b["b100"],
        (born <= b["b60"]) & low,
        (card != "") & (grade >= 0) & (grade <= 2) & ~v["destitute"] & ~v["injury_care"],
        (card != "") & low & ~v["destitute"],
        (v["children"] > 0) & (youngest > b["b3"]) & (youngest >= b["y2025"]),
        (until >= b["today"]) & (until <= b["in90"]),
        (until >= 0) & (until < b["today"]) & (born > b["b70"]),
        (born >= b["r0"]) & (born <= b["r1"]) & (v["work"] != "retired") & (v["insured_months"] >= 180),
        (v["work"] == "seeking") & (since >= 0) & (since <= b["half"]) & (v["insured_months"] >= 12),
        (v["work"] == "flexible") & (born <= b["b40"]) & (v["insured_months"] >= 36),
        (v["work"] == "student") & (low | v["destitute"] | (v["income"] < 600)),
        (v["income"] < 1000) & (v["household"] == "rural") & isin(v["work"], ["none", "seeking"]),
        v["veteran"] & ((born <= b["b70"]) | ((grade >= 1) & (grade <= 6))),
        (v["children"] >= 3) & ((v["income"] < 3000) | low),
        (pension >= 0) & (pension < 800) & (born <= b["b65"]),
        low & ~v["destitute"] & (v["household"] == "urban"),
        (born > b["b18"]) & (grade >= 1) & (grade <= 2) & (card != ""),
        v["elder_care"] & (grade >= 0) & (grade <= 3) & (low | (pension < 0)),
    ]
