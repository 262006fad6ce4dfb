"""What rules may decide alone just now, for whoever is about to let a case run on."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.conf import settings

from shuangquan.core.cases.approval import (
    SHIPPED,
    SIGNED,
    Approvals,
    ApprovalStep,
    digest_rules,
    find_approvals,
    find_covering,
    read_share,
)
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.model import Item
from shuangquan.records.approvals import append_shipped, find_approval_steps
from shuangquan.records.clock import now

PLATFORM = "platform"


def load_approvals(case: Case, index: PlanIndex) -> Approvals:
    """What holds for the items of a case that are still open and which the platform decides; one query, none when there is no such item."""
    planned = index.items.values()
    ended = {task.item for task in case.tasks.values() if task.ended}
    rules = {
        item.id: _digest(index, item.id) for item in planned if item.decided_by == PLATFORM and (item.for_each or item.id not in ended)
    }
    if not rules:
        return Approvals()
    return find_approvals(find_approval_steps(rules, find_covering(case.region)), rules, case.region)


def _digest(index: PlanIndex, item: str) -> str:
    key = ("rules", item)
    if key not in index.memo:
        planned = index.items[item]
        index.memo[key] = digest_rules(((rule.when, rule.then, rule.amount) for rule in planned.rules), planned.computed)
    found: str = index.memo[key]
    return found


def digest_item(item: Item) -> str:
    """The digest of an item's rules, as the standard writes them: the same as a plan's."""
    rows = ((str(rule.when), rule.then, str(rule.amount) if rule.amount is not None else None) for rule in item.rules)
    return digest_rules(rows, ((str(name), str(text)) for name, text in item.compute.items()))


def find_platform_items(bundle: Bundle) -> tuple[Item, ...]:
    """Items that the platform decides, in the order of the files."""
    return tuple(item for item in bundle.items.values() if item.decided_by == PLATFORM)


def ship_approvals(bundle: Bundle) -> None:
    """A demo or test installation lets the rules it brings along decide from the start. Nothing in live mode: there owners sign first."""
    if settings.MODE == "live":
        return
    region, at = f"{settings.HOME_REGION[:2]}0000", now()
    append_shipped(_ship(find_platform_items(bundle), region, read_share(settings.RECHECKED), at))


def _ship(items: Iterable[Item], region: str, share: Decimal, at: datetime) -> Iterable[ApprovalStep]:
    for item in items:
        yield ApprovalStep(item.id, region, SIGNED, SHIPPED, at, digest_item(item), share)
