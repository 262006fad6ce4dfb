"""秒批 goes live item by item: its owner signs the rules, it is stopped by one act, and a share of what it decided is looked at again.

A step holds for a region and everything below it. What was signed are the rules as they are written: other rules have to be signed anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from shuangquan.core.standard.model import Item
from shuangquan.core.words.canonical import canonical_bytes, sm3_hex
from shuangquan.core.words.errors import Refusal

SIGNED, STOPPED = "signed", "stopped"
UNAPPROVED = "unapproved"
"""Why a person decides what rules could: nobody answers for the rules as they are now; or (`stopped`) somebody stopped them."""
LIVE = "live"
SHIPPED = "installation"
"""Who stands for rules that a demo or test installation brings along: nobody signed them."""
LONGEST_REASON = 500
SHARE = Decimal("0.05")
"""The share of results that is looked at again unless the owner says otherwise; ours to set."""


@dataclass(frozen=True, slots=True)
class ApprovalStep:
    """One step of an item's instant approval. rules: SM3 of the rules signed, "" for a stop; share: of results looked at again, 0 to 1.

    actor: who took it; reason: why it was stopped. signature: SM2 of whoever signed, empty for `SHIPPED`.
    """

    item: str
    region: str
    step: str
    actor: str
    at: datetime
    rules: str = ""
    share: Decimal = Decimal(0)
    reason: str = ""
    key_id: str = ""
    signature: bytes = b""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an item may be decided by its rules alone in a region. state: live | stopped | unapproved; step: that which says so."""

    state: str
    share: Decimal = Decimal(0)
    step: ApprovalStep | None = None


@dataclass(frozen=True, slots=True)
class ItemApproval:
    """An item that the platform decides, as it stands in a region. decided: how many its rules decided alone there of late.

    verified: of the signature, None where nobody signed. steps: all of the item, the newest first.
    """

    item: Item
    standing: Standing
    decided: int
    verified: bool | None
    steps: tuple[ApprovalStep, ...]


@dataclass(frozen=True, slots=True)
class Approvals:
    """What holds for the items of one case. held_back: item → why a person decides. shares: item → share looked at again, 0 to 1."""

    held_back: Mapping[str, str] = field(default_factory=dict)
    shares: Mapping[str, Decimal] = field(default_factory=dict)


def digest_rules(rows: Iterable[tuple[str, str, str | None]], computed: Iterable[tuple[str, str]]) -> str:
    """SM3 (hex) over what an item's rules decide by. rows: (when, then, amount); computed: (name, expression). Words do not count."""
    return sm3_hex(canonical_bytes({"rows": [list(row) for row in rows], "computed": sorted([list(one) for one in computed])}))


def find_covering(region: str) -> tuple[str, ...]:
    """The regions whose steps hold in a region: itself, its county, its city, its province; the nearest first."""
    codes = (region, *(region[:length].ljust(6, "0") for length in (6, 4, 2)))
    return tuple(dict.fromkeys(codes))


def find_standing(steps: Sequence[ApprovalStep], rules: str, region: str) -> Standing:
    """How an item stands in a region. steps: all of the item, in the order in which they were taken.

    A stop holds until somebody signs again for the region that was stopped: a signature for the province does not lift a county's stop.
    """
    last: dict[str, ApprovalStep] = {}
    covering = find_covering(region)
    for step in steps:
        if step.region in covering and (step.step == STOPPED or step.rules == rules):
            last[step.region] = step
    found = [last[code] for code in covering if code in last]
    stopped = next((step for step in found if step.step == STOPPED), None)
    if stopped is not None:
        return Standing(STOPPED, step=stopped)
    return Standing(LIVE, found[0].share, found[0]) if found else Standing(UNAPPROVED)


def find_approvals(steps: Iterable[ApprovalStep], rules: Mapping[str, str], region: str) -> Approvals:
    """What holds for items in a region. rules: item → digest of its rules. Steps of other items do not matter."""
    by_item: dict[str, list[ApprovalStep]] = {item: [] for item in rules}
    for step in steps:
        if step.item in by_item:
            by_item[step.item].append(step)
    found = {item: find_standing(theirs, rules[item], region) for item, theirs in by_item.items()}
    held_back = {item: one.state for item, one in found.items() if one.state != LIVE}
    return Approvals(held_back, {item: one.share for item, one in found.items() if one.state == LIVE})


def render_step(step: ApprovalStep) -> bytes:
    """What the owner signs: item, region, rules, share, who and when, as canonical JSON."""
    return canonical_bytes(
        {
            "item": step.item,
            "region": step.region,
            "rules": step.rules,
            "share": str(step.share.normalize()),
            "actor": step.actor,
            "at": step.at.astimezone(UTC).isoformat(),
        }
    )


def read_share(text: str) -> Decimal:
    """A share as a page writes it, in percent: 5 → 0.05. Refusal("approval.share") unless it is a number from 0 to 100."""
    try:
        share = Decimal(text.strip().removesuffix("%") or "x") / 100
    except ArithmeticError:
        raise Refusal("approval.share", "share") from None
    if not share.is_finite() or not 0 <= share <= 1:
        raise Refusal("approval.share", "share")
    return share


def check_reason(text: str) -> str:
    """Why it is stopped, which people will read. Refusal("approval.reason")."""
    if not text.strip():
        raise Refusal("approval.reason", "reason")
    return text.strip()[:LONGEST_REASON]
