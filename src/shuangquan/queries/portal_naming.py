"""What people call what an event names."""

from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.words.names import parse_var
from shuangquan.core.words.text import Text


def find_provider(index: PlanIndex, draw_id: str) -> Text:
    """Who provides a source that is asked; "" for one that the plan does not know."""
    return next((draw.provider_name for draw in (*index.plan.draws, *index.plan.lost) if draw.id == draw_id), Text(""))


def find_labels(index: PlanIndex, names: tuple[str, ...]) -> tuple[Text, ...]:
    """Labels of variables and papers, each once."""
    labels = []
    for name in names:
        if name in index.evidence:
            labels.append(index.evidence[name].name)
            continue
        try:
            planned = index.vars.get(parse_var(name).template)
        except ValueError:
            planned = None
        if planned is not None:
            labels.append(planned.label)
    return tuple(dict.fromkeys(labels))
