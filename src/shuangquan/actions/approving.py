"""秒批: an owner signs an item's rules for a region, whoever is on duty stops them, and what they decided is gone through again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from shuangquan.actions.approvals import PLATFORM, digest_item, find_platform_items
from shuangquan.actions.loading import decide_case
from shuangquan.actions.standards import load_online
from shuangquan.connectors.bound import ports
from shuangquan.connectors.seal.port import Signature
from shuangquan.core.cases.approval import (
    LIVE,
    SHIPPED,
    SIGNED,
    STOPPED,
    ApprovalStep,
    ItemApproval,
    check_reason,
    find_standing,
    read_share,
    render_step,
)
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.policy import check_may
from shuangquan.core.cases.rechecks import decide_recheck
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.divisions import find_division
from shuangquan.core.standard.model import Item
from shuangquan.core.words.actor import SYSTEM, Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.regions import find_prefix
from shuangquan.records.approvals import append_approval, count_decided, find_approval_steps, find_decided
from shuangquan.records.changes import JobRow
from shuangquan.records.clock import now
from shuangquan.records.context import enter_context
from shuangquan.records.queue import enqueue_now

KEY = "standards"
"""The seal's name of the key by which the owner signs: the same as for whole standards."""
LATELY = timedelta(days=30)
PERIODS: Mapping[str, timedelta] = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}
"""How far back what rules decided can be gone through again."""


def list_approvals(actor: Actor, region: str) -> tuple[ItemApproval, ...]:
    """Every item that the platform decides, for an officer those of the own department. Refusals: "life.region", policy."""
    check_may(actor, "approval.see")
    _check_region(actor, region)
    items = [item for item in find_platform_items(load_online(region)) if _is_theirs(actor, item)]
    steps = find_approval_steps([item.id for item in items])
    with enter_context():
        counts = count_decided(find_prefix(region), now() - LATELY)
    return tuple(_describe(item, steps, region, counts.get(item.id, 0)) for item in items)


def load_approval(actor: Actor, item: str, region: str) -> ItemApproval:
    """One of them. Refusals: "item.unknown", "life.region", "staff.forbidden", policy."""
    check_may(actor, "approval.see")
    found = _find_item(actor, item, region)
    with enter_context():
        counts = count_decided(find_prefix(region), now() - LATELY)
    return _describe(found, find_approval_steps([item]), region, counts.get(item, 0))


def _describe(item: Item, steps: tuple[ApprovalStep, ...], region: str, decided: int) -> ItemApproval:
    own = tuple(step for step in steps if step.item == item.id)
    standing = find_standing(own, digest_item(item), region)
    signed = standing.step if standing.state == LIVE else None
    verified = None if signed is None or signed.actor == SHIPPED else verify_approval(signed)
    return ItemApproval(item, standing, decided, verified, own[::-1])


def verify_approval(step: ApprovalStep) -> bool:
    """Whether the owner's signature is good for what the step says."""
    return ports().seal.verify(render_step(step), Signature(step.signature, step.key_id))


def sign_rules(actor: Actor, item: str, region: str, share: str) -> None:
    """Let an item's rules as they serve now decide alone in a region, from now on; it lifts a stop of the same region.

    share: of results that are looked at again, in percent. Refusals: "item.unknown", "life.region", "approval.share",
    "life.no_key", policy.
    """
    check_may(actor, "approval.sign")
    found, drawn = _find_item(actor, item, region), read_share(share)
    step = ApprovalStep(item, region, SIGNED, actor.subject, now(), digest_item(found), drawn)
    try:
        made = ports().seal.sign(render_step(step), KEY)
    except KeyError:
        raise Refusal("life.no_key", "sign") from None
    append_approval(replace(step, key_id=made.key_id, signature=made.value))


def stop_rules(actor: Actor, item: str, region: str, reason: str, recheck: str = "") -> None:
    """Stop them at once in a region and all that lies in it: whatever is decided after this is decided by people.

    recheck: a key of PERIODS, to have what they decided since looked at again; "" for nothing. Of a case that is being decided at this very
    instant the rules may still have spoken. Refusals: "item.unknown", "life.region", "approval.reason", "staff.forbidden", policy.
    """
    check_may(actor, "approval.stop")
    _find_item(actor, item, region)
    moment = now()
    append_approval(ApprovalStep(item, region, STOPPED, actor.subject, moment, reason=check_reason(reason)))
    if recheck in PERIODS:
        args: dict[str, Any] = {
            "item": item,
            "region": region,
            "since": (moment - PERIODS[recheck]).isoformat(),
            "asked": moment.isoformat(),
        }
        enqueue_now(JobRow("approval.recheck", args, key=f"recheck:{item}:{region}:{moment:%Y%m%d%H%M%S%f}"))


def recheck_decided(item: str, region: str, since: datetime, asked: datetime) -> int:
    """Have all that an item's rules decided alone since an instant looked at again; answers how many. Run again, nothing is doubled."""
    count, after = 0, ("", "")
    while True:
        with enter_context():
            page = find_decided(item, find_prefix(region), since, after)
        for case, member in page:
            _recheck(case, item, member or None, asked)
            count += 1
        if not page:
            return count
        after = page[-1]


def _recheck(case: str, item: str, member: str | None, asked: datetime) -> None:
    def decide(turn: Turn, index: PlanIndex) -> None:
        decide_recheck(turn, index.items[item], member, asked)

    decide_case(SYSTEM, case, "case.run", decide)


def _find_item(actor: Actor, item: str, region: str) -> Item:
    _check_region(actor, region)
    found = load_online(region).items.get(item)
    if found is None or found.decided_by != PLATFORM:
        raise Refusal("item.unknown", "item", name=item)
    if not _is_theirs(actor, found):
        raise Refusal("staff.forbidden", item)
    return found


def _is_theirs(actor: Actor, item: Item) -> bool:
    """Officers see and stop what is their department's; people of the standards everything."""
    return actor.kind != "officer" or str(item.department) == actor.department


def _check_region(actor: Actor, region: str) -> None:
    if len(region) != 6 or find_division(region) is None:
        raise Refusal("life.region", "region")
    if actor.kind == "officer" and not region.startswith(find_prefix(actor.region)):
        raise Refusal("staff.forbidden", "region")
