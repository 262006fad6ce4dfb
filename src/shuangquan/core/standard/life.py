"""The life of a standard (成熟一项、定标一项、上线一项): what each step asks, and every reason why it cannot be taken yet.

draft → mature (checks and examples pass) → signed (标准化, by its owner) → online (from a moment on, in a region) → superseded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from shuangquan.core.standard.findings import Finding
from shuangquan.core.words.canonical import canonical_bytes
from shuangquan.core.words.errors import Refusal, Refusals

MATURE, SIGNED, ONLINE = "mature", "signed", "online"
DRAFT, WAITING, SUPERSEDED = "draft", "waiting", "superseded"
"""States that are no steps. waiting: put online for a moment that has not come."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a bundle's life. step: mature | signed | online. region (six digits), effective_at: of `online`.

    signature (r‖s, 64 bytes), key_id: of `signed`. detail: what it rested on, plain JSON: of `mature` the bundle it began from (base) and
    counts; of `online` what it replaced.
    """

    bundle: str
    step: str
    actor: str
    at: datetime
    region: str = ""
    effective_at: datetime | None = None
    key_id: str = ""
    signature: bytes = b""
    detail: Mapping[str, Any] = field(default_factory=dict)


def find_step(steps: Iterable[Step], step: str) -> Step | None:
    """The first step of that name."""
    return next((one for one in steps if one.step == step), None)


def find_state(steps: Iterable[Step], *, serving: bool, now: datetime) -> str:
    """How far a bundle has come. serving: whether it serves new cases anywhere now."""
    if serving:
        return ONLINE
    taken = tuple(steps)
    online = [one for one in taken if one.step == ONLINE]
    if any(one.effective_at and one.effective_at > now for one in online):
        return WAITING
    if online:
        return SUPERSEDED
    return next((step for step in (SIGNED, MATURE) if find_step(taken, step)), SUPERSEDED if not taken else DRAFT)


def render_signed(bundle: str, actor: str, at: datetime) -> bytes:
    """What the owner's signature covers: the bundle by its hash, who signs, and when."""
    return canonical_bytes({"at": at.astimezone(UTC).isoformat(), "bundle": bundle, "signed_by": actor, "what": "standard"})


def find_reasons_mature(*, changed: bool, followed: bool, errors: tuple[Finding, ...] | None) -> tuple[Refusal, ...]:
    """Why a draft may not be called mature yet. followed: it rests on what is online. errors: the checker's, None while it still works.

    Refusals: "life.unchanged", "life.base", "life.checking", "life.errors" with how many and where the first stands.
    """
    reasons = [] if changed else [Refusal("life.unchanged", "draft")]
    if not followed:
        reasons.append(Refusal("life.base", "base"))
    if errors is None:
        reasons.append(Refusal("life.checking", "check"))
    elif errors:
        reasons.append(Refusal("life.errors", "check", count=len(errors), file=errors[0].file, line=errors[0].line))
    return tuple(reasons)


def find_reasons_signing(steps: tuple[Step, ...], *, simulated: bool, tried: bool) -> tuple[Refusal, ...]:
    """Why a bundle may not be signed yet. simulated: whether it was run under load. tried: its changed rules, on past cases.

    Refusals: "life.not_mature", "life.simulating", "life.hindsight", "life.signed".
    """
    if find_step(steps, SIGNED):
        return (Refusal("life.signed", "sign"),)
    reasons = [] if find_step(steps, MATURE) else [Refusal("life.not_mature", "sign")]
    if not reasons:
        reasons += [] if simulated else [Refusal("life.simulating", "sign")]
        reasons += [] if tried else [Refusal("life.hindsight", "sign")]
    return tuple(reasons)


def find_reasons_publishing(
    steps: tuple[Step, ...], actor: str, serving: str | None, *, whole: bool, since: datetime, now: datetime
) -> tuple[Refusal, ...]:
    """Why a bundle may not be put online in a region yet. serving: what serves there at `since`; whole: texts and signature verify.

    Refusals: "life.not_signed", "life.two", "life.signature", "life.date", "life.serves", "life.overtaken". What has been online before
    may be put online again, whatever came after it: that is the way back.
    """
    signed, reasons = find_step(steps, SIGNED), []
    if signed is None:
        reasons.append(Refusal("life.not_signed", "publish"))
    else:
        if signed.actor == actor:
            reasons.append(Refusal("life.two", "publish"))
        if not whole:
            reasons.append(Refusal("life.signature", "publish"))
    if since < now:
        reasons.append(Refusal("life.date", "since"))
    mature, bundle = find_step(steps, MATURE), steps[0].bundle if steps else ""
    if bundle and serving == bundle:
        reasons.append(Refusal("life.serves", "region"))
    elif mature and serving != mature.detail.get("base") and not find_step(steps, ONLINE):
        reasons.append(Refusal("life.overtaken", "publish"))
    return tuple(reasons)


def check_reasons(reasons: tuple[Refusal, ...]) -> None:
    """Refuse with every reason at once, if there is one."""
    if reasons:
        raise Refusals(reasons)
