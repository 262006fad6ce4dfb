"""用章: a department's seal is set on an OFD, and each use is kept. A seal that is suspended or destroyed seals nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime

from shuangquan.connectors.bound import ports
from shuangquan.core.cases.policy import check_may
from shuangquan.core.credentials.der import write_pair
from shuangquan.core.credentials.seal_life import ACTIVE, check_usable, find_life, say_state_at
from shuangquan.core.credentials.ses import encode_stamp, encode_to_sign
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.canonical import sm3
from shuangquan.core.words.errors import Refusal
from shuangquan.papers.ofd.package import write_package
from shuangquan.papers.ofd.sealing import Place, assemble, prepare_seal
from shuangquan.records.clock import now
from shuangquan.records.seals import SealUse, StoredSeal, append_seal_use, find_seal_steps, find_seals

PROVIDER = ("双全", "1", "双全")


@dataclass(frozen=True, slots=True)
class Use:
    """What a seal is set on. kind: certificate | document; subject: its id; purpose: why, in the log.

    consent: of a company's seal, the account that agreed to this one use; "" for a department's.
    """

    kind: str
    subject: str
    purpose: str
    consent: str = ""


def find_department_seal(department: str, region: str) -> StoredSeal:
    """The seal of a department in a region that is in use: there, else in the city, else in the province.

    Refusals: "sealing.not_usable" when there is one but it is not in use, "sealing.none" when there is none. Two queries.
    """
    wide = (region, f"{region[:4]}00", f"{region[:2]}0000")
    found = [one for one in find_seals(department, wide, "department") if one.der]
    steps = find_seal_steps([one.code for one in found])
    active = [one for one in found if find_life(steps[one.code]).state == ACTIVE]
    if active:
        return min(active, key=lambda one: wide.index(one.region))
    if found:
        check_usable(find_life(steps[found[0].code]), found[0].name)
    raise Refusal("sealing.none", "seal", name=department)


def seal_files(actor: Actor, files: dict[str, bytes], seal: StoredSeal, place: Place, use: Use) -> bytes:
    """The package of an OFD's files under a seal; the use is kept. Refusals: policy."""
    check_may(actor, "seal.use")
    return write_package(set_seal(actor, files, seal, place, use))


def set_seal(actor: Actor, files: dict[str, bytes], seal: StoredSeal, place: Place, use: Use) -> dict[str, bytes]:
    """The files with a seal more; the use is kept. Whether `actor` may use this seal is decided before."""
    at = now().astimezone(UTC).replace(microsecond=0)
    prepared = prepare_seal(files, seal.der, place, say_time(at), sm3, PROVIDER)
    to_sign = encode_to_sign(seal.der, at, prepared.digest, prepared.property)
    made = ports().seal.sign(to_sign, seal.key)
    sealed = assemble(prepared, encode_stamp(to_sign, seal.certificate, write_pair(made.value)))
    append_seal_use(SealUse(seal.code, at, use.kind, use.subject, prepared.digest, actor.kind, actor.subject, use.purpose, use.consent))
    return sealed


def say_time(at: datetime) -> str:
    """As ASN.1 writes it, in UTC."""
    return f"{at.astimezone(UTC):%Y%m%d%H%M%SZ}"


def find_seal_state(code: str, at: datetime) -> str:
    """How a seal counts for a stamp of that time: "good", "suspended", "destroyed"; "" for one that is not ours."""
    return say_state_at(find_seal_steps([code])[code], at)
