"""Changed rules tried on past cases before they go live. Workers only: plans of the new version are compiled on the way."""

from shuangquan.actions.acting import acting_system
from shuangquan.actions.approvals import digest_item
from shuangquan.actions.checking import PlanMaker
from shuangquan.actions.loading import Loaded, load
from shuangquan.core.cases.hindsight import Hindsight, Verdict, find_verdict, sum_up
from shuangquan.core.cases.settle import find_class
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.compile import Uncompilable
from shuangquan.records.approvals import find_lately_decided

MOST = 300
"""Tasks of one item that are looked at, those decided last."""


def find_changed_items(old: Bundle, new: Bundle) -> tuple[str, ...]:
    """Items of both whose rules or parameters differ: those of which something may come out otherwise."""
    parameters = {name for name in {*old.parameters} | {*new.parameters} if old.parameters.get(name) != new.parameters.get(name)}
    found = []
    for item_id, item in new.items.items():
        before = old.items.get(item_id)
        if before is None or not item.rules:
            continue
        texts = (*(str(rule.when) for rule in item.rules), *(str(text) for text in item.compute.values()))
        if digest_item(before) != digest_item(item) or any(name in text for name in parameters for text in texts):
            found.append(str(item_id))
    return tuple(found)


def look_back(old: Bundle, new: Bundle) -> tuple[Hindsight, ...]:
    """Every item whose rules changed, tried on the tasks that were decided last, wherever they were."""
    makers: dict[str, PlanMaker] = {}
    found = []
    with acting_system():
        for item in find_changed_items(old, new):
            pairs, skipped = [], 0
            for case, member in find_lately_decided(item, MOST):
                pair = _compare(load(case), new, makers, item, member or None)
                if pair is None:
                    skipped += 1
                else:
                    pairs.append(pair)
            found.append(sum_up(item, new.items[item].name, pairs, skipped))
    return tuple(found)


def _compare(loaded: Loaded, new: Bundle, makers: dict[str, PlanMaker], item: str, member: str | None) -> tuple[Verdict, Verdict] | None:
    """What rules said and would say; None where the case was erased, or its situation is none of the new version."""
    case, task = loaded.case, loaded.case.tasks.get((item, member))
    if case.erased_at is not None or task is None or task.accepted_at is None or case.theme not in new.themes:
        return None
    maker = makers.setdefault(case.theme, PlanMaker(new, case.theme))
    try:
        index = maker.make(case.region, case.signed_in, dict(find_class(case, loaded.index)), frozenset(case.missing))
    except (ValueError, Uncompilable):
        return None
    today = task.accepted_at.date()
    return find_verdict(case, loaded.index, item, member, today), find_verdict(case, index, item, member, today)
