"""公司章: a company's own seal, asked for by its legal representative, made with an owner's consent, used for one purpose at a time.

Only the representative's own act uses it: no seal is set on anything to which that person did not agree, for that purpose, just then.
"""

import secrets
from dataclasses import dataclass

from shuangquan.actions.certificates import load_payload
from shuangquan.actions.layouts import find_layout
from shuangquan.actions.people import Person
from shuangquan.actions.seals import SIZE
from shuangquan.actions.setting_seals import Use, find_department_seal, set_seal
from shuangquan.actions.standards import load_online
from shuangquan.core.cases.policy import check_may
from shuangquan.core.credentials.payload import Payload
from shuangquan.core.credentials.seal_life import (
    ASK,
    DECLINED,
    DESTROYED,
    DO,
    MAKE,
    SUSPEND,
    SealLife,
    SealStep,
    check_reason,
    check_suspend,
    check_usable,
    find_life,
)
from shuangquan.core.standard.supply import find_holder
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import clean_text
from shuangquan.papers.layout import Printed
from shuangquan.papers.ofd.package import write_package
from shuangquan.papers.ofd_certificate import find_company_place, find_seal_place, write_certificate
from shuangquan.papers.seal_picture import render_seal_picture
from shuangquan.records.certificates import StoredCertificate
from shuangquan.records.changes import LostRace
from shuangquan.records.clock import now, today
from shuangquan.records.seals import SealUse, StoredSeal, append_seal, append_seal_step, find_seal_steps, find_seal_uses, find_seals

COMPANY, PURPOSE = "company", "电子公章"
LONGEST = 60
"""Characters of a purpose: it is printed in one line."""


@dataclass(frozen=True, slots=True)
class CompanySeal:
    """The seal of the company that a certificate belongs to. seal: None while there is none; uses: the newest first."""

    name: str
    certificate: Payload
    seal: StoredSeal | None
    life: SealLife | None
    uses: tuple[SealUse, ...]


def load_company_seal(actor: Actor, person: Person, certificate_id: str) -> CompanySeal:
    """How it stands. Refusals: "certificate.unknown", "sealing.not_yours"; policy."""
    check_may(actor, "seal.see_own")
    _, payload, uscc = _find_own(actor, person, certificate_id)
    seal, life = _find_current(uscc)
    return CompanySeal(payload.holder, payload, seal, life, find_seal_uses(seal.code) if seal else ())


def ask_company_seal(actor: Actor, person: Person, certificate_id: str, reason: str) -> None:
    """The representative asks for the company's seal; an owner at the console agrees.

    Refusals: "certificate.unknown", "sealing.not_yours", "sealing.there", "sealing.reason"; policy.
    """
    check_may(actor, "seal.ask_own")
    _, payload, uscc = _find_own(actor, person, certificate_id)
    found, _ = _find_current(uscc)
    if found is not None:
        raise Refusal("sealing.there", "reason", seal=found.code)
    why, at = check_reason(reason), now()
    code = f"{payload.region}{secrets.randbelow(10**8):08d}"
    picture = render_seal_picture(payload.holder, PURPOSE, SIZE, sample=True)
    wanted = StoredSeal(code, COMPANY, uscc, payload.region, payload.holder, PURPOSE, f"seal-{code}", SIZE, picture, at)
    append_seal(wanted, SealStep(code, 1, MAKE, ASK, actor.subject, at, why))


def suspend_company_seal(actor: Actor, person: Person, certificate_id: str, reason: str) -> None:
    """The representative suspends the company's seal at once. Refusals as `load_company_seal`; "sealing.reason", "sealing.state"."""
    check_may(actor, "seal.ask_own")
    seal, life = _find_current(_find_own(actor, person, certificate_id)[2])
    if seal is None or life is None:
        raise Refusal("sealing.unknown", "reason")
    why = check_reason(reason)
    check_suspend(life)
    try:
        append_seal_step(SealStep(seal.code, life.seq + 1, SUSPEND, DO, actor.subject, now(), why))
    except LostRace:
        raise Refusal("sealing.overtaken", "reason") from None


def render_company_ofd(actor: Actor, person: Person, certificate_id: str, purpose: str, link_base: str) -> tuple[str, bytes]:
    """(file name, the certificate under its issuer's seal and the company's), made for one purpose, which is printed on it.

    Refusals as `load_company_seal`; "sealing.purpose", "sealing.unknown", "sealing.not_usable", "sealing.none".
    """
    check_may(actor, "seal.use_own")
    stored, payload, uscc = _find_own(actor, person, certificate_id)
    why = " ".join(clean_text(purpose, LONGEST).split())
    if not why:
        raise Refusal("sealing.purpose", "purpose")
    seal, life = _find_current(uscc)
    if seal is None or life is None:
        raise Refusal("sealing.unknown", "purpose")
    check_usable(life, seal.name)
    issuer = find_department_seal(str(load_online(payload.region).certificates[payload.type].issuer), payload.region)
    note = f"加盖公司章的副本，{today():%Y-%m-%d}，仅用于：{why}"
    printed, layout = Printed(payload, f"{link_base}{stored.token}", stored.signature, stored.signer), find_layout(payload)
    files = write_certificate(printed, layout, note, find_holder(load_online(payload.region), payload.type))
    files = set_seal(actor, files, issuer, find_seal_place(layout), Use("certificate", stored.id, "下载加盖公司章的副本"))
    files = set_seal(actor, files, seal, find_company_place(layout), Use("certificate", stored.id, why, actor.subject))
    return f"{payload.name.zh}-{payload.number}-盖章.ofd", write_package(files)


def _find_own(actor: Actor, person: Person, certificate_id: str) -> tuple[StoredCertificate, Payload, str]:
    """The certificate, if it states the credit code of the company that the identity provider vouches for."""
    stored, payload = load_payload(actor, certificate_id)
    if not states_company(payload, person):
        raise Refusal("sealing.not_yours", "certificate")
    return stored, payload, str(person.facts["uscc"])


def states_company(payload: Payload, person: Person) -> bool:
    """Whether a certificate is of the company that this person signed in for."""
    uscc = person.facts.get("uscc")
    return bool(uscc) and any(line.kind == "uscc" and line.fact == uscc for line in payload.lines)


def _find_current(uscc: str) -> tuple[StoredSeal, SealLife] | tuple[None, None]:
    """The company's seal that is asked for, in use or suspended."""
    found = find_seals(uscc, None, COMPANY)
    steps = find_seal_steps([one.code for one in found])
    for one in found:
        life = find_life(steps[one.code])
        if life.state not in (DECLINED, DESTROYED):
            return one, life
    return None, None
