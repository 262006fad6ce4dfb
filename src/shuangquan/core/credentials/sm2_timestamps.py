"""Timestamps (RFC 3161) over SM2 and SM3: whether a token is of a signature, and when its authority saw it. Pure.

Only one spelling of the wrapping is taken, since CMS leaves much of it unsigned: one signer, its certificate and no other, no lists, no
unsigned attributes, no parameters of algorithms.
"""

from datetime import datetime
from typing import Any

from asn1crypto import algos, cms, tsp, x509

from shuangquan.core.credentials.der import NotDer, read_der
from shuangquan.core.credentials.sm2_certificates import SM2_SM3, Certificate, decode_certificate
from shuangquan.core.credentials.sm2_trust import Trust, VerifySm2, check_chain, is_signed
from shuangquan.core.words.canonical import sm3
from shuangquan.core.words.errors import Refusal

SM3 = "1.2.156.10197.1.401"
_SET = b"\x31"


def judge_timestamp(token: bytes, subject: bytes, trust: Trust, verify: VerifySm2) -> datetime:
    """When a timestamp authority saw `subject` (a stamp's signature value). token: DER of a TimeStampToken with its certificate.

    Refusals: "stamp.time_malformed", "stamp.time_other" when it is of something else, "stamp.time_signature", and those of `check_chain`
    with the place "timestamp".
    """
    try:
        held = read_der(cms.ContentInfo, token)
        found = _read(held)
    except (NotDer, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise Refusal("stamp.time_malformed", "timestamp", what=str(error)[:80]) from None
    authority, info, attributes, signature, content = found
    if info["message_imprint"]["hashed_message"].native != sm3(subject):
        raise Refusal("stamp.time_other", "timestamp")
    digests = [one["values"][0].native for one in attributes if one["type"].native == "message_digest"]
    kinds = [one["values"][0].native for one in attributes if one["type"].native == "content_type"]
    signed = _SET + attributes.dump()[1:]  # in the token they stand under an implicit tag; what is signed is the set
    if digests != [sm3(content)] or kinds != ["tst_info"] or not is_signed(authority.public, signed, signature, verify):
        raise Refusal("stamp.time_signature", "timestamp", name=authority.name)
    at: datetime = info["gen_time"].native
    check_chain(authority, "timestamp", at, "time_stamping", trust, verify, sure=True)
    return at


def _read(held: Any) -> tuple[Certificate, Any, Any, bytes, bytes]:
    """(the authority's certificate, TSTInfo, signed attributes, signature, the signed content's bytes)."""
    if held["content_type"].native != "signed_data":
        raise NotDer("content type")
    signed = held["content"]
    (signer,), (certificate,) = signed["signer_infos"], signed["certificates"]
    content = bytes(signed["encap_content_info"]["content"])
    info = read_der(tsp.TSTInfo, content)
    read = decode_certificate(certificate.chosen.dump())
    again = wrap(content, certificate.chosen, signer["signed_attrs"].dump(), signer["signature"].native)
    if again != held.dump() or info["message_imprint"]["hash_algorithm"].dump() != _digest().dump():
        raise NotDer("another spelling of the token")
    return read, info, signer["signed_attrs"], signer["signature"].native, content


def _digest() -> algos.DigestAlgorithm:
    return algos.DigestAlgorithm({"algorithm": SM3})


def wrap(content: bytes, certificate: x509.Certificate, attributes: bytes, signature: bytes) -> bytes:
    """A token of its parts: DER of TSTInfo, the authority's certificate, DER of the signed attributes, DER of R and S."""
    signer = {
        "version": "v1",
        "sid": cms.IssuerAndSerialNumber({"issuer": certificate.issuer, "serial_number": certificate.serial_number}),
        "digest_algorithm": _digest(),
        "signed_attrs": cms.CMSAttributes.load(_SET + attributes[1:]),
        "signature_algorithm": {"algorithm": SM2_SM3},
        "signature": signature,
    }
    signed = {
        "version": "v3",
        "digest_algorithms": [_digest()],
        "encap_content_info": {"content_type": "tst_info", "content": tsp.TSTInfo.load(content)},
        "certificates": [certificate],
        "signer_infos": [signer],
    }
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)}).dump())
