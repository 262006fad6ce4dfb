"""Whether a certificate stands at a time: a chain to a root that was given, validity, purpose, revocation. Pure: nothing is fetched."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from shuangquan.core.credentials.der import NotDer, read_pair
from shuangquan.core.credentials.sm2_certificates import (
    COMPROMISED,
    Certificate,
    OtherAlgorithm,
    RevocationList,
    decode_certificate,
    decode_list,
)
from shuangquan.core.words.errors import Refusal

LONGEST = 4
"""Certificates of a chain, at most, the root among them."""

VerifySm2 = Callable[[bytes, bytes, bytes], bool]
"""(public key x‖y, message, signature r‖s) → whether it is that key's."""


@dataclass(frozen=True, slots=True)
class Trust:
    """What a verifier was given. roots: believed by themselves; others: may stand between; lists: of revocation."""

    roots: tuple[Certificate, ...]
    others: tuple[Certificate, ...] = ()
    lists: tuple[RevocationList, ...] = ()


def read_trust(roots: Iterable[bytes], lists: Iterable[bytes] = ()) -> Trust:
    """Trust of DER certificates and revocation lists. Those over other keys than SM2 are passed over.

    Refusals: "trust.none" when no certificate over SM2 is among the roots, "trust.malformed_list" for a list that cannot be read.
    """
    held = []
    for one in roots:
        try:
            held.append(decode_certificate(one))
        except NotDer:
            continue  # of the international side, say: a file may hold roots of both
    if not held:
        raise Refusal("trust.none", "roots")
    read = []
    for one in lists:
        try:
            read.append(decode_list(one))
        except OtherAlgorithm:
            continue
        except NotDer:
            raise Refusal("trust.malformed_list", "lists") from None
    believed = tuple(one for one in held if one.subject == one.issuer)
    return Trust(believed or tuple(held), tuple(one for one in held if one.subject != one.issuer), tuple(read))


def is_signed(public: bytes, signed: bytes, signature: bytes, verify: VerifySm2) -> bool:
    """Whether a signature (DER of R and S) of a structure is that key's."""
    try:
        return verify(public, signed, read_pair(signature))
    except NotDer:
        return False


def check_chain(leaf: Certificate, where: str, at: datetime, usage: str, trust: Trust, verify: VerifySm2, *, sure: bool = False) -> bool:
    """Whether the leaf stood at a time for a usage; answers whether revocation could be looked up for every certificate of the chain.

    sure: whether the time is a timestamp authority's, not what the signer wrote.

    Refusals with `where` ("maker", "signer", "timestamp"): "chain.usage", "chain.unknown", "chain.signature", "chain.expired",
    "chain.revoked".
    """
    if usage not in leaf.usage or leaf.is_authority:
        raise Refusal("chain.usage", where, name=leaf.name)
    chain = find_chain(leaf, trust, where, verify)
    for one in chain:
        if not one.begins <= at <= one.ends:
            raise Refusal("chain.expired", where, name=one.name, begins=f"{one.begins:%Y-%m-%d}", ends=f"{one.ends:%Y-%m-%d}")
    return all(check_revocation(one, issuer, where, at, trust.lists, verify, sure=sure) for one, issuer in pairwise(chain))


def find_chain(leaf: Certificate, trust: Trust, where: str, verify: VerifySm2) -> Sequence[Certificate]:
    """The leaf, what stands between, the root. Refusals: "chain.unknown" when it leads to none that was given, "chain.signature" when
    only by name: the named issuer did not sign it.
    """
    chain = [leaf]
    while len(chain) < LONGEST:
        last = chain[-1]
        named = [one for one in (*trust.roots, *trust.others) if one.subject == last.issuer and _may_issue(one) and one not in chain]
        if not named:
            raise Refusal("chain.unknown", where, name=leaf.name)
        issuer = next((one for one in named if is_signed(one.public, last.signed, last.signature, verify)), None)
        if issuer is None:
            raise Refusal("chain.signature", where, name=last.name)
        chain.append(issuer)
        if issuer in trust.roots:
            return chain
    raise Refusal("chain.unknown", where, name=leaf.name)


def _may_issue(one: Certificate) -> bool:
    return one.is_authority and "key_cert_sign" in one.usage


def check_revocation(
    one: Certificate, issuer: Certificate, where: str, at: datetime, lists: Iterable[RevocationList], verify: VerifySm2, *, sure: bool
) -> bool:
    """Whether a list of the issuer's was given; Refusal("chain.revoked") when the certificate stands on it as of `at`.

    After a key was lost nothing that it signed is believed, unless the time is sure.
    """
    own = [held for held in lists if held.issuer == issuer.subject and is_signed(issuer.public, held.signed, held.signature, verify)]
    for held in own:
        row = held.rows.get(one.serial)
        if row is not None and (row.at <= at or (not sure and row.reason in COMPROMISED)):
            raise Refusal("chain.revoked", where, name=one.name, at=f"{row.at:%Y-%m-%d}")
    return bool(own)
