"""印章: asked for, made, suspended, resumed, destroyed. Two owners for every step but the one that stops harm."""

import secrets
from collections.abc import Mapping

from shuangquan.actions.making_seals import make_instrument
from shuangquan.actions.standards import load_online
from shuangquan.connectors.bound import ports
from shuangquan.core.cases.policy import check_may
from shuangquan.core.credentials.seal_life import (
    AGREE,
    ASK,
    DECLINE,
    DECLINED,
    DESTROY,
    DO,
    MAKE,
    SUSPEND,
    SealStep,
    check_answer,
    check_ask,
    check_reason,
    check_suspend,
    find_life,
)
from shuangquan.core.credentials.sm2_certificates import decode_certificate
from shuangquan.core.standard.divisions import find_division
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text
from shuangquan.papers.seal_picture import render_seal_picture
from shuangquan.records.changes import LostRace
from shuangquan.records.clock import now
from shuangquan.records.organisations import find_organisation
from shuangquan.records.seals import (
    SealRow,
    SealSeen,
    StoredSeal,
    append_seal,
    append_seal_step,
    count_seal_uses,
    find_seal,
    find_seal_steps,
    find_seal_uses,
    find_seals,
)

SIZE = 40
"""Millimetres across: a department's seal on paper has 40 to 45."""
PURPOSE = "电子证照专用章"
SAMPLE = "（示例）"
DEPARTMENT = "department"


def list_seals(actor: Actor) -> tuple[SealRow, ...]:
    """Every seal, the newest first; what waits for a second person before all others. Refusals: policy."""
    check_may(actor, "seal.see")
    found = find_seals()
    steps, uses = find_seal_steps([one.code for one in found]), count_seal_uses([one.code for one in found])
    rows = [SealRow(one, find_life(steps[one.code]), uses.get(one.code, 0)) for one in found]
    return tuple(sorted(rows, key=lambda row: row.life.open is None))


def load_seal(actor: Actor, code: str) -> SealSeen:
    """One seal with its life and uses. Refusals: "sealing.unknown", policy."""
    check_may(actor, "seal.see")
    seal, steps = _load(code)
    return SealSeen(seal, find_life(steps), steps[::-1], find_seal_uses(code), count_seal_uses([code]).get(code, 0))


def _load(code: str) -> tuple[StoredSeal, tuple[SealStep, ...]]:
    seal = find_seal(code)
    if seal is None:
        raise Refusal("sealing.unknown", "seal")
    return seal, find_seal_steps([code])[code]


def ask_seal(actor: Actor, department: str, region: str, reason: str) -> str:
    """Ask for a seal of a department in a region; answers its code. Its picture is drawn at once, for who is to agree.

    Refusals: "sealing.department", "life.region", "sealing.reason", "sealing.there" when one is asked for or in use; policy.
    """
    check_may(actor, "seal.ask")
    why = check_reason(reason)
    wanted = draw_seal(department, region, sample=True)
    for row in find_seals(department, [region], DEPARTMENT):
        life = find_life(find_seal_steps([row.code])[row.code])
        if life.state not in (DECLINED, "destroyed"):
            raise Refusal("sealing.there", "department", seal=row.code)
    append_seal(wanted, SealStep(wanted.code, 1, MAKE, ASK, actor.subject, wanted.asked_at, why))
    return wanted.code


def draw_seal(department: str, region: str, *, sample: bool) -> StoredSeal:
    """A seal as it will be, without a key. Refusals: "sealing.department" for one that no standard names, "life.region"."""
    named = load_online().departments.get(department)
    if named is None:
        raise Refusal("sealing.department", "department")
    place = find_division(region)
    if place is None or len(region) != 6:
        raise Refusal("life.region", "region")
    own = find_organisation(department, region)
    name = own.name.zh.removesuffix(SAMPLE) if own is not None and own.region == region else f"{place}{named.zh}"
    code = f"{region}{secrets.randbelow(10**8):08d}"
    picture = render_seal_picture(name, PURPOSE, SIZE, sample=sample)
    return StoredSeal(code, DEPARTMENT, department, region, name, PURPOSE, f"seal-{code}", SIZE, picture, now())


def ask_step(actor: Actor, code: str, what: str, reason: str) -> None:
    """Ask for a seal to be used again or destroyed. Refusals: "sealing.unknown", "sealing.reason", "sealing.open",
    "sealing.state"; policy.
    """
    check_may(actor, "seal.ask")
    _, steps = _load(code)
    why, life = check_reason(reason), find_life(steps)
    check_ask(life, what)
    _append(SealStep(code, life.seq + 1, what, ASK, actor.subject, now(), why))


def agree_step(actor: Actor, code: str) -> None:
    """Agree to what another asked: a seal is made, used again or destroyed; then its certificate is revoked too.

    Refusals: "sealing.unknown", "sealing.nothing", "sealing.two", "sealing.no_maker", "sealing.overtaken"; policy.

    Fault when the authority fails.
    """
    check_may(actor, "seal.agree")
    seal, steps = _load(code)
    life = find_life(steps)
    asked = check_answer(life, actor.subject)
    made = _make(seal) if asked.what == MAKE else None
    if asked.what == DESTROY:  # before it is kept: when the authority fails, the two can do it again
        ports().authority.revoke_certificate(decode_certificate(seal.certificate).serial, "cessation_of_operation")
    _append(SealStep(code, life.seq + 1, asked.what, AGREE, actor.subject, now()), made)


def _make(seal: StoredSeal) -> StoredSeal:
    try:
        return make_instrument(seal, now(), ports().seal, ports().authority)
    except KeyError:
        raise Refusal("sealing.no_maker", "what") from None


def decline_step(actor: Actor, code: str, reason: str) -> None:
    """Decline what another asked, or take back what one asked oneself. Refusals: "sealing.unknown", "sealing.nothing", "sealing.reason"."""
    check_may(actor, "seal.agree")
    _, steps = _load(code)
    life, why = find_life(steps), check_reason(reason)
    if life.open is None:
        raise Refusal("sealing.nothing", "what")
    _append(SealStep(code, life.seq + 1, life.open.what, DECLINE, actor.subject, now(), why))


def suspend_seal(actor: Actor, code: str, reason: str) -> None:
    """Suspend a seal at once; one person may, since a lost seal cannot wait.

    Refusals: "sealing.unknown", "sealing.reason", "sealing.state"; policy.
    """
    check_may(actor, "seal.ask")
    _, steps = _load(code)
    life, why = find_life(steps), check_reason(reason)
    check_suspend(life)
    _append(SealStep(code, life.seq + 1, SUSPEND, DO, actor.subject, now(), why))


def _append(step: SealStep, made: StoredSeal | None = None) -> None:
    try:
        append_seal_step(step, made)
    except LostRace:
        raise Refusal("sealing.overtaken", "seal") from None


def list_departments() -> Mapping[str, Text]:
    """Departments for which a seal can be asked, by id."""
    return {str(one): name for one, name in load_online().departments.items()}
