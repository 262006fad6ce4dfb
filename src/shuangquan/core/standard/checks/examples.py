"""Examples: how many, and whether one of them goes to a person or is refused. Walking them is the case engine's."""

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.findings import Finding, find_fault
from shuangquan.core.standard.text import Plain

LEAST = 3
REFUSALS = frozenset({"refer", "correct", "person", "refused"})


def check_examples(bundle: Bundle) -> list[Finding]:
    """Themes with fewer than three examples, or none that goes to a person."""
    found = []
    for theme_id, theme in bundle.themes.items():
        examples = bundle.examples.get(theme_id, ())
        if len(examples) < LEAST:
            found.append(find_fault(theme.at, "few-examples", name=theme_id, count=len(examples)))
        if examples and not any(_refuses(example.expect.get("items")) for example in examples):
            found.append(find_fault(examples[0].at, "no-refusal-example", name=theme_id))
    return found


def _refuses(outcome: Plain) -> bool:
    if isinstance(outcome, str):
        return outcome in REFUSALS
    return any(_refuses(part) for part in outcome.values()) if isinstance(outcome, dict) else False
