"""制章: a key inside the seal port, a certificate of the authority for it, and the seal itself signed by its maker."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from shuangquan.connectors.authority.port import AuthorityPort, Request
from shuangquan.connectors.seal.port import SealPort
from shuangquan.core.credentials.der import write_pair
from shuangquan.core.credentials.ses import Face, encode_face, encode_seal
from shuangquan.core.credentials.sm2_certificates import Purpose, decode_certificate
from shuangquan.records.seals import StoredSeal

MAKER = "seal-maker"
"""The seal port's name of the key by which seals are made."""
MAKER_NAMES = {"country_name": "CN", "organization_name": "双全", "common_name": "双全电子印章制作 Seal maker"}
DAYS, MAKER_DAYS = 1095, 730
KINDS = {"department": 1, "company": 1}
"""The standard's type of a seal: 1 is an organisation's."""


def make_instrument(wanted: StoredSeal, at: datetime, seal: SealPort, authority: AuthorityPort) -> StoredSeal:
    """The seal with its key, certificate and SESeal. Fault when the authority fails; done again, nothing is doubled but a key.

    wanted: as asked for, its key named but not made yet. KeyError when the port has no key of a seal maker.
    """
    key_id = seal.make_keys((wanted.key,))[wanted.key]
    return make_with_key(replace(wanted, key_id=key_id), at, seal, authority)


def make_with_key(wanted: StoredSeal, at: datetime, seal: SealPort, authority: AuthorityPort) -> StoredSeal:
    """As `make_instrument`, for a key that was made before."""
    names = {"country_name": "CN", "organization_name": wanted.name, "common_name": f"{wanted.name}{wanted.purpose}"}
    signer = authority.issue_certificate(_ask(wanted.code, names, DAYS, wanted.key, seal))
    maker = find_maker(at, seal, authority)
    held = decode_certificate(signer)
    face = Face(
        id=wanted.code,
        kind=KINDS[wanted.holder],
        name=f"{wanted.name}{wanted.purpose}",
        certificates=(signer,),
        made=at,
        begins=at,
        ends=held.ends,
        form="png",
        picture=wanted.picture,
        width=wanted.size,
        height=wanted.size,
    )
    info = encode_face(face)
    der = encode_seal(info, maker, write_pair(seal.sign(info, MAKER).value))
    return replace(wanted, certificate=signer, der=der, ends=held.ends)


def find_maker(at: datetime, seal: SealPort, authority: AuthorityPort) -> bytes:
    """The seal maker's certificate of this year."""
    return authority.issue_certificate(_ask(f"{MAKER}-{at.year}", MAKER_NAMES, MAKER_DAYS, MAKER, seal))


def _ask(name: str, names: Mapping[str, str], days: int, key: str, seal: SealPort) -> Request:
    """A request whose id names the key too, so that a key made anew is another request."""
    made = seal.sign(b"which key", key)
    public = seal.public_key(made.key_id)
    wanted = Request(f"{name}-{hashlib.new('sm3', public).hexdigest()[:12]}", names, public, Purpose.SIGN, days)
    return replace(wanted, proof=seal.sign(wanted.signed_bytes(), key).value)
