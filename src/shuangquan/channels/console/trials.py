"""What workers answered, as pages show it. An answer that is not there yet is shown as work under way."""

from collections.abc import Mapping
from typing import Any

from shuangquan.actions.trials import Two
from shuangquan.core.cases.hindsight import Hindsight
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.differences_parts import Difference
from shuangquan.core.standard.findings import Finding
from shuangquan.core.words.codec import from_plain
from shuangquan.core.words.text import Text
from shuangquan.queries.console_themes import find_region_name

ORDER = ("heavier", "lighter", "neutral")
"""What weighs on people is read first."""


def read_check(asked: Two) -> dict[str, Any]:
    """Findings, errors first, with the bundle's hash and the number of examples.

    waits: the whole check is under way; findings are then those of the quick one, partial says that it has answered.
    """
    whole = asked.whole if asked.whole and "errors" in asked.whole else None
    quick = asked.quick if asked.quick and "errors" in asked.quick else None
    found = whole or quick or {"errors": (), "warnings": ()}
    return {
        "waits": whole is None,
        "partial": whole is None and quick is not None,
        "errors": tuple(from_plain(Finding, one) for one in found["errors"]),
        "warnings": tuple(from_plain(Finding, one) for one in found["warnings"]),
        "bundle": whole["bundle"] if whole else "",
        "examples": whole["examples"] if whole else 0,
    }


def read_differences(asked: Two) -> dict[str, Any]:
    """{"waits": True}, {"failed": why}, or differences in two lists: what is written otherwise, and what it comes to in figures.

    counting: figures are under way.
    """
    if asked.quick is None or "outdated" in asked.quick:
        return {"waits": True}
    if "failed" in asked.quick:
        return {"failed": asked.quick["failed"]}
    said, counted = _sort(asked.quick), _sort(asked.whole or {})
    counts = {weight: sum(one.weight == weight for one in (*said, *counted)) for weight in ORDER}
    counting = asked.whole is None
    return {"said": said, "figures": counted, "counts": counts, "counting": counting, "none": not said and not counted and not counting}


def _sort(answer: Mapping[str, Any]) -> list[Difference]:
    found = [from_plain(Difference, one) for one in answer.get("differences", ())]
    return sorted(found, key=lambda one: ORDER.index(one.weight))


def read_examples(answer: Mapping[str, Any] | None, bundle: Bundle) -> list[dict[str, Any]]:
    """Examples with the outcome of each item and what came out otherwise. bundle: names the items."""
    return [
        {
            "name": from_plain(Text, one["name"]),
            "region": find_region_name(one["region"]),
            "today": one["today"],
            "file": one["file"],
            "line": one["line"],
            "outcomes": tuple((_name(bundle, item), outcomes) for item, outcomes in one["outcomes"].items()),
            "differs": tuple(from_plain(Finding, finding) for finding in one["differs"]),
        }
        for one in (answer or {}).get("examples", ())
    ]


def _name(bundle: Bundle, item: str) -> Text:
    found = bundle.items.get(item)
    return found.name if found else Text(item)


def read_hindsight(answer: Mapping[str, Any] | None) -> dict[str, Any]:
    """{"waits": True}, or items whose rules changed with what would have come out otherwise."""
    return {"waits": True} if answer is None else {"items": tuple(from_plain(Hindsight, one) for one in answer["items"])}


def read_load(answer: Mapping[str, Any] | None) -> dict[str, Any]:
    """A trial under load: hours and shares as they are shown. kept: in percent, None without a limit."""
    if answer is None:
        return {"waits": True}
    themes = [
        {**one, "name": from_plain(Text, one["name"]), "kept": None if one["kept"] is None else 100 * one["kept"]}
        for one in answer["themes"]
    ]
    desks = [{**one, "name": from_plain(Text, one["name"]), "busy": 100 * one["busy"]} for one in answer["desks"]]
    return {"themes": themes, "desks": desks, "assumed": answer.get("assumed", {})}
