"""The life of a standard as people take its steps: mature, signed by its owner with SM2, online from a moment on in a region.

Two different persons sign and put online. A case keeps the bundle it was opened with, whatever goes online later.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shuangquan.actions.standard_drafts import load_draft, load_draft_texts
from shuangquan.actions.trials import CHECK, HINDSIGHT, SIMULATE, USUAL, Load, ask, ask_of_bundle, ask_of_draft
from shuangquan.connectors.bound import ports
from shuangquan.connectors.seal.port import Signature
from shuangquan.core.cases.policy import check_may
from shuangquan.core.standard.divisions import find_division
from shuangquan.core.standard.findings import Finding
from shuangquan.core.standard.life import (
    MATURE,
    ONLINE,
    SIGNED,
    Step,
    check_reasons,
    find_reasons_mature,
    find_reasons_publishing,
    find_reasons_signing,
    find_state,
    find_step,
    render_signed,
)
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.standard.touched import find_changed_paths, find_touched
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.codec import from_plain
from shuangquan.core.words.errors import Refusal
from shuangquan.records.changes import JobRow, LostRace
from shuangquan.records.clock import ZONE, now
from shuangquan.records.drafts import Draft, SavedText, apply_became, apply_closed, find_saved
from shuangquan.records.life import append_step, find_recent_bundles, find_steps, find_steps_online
from shuangquan.records.plans import append_bundle, find_loaded, find_online_bundle, load_bundle_texts
from shuangquan.records.queue import enqueue_now
from shuangquan.records.trials import AskedTrial

KEY = "standards"
"""The seal's name of the key by which the owner of standards signs."""


@dataclass(frozen=True, slots=True)
class Life:
    """A bundle's life so far. state: as core/standard/life.py says. verified: of the signature, None before there is one.

    loaded_at: since when it serves as what the installation was shipped with, which nobody signed.
    """

    bundle: str
    steps: tuple[Step, ...]
    state: str
    verified: bool | None
    loaded_at: datetime | None


def mark_mature(actor: Actor, draft_id: str) -> str:
    """成熟: the draft as saved now becomes a bundle that can no longer change; answers its hash. A worker is asked to try it under load.

    Taken twice it stays one. Refusals with every reason at once, as `find_reasons_mature`; "life.closed", policy.
    """
    check_may(actor, "standard.edit")
    draft = load_draft(actor, draft_id)
    if draft.closed_at is not None:
        raise Refusal("life.closed", "draft")
    answer, reasons = _gather_mature(draft, find_saved(draft_id))
    check_reasons(reasons)
    assert answer is not None
    bundle, texts = str(answer["bundle"]), load_draft_texts(draft_id, draft.base)
    append_bundle(bundle, texts)
    touched = find_touched(find_changed_paths(load_bundle_texts(draft.base), texts), texts)
    detail = {
        "base": draft.base,
        "draft": draft_id,
        "title": draft.title,
        "themes": answer["themes"],
        "examples": answer["examples"],
        "touched": list(touched.themes),
        "shared": touched.shared,
    }
    if find_step(find_steps(bundle), MATURE) is None:
        with suppress(LostRace):  # somebody took the same step at the same moment
            append_step(Step(bundle, MATURE, actor.subject, now(), detail=detail))
    apply_became(draft_id, bundle)
    ask_load(bundle)
    ask_hindsight(bundle)
    return bundle


def find_mature_gate(actor: Actor, draft_id: str) -> tuple[Refusal, ...]:
    """Every reason why a draft may not be called mature yet, for whoever looks at it; none once it may."""
    draft = load_draft(actor, draft_id)
    return _gather_mature(draft, find_saved(draft_id))[1]


def _gather_mature(draft: Draft, saved: Mapping[str, SavedText]) -> tuple[Mapping[str, Any] | None, tuple[Refusal, ...]]:
    """What the checker answered about a draft, and what keeps it from being mature."""
    asked = ask(ask_of_draft(CHECK, draft, saved)).answer
    answer = asked if asked and "errors" in asked else None
    errors = None if answer is None else tuple(from_plain(Finding, one) for one in answer["errors"])
    changed = bool(saved) and (answer is None or answer.get("bundle") != draft.base)
    return answer, find_reasons_mature(changed=changed, followed=find_online_bundle() == draft.base, errors=errors)


def ask_load(bundle: str, load: Load = USUAL) -> AskedTrial:
    """What comes of a bundle under load, worked once: for the themes it changed, for all when it changed what they share."""
    mature = find_step(find_steps(bundle), MATURE)
    detail = mature.detail if mature else {}
    themes = [] if detail.get("shared") else list(detail.get("touched", ()))
    return ask(ask_of_bundle(SIMULATE, bundle, themes=themes, arrivals=load.arrivals, staff=load.staff))


def ask_hindsight(bundle: str) -> AskedTrial:
    """What would have come out otherwise by the rules that a bundle changed, tried once on what was decided before."""
    mature = find_step(find_steps(bundle), MATURE)
    return ask(ask_of_bundle(HINDSIGHT, bundle, old=str(mature.detail["base"]) if mature else bundle))


