"""Whether a stamp (GB/T 38540) stands, in the order of domain.md §3.3: each thing that can be wrong has its own name.

Format → the signature's value → the seal (its maker's signature, validity, state) → the signer's certificate (in the seal's list, standing
at the time) → what was stamped → the timestamp, if there is one. The files themselves are the caller's.

A timestamp that stands makes its time the one that counts; without one it is the time that the signer wrote.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shuangquan.core.credentials.der import NotDer
from shuangquan.core.credentials.ses import Seal, Stamp, decode_stamp
from shuangquan.core.credentials.sm2_certificates import Certificate, decode_certificate
from shuangquan.core.credentials.sm2_timestamps import judge_timestamp
from shuangquan.core.credentials.sm2_trust import Trust, VerifySm2, check_chain, is_signed
from shuangquan.core.words.canonical import sm3
from shuangquan.core.words.errors import Refusal

SKEW = timedelta(minutes=5)
"""A stamp may be that far ahead of the verifier's clock."""

FindState = Callable[[str, datetime], str]
"""(seal's id, time) → its state then: "good", "suspended", "destroyed", or "" when it is not known here."""


def say_nothing(_seal: str, _at: datetime) -> str:
    """For who knows nothing of seals' states."""
    return ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A stamp that stands. looked_up: whether revocation could be looked up; state: of the seal at the time, "" when not known.

    timed: when a timestamp authority saw the signature; None when none did.
    """

    stamp: Stamp
    signer: Certificate
    maker: Certificate
    looked_up: bool
    state: str
    timed: datetime | None = None


def judge_stamp(
    value: bytes, digest: bytes, about: str, trust: Trust, verify: VerifySm2, now: datetime, find_state: FindState = say_nothing
) -> Judged:
    """Judge SES_Signature bytes of something whose SM3 is `digest` and which the stamp names `about`.

    Refusals: "stamp.malformed", "stamp.signature", "stamp.maker", "stamp.seal_expired", "stamp.seal_suspended", "stamp.seal_destroyed",
    "stamp.not_listed", "stamp.future", "stamp.about", "stamp.digest", those of `check_chain` and `judge_timestamp`.
    """
    stamp, signer, maker = _read(value)
    if not is_signed(signer.public, stamp.signed, stamp.signature, verify):
        raise Refusal("stamp.signature", "signature", name=signer.name)
    seal = stamp.seal
    if not is_signed(maker.public, seal.signed, seal.signature, verify):
        raise Refusal("stamp.maker", "seal", name=seal.face.name)
    looked_up = check_chain(maker, "maker", seal.face.made, "digital_signature", trust, verify)
    timed = judge_timestamp(stamp.stamp_time, stamp.signature, trust, verify) if stamp.stamp_time else None
    at = timed or stamp.at
    if not seal.face.begins <= at <= seal.face.ends:
        raise Refusal("stamp.seal_expired", "seal", name=seal.face.name)
    state = _check_state(seal, at, find_state)
    if not is_listed(signer, seal):
        raise Refusal("stamp.not_listed", "signer", name=signer.name)
    if max(at, stamp.at) > now + SKEW:
        raise Refusal("stamp.future", "time", at=f"{max(at, stamp.at):%Y-%m-%d}")
    looked_up &= check_chain(signer, "signer", at, "digital_signature", trust, verify, sure=timed is not None)
    if stamp.about != about:
        raise Refusal("stamp.about", about, name=about)
    if stamp.digest != digest:
        raise Refusal("stamp.digest", about, name=about)
    return Judged(stamp, signer, maker, looked_up, state, timed)


def _read(value: bytes) -> tuple[Stamp, Certificate, Certificate]:
    try:
        stamp = decode_stamp(value)
        return stamp, decode_certificate(stamp.signer), decode_certificate(stamp.seal.maker)
    except NotDer as error:
        raise Refusal("stamp.malformed", "signature", what=str(error)) from None


def _check_state(seal: Seal, at: datetime, find_state: FindState) -> str:
    state = find_state(seal.face.id, at)
    if state == "suspended":
        raise Refusal("stamp.seal_suspended", "seal", name=seal.face.name)
    if state == "destroyed":
        raise Refusal("stamp.seal_destroyed", "seal", name=seal.face.name)
    return state


def is_listed(signer: Certificate, seal: Seal) -> bool:
    """Whether a certificate is one that the seal was made for."""
    return signer.der in seal.face.certificates or sm3(signer.der) in seal.face.digests
