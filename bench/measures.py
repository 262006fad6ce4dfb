"""What a bench says: measures, one shape for all, as JSON or as a table."""

import json
from collections.abc import Sequence
from typing import Any

Measure = dict[str, Any]


def tell(name: str, value: float, unit: str, goal: float | None = None, *, least: bool = False) -> Measure:
    """A measure as it is printed. goal: the most that is good, or the least."""
    holds = None if goal is None else bool(value >= goal if least else value <= goal)
    return {"name": name, "value": round(value, 2), "goal": goal, "unit": unit, "holds": holds}


def print_measures(measures: Sequence[Measure], *, as_json: bool) -> int:
    """Print them; answers the exit code: 1 when a goal is missed."""
    if as_json:
        print(json.dumps({"measures": measures}, ensure_ascii=False, indent=1))
    else:
        print("| measure | value | goal | |\n|---|---:|---:|---|")
        for one in measures:
            good = "" if one["holds"] is None else "holds" if one["holds"] else "MISSED"
            print(f"| {one['name']} | {one['value']} {one['unit']} | {'' if one['goal'] is None else one['goal']} | {good} |")
    return 0 if all(one["holds"] is not False for one in measures) else 1