def sign_bundle(actor: Actor, bundle: str) -> None:
    """定标: the owner signs the bundle's hash. Refusals as `find_signing_gate`; "life.signature", "life.no_key", policy."""
    check_may(actor, "standard.sign")
    check_reasons(find_signing_gate(actor, bundle))
    if not is_whole(bundle):
        raise Refusal("life.signature", "sign")
    at = now()
    try:
        made = ports().seal.sign(render_signed(bundle, actor.subject, at), KEY)
    except KeyError:
        raise Refusal("life.no_key", "sign") from None
    try:
        append_step(Step(bundle, SIGNED, actor.subject, at, key_id=made.key_id, signature=made.value))
    except LostRace:
        raise Refusal("life.signed", "sign") from None
    _prepare(bundle)


def find_signing_gate(actor: Actor, bundle: str) -> tuple[Refusal, ...]:
    """Every reason why a bundle may not be signed yet. Refusals: "bundle.unknown", policy."""
    steps = load_life(actor, bundle).steps
    mature = find_step(steps, MATURE) is not None
    simulated = mature and ask_load(bundle).answer is not None
    return find_reasons_signing(steps, simulated=simulated, tried=mature and ask_hindsight(bundle).answer is not None)


def publish_bundle(actor: Actor, bundle: str, region: str, since: datetime | None) -> None:
    """上线: the bundle serves new cases of a region from `since` on (None: now). Refusals as `find_publishing_gate`; policy.

    Drafts that became it are closed. Cases that are open keep the bundle they began with.
    """
    check_may(actor, "standard.publish")
    moment = now()
    start = since or moment
    check_reasons(find_publishing_gate(actor, bundle, region, start, moment))
    detail = {"replaces": find_online_bundle(max(start, moment), region) or ""}
    try:
        append_step(Step(bundle, ONLINE, actor.subject, moment, region=region, effective_at=start, detail=detail))
    except LostRace:
        raise Refusal("life.serves", "region") from None
    apply_closed(bundle=bundle)
    _prepare(bundle)


def find_publishing_gate(
    actor: Actor, bundle: str, region: str, since: datetime | None = None, at: datetime | None = None
) -> tuple[Refusal, ...]:
    """Every reason why this actor may not put a bundle online in a region. Refusals: "bundle.unknown", "life.region", policy."""
    life, moment = load_life(actor, bundle), at or now()
    if find_division(region) is None or len(region) != 6:
        raise Refusal("life.region", "region")
    start = since or moment
    serving = find_online_bundle(max(start, moment), region)
    return find_reasons_publishing(life.steps, actor.subject, serving, whole=bool(life.verified), since=start, now=moment)


def read_since(text: str) -> datetime | None:
    """A moment as a page writes it (2026-12-01 09:00, in Asia/Shanghai); None for nothing. Refusal("life.when")."""
    if not text.strip():
        return None
    try:
        return datetime.strptime(text.strip().replace("T", " "), "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
    except ValueError:
        raise Refusal("life.when", "since") from None


def load_life(actor: Actor, bundle: str) -> Life:
    """A bundle's life. Refusals: "bundle.unknown", policy."""
    check_may(actor, "standard.see")
    steps, loaded = find_steps(bundle), find_loaded().get(bundle)
    if not steps and loaded is None:
        raise Refusal("bundle.unknown", "bundle")
    signed = find_step(steps, SIGNED)
    state = find_state(steps, serving=bundle in find_serving(), now=now())
    return Life(bundle, steps, state, None if signed is None else verify_step(signed) and is_whole(bundle), loaded)


def find_serving() -> dict[str, tuple[str, ...]]:
    """Bundles that serve new cases somewhere now: hash → the regions in which they were put online; the province first."""
    regions = dict.fromkeys(("", *sorted({step.region for step in find_steps_online()})))
    found: dict[str, tuple[str, ...]] = {}
    for region in regions:
        bundle = find_online_bundle(region=region)
        if bundle is not None:
            found[bundle] = (*found.get(bundle, ()), *([region] if region else []))
    return found


def verify_step(signed: Step) -> bool:
    """Whether the owner's signature is good for who, when and which bundle the step says."""
    message = render_signed(signed.bundle, signed.actor, signed.at)
    return ports().seal.verify(message, Signature(signed.signature, signed.key_id))


def is_whole(bundle: str) -> bool:
    """Whether the texts that are kept still have the hash by which the bundle is named."""
    found, _ = load_bundle(load_bundle_texts(bundle))
    return found is not None and found.hash == bundle


def _prepare(bundle: str) -> None:
    """Have a worker compile what people will need, before anybody asks."""
    enqueue_now(JobRow("standard.prepare", {"bundle": bundle}, key=f"prepare:{bundle}"))


def find_lives(actor: Actor, most: int = 12) -> tuple[Life, ...]:
    """Versions, the latest step first, then what installations were shipped with. Signatures are verified on a version's own page."""
    check_may(actor, "standard.see")
    serving, moment, loaded = find_serving(), now(), find_loaded()
    stepped = find_recent_bundles(most)
    rest = sorted((one for one in loaded if one not in stepped), key=lambda one: loaded[one], reverse=True)
    lives = []
    for bundle in (*stepped, *rest)[:most]:
        steps = find_steps(bundle)
        lives.append(Life(bundle, steps, find_state(steps, serving=bundle in serving, now=moment), None, loaded.get(bundle)))
    return tuple(lives)
