"""Two takings of the same matter side by side: only what differs, each value masked as the form masks it."""

from collections.abc import Mapping
from dataclasses import dataclass

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.credentials.masks import mask_same, mask_value
from shuangquan.core.standard.plan import PlanVar
from shuangquan.core.words.names import parse_var
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_form import find_options
from shuangquan.queries.portal_values import HIDDEN, raw_value


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that both say otherwise. first: "" where the first says nothing of it."""

    label: Text
    first: Text
    station: Text


def find_differences(case: Case, index: PlanIndex, answers: Mapping[str, str], facts: Mapping[str, str]) -> tuple[Difference, ...]:
    """Answers first, then facts, in the package's order. What the plan does not ask is left out."""
    found = []
    for name, value in answers.items():
        situation = index.situations.get(name)
        held = case.situations.get((name, None))
        if situation is not None and (held is None or held.value != value):
            labels = dict(situation.options)
            found.append(Difference(situation.label, _of(labels, held.value if held else ""), _of(labels, value)))
    for path, typed in facts.items():
        planned = index.vars.get(path)
        now = raw_value(case.value(parse_var(path))) if planned is not None else ""
        if planned is not None and typed.strip() and now != typed.strip():
            found.append(Difference(planned.label, *_print_both(planned, now, typed.strip())))
    return tuple(found)


def _of(labels: Mapping[str, Text], value: str) -> Text:
    texts = [labels[code] for code in value.split(",") if code in labels]
    return Text("、".join(one.zh for one in texts), ", ".join(one.say("en") for one in texts))


def _print_both(planned: PlanVar, first: str, station: str) -> tuple[Text, Text]:
    options = dict(find_options(planned))
    if options:
        return options.get(first, Text(first)), options.get(station, Text(station))
    if not planned.sensitive and planned.type not in HIDDEN:
        return Text(first), Text(station)
    if not first:
        return Text(""), Text(mask_value(planned.type, station))
    one, other = mask_same(first, station)
    return Text(one), Text(other)
