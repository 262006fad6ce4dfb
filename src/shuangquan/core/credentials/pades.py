"""A PDF's PAdES signature (ETSI EN 319 142-1, B-B and B-T) as this house writes it, and whether a file is that to the last byte.

The signature covers every byte but its own place, so what is looked for is cheap: one byte range that reaches both ends of the file, a
place that holds one CMS in its one spelling, and the digest. Only what passes here is worth the work of certificates and paths.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from asn1crypto import algos, cms, tsp, x509

from shuangquan.core.words.errors import Refusal

START = b"%PDF-"
END = b"%%EOF"
LARGEST_HOLE = 2**16
"""Hexadecimal digits of a signature's place, at most."""
_RANGE = re.compile(rb"/ByteRange \[0 (\d{1,9}) (\d{1,9}) (\d{1,9})\]")

VerifyRaw = Callable[[bytes, bytes, bytes], bool]
"""(certificate DER, message, r‖s) → whether the signature is that certificate's, ECDSA P-256 over SHA-256."""


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """A signature that stands by itself; whose it is, the certificates must tell.

    chain: DER, the signer's own first. signature: r‖s, 64 bytes. stamp: the RFC 3161 token's DER, or empty. covered: the two ranges of
    bytes that were signed, (from, to).
    """

    chain: tuple[bytes, ...] = field(repr=False)
    signature: bytes = field(repr=False)
    stamp: bytes = field(repr=False)
    covered: tuple[tuple[int, int], tuple[int, int]]


def has_signature(data: bytes) -> bool:
    """Whether a file claims to be signed in this manner."""
    return data.startswith(START) and _RANGE.search(data) is not None


def read_pades(data: bytes, verify: VerifyRaw) -> SignedPdf:
    """The signature, if the file is what was signed.

    Refusals: "seal.none"; "seal.cut" and "seal.appended" when the file ends elsewhere than its signature says; "seal.changed" when the
    signed bytes differ; "seal.malformed" when the signature's place holds anything but one CMS in our spelling; "seal.forged" when the
    signature is not that of the certificate it carries.
    """
    found = list(_RANGE.finditer(data)) if data.startswith(START) else []
    if not found:
        raise Refusal("seal.none", "file")
    first, second, length = (int(number) for number in found[-1].groups())
    end = second + length
    if not 0 < first < second <= len(data) or second - first > LARGEST_HOLE or found[-1].start() < second:
        raise Refusal("seal.malformed", "file")
    if end > len(data):
        raise Refusal("seal.cut", "file", missing=end - len(data))
    held = _read_cms(_read_hole(data[first:second]))
    if _digest(data, first, second, end) != held.digest:
        raise Refusal("seal.changed", "file", ranges=f"0–{first}, {second}–{end}")
    if not verify(held.chain[0], held.attributes, held.signature):
        raise Refusal("seal.forged", "file")
    if end < len(data):
        raise Refusal("seal.appended", "file", at=end, bytes=len(data) - end, revisions=max(1, data.count(END, end)))
    return SignedPdf(held.chain, held.signature, held.stamp, ((0, first), (second, end)))


@dataclass(frozen=True, slots=True)
class _Cms:
    chain: tuple[bytes, ...]
    attributes: bytes
    digest: bytes
    signature: bytes
    stamp: bytes


def _digest(data: bytes, first: int, second: int, end: int) -> bytes:
    worker = hashlib.sha256(data[:first])
    worker.update(data[second:end])
    return worker.digest()


def _read_hole(hole: bytes) -> bytes:
    """The CMS in its one spelling: capital hex between < and >, filled up with zeros. Refusal("seal.malformed")."""
    try:
        raw = bytes.fromhex(hole[1:-1].decode("ascii"))
        size = 4 + int.from_bytes(raw[2:4], "big")
    except ValueError:
        raise Refusal("seal.malformed", "file") from None
    if raw[:2] != b"\x30\x82" or hole != b"<" + raw[:size].hex().upper().encode().ljust(len(hole) - 2, b"0") + b">":
        raise Refusal("seal.malformed", "file")
    return raw[:size]


def _read_cms(der: bytes) -> _Cms:
    """What the CMS says, if it is spelt as `render_cms` would. Refusal("seal.malformed")."""
    try:
        info = cms.ContentInfo.load(der, strict=True)
        signed = info["content"]
        (signer,) = signed["signer_infos"]
        chain = tuple(bytes(one.chosen.dump()) for one in signed["certificates"])
        unsigned = signer["unsigned_attrs"]
        stamp = bytes(unsigned[0]["values"][0].dump()) if isinstance(unsigned, cms.CMSAttributes) else b""
        attributes = bytes(signer["signed_attrs"].untag().dump())
        signature = _read_rs(signer["signature"].native)
        named = {one["type"].native: one["values"] for one in signer["signed_attrs"]}
        digest = bytes(named["message_digest"][0].native)
        bound = bytes(tsp.SigningCertificateV2.load(named["signing_certificate_v2"][0].dump())["certs"][0]["cert_hash"].native)
        own = next(one for one in chain if hashlib.sha256(one).digest() == bound)
        ordered = (own, *(one for one in chain if one != own))
        if named["content_type"][0].native != "data" or render_cms(chain, own, attributes, signature, stamp) != der:
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, StopIteration, OverflowError, RecursionError):
        raise Refusal("seal.malformed", "file") from None
    return _Cms(ordered, attributes, digest, signature, stamp)


def render_cms(chain: tuple[bytes, ...], own: bytes, attributes: bytes, signature: bytes, stamp: bytes) -> bytes:
    """The one spelling of a signature: SignedData (RFC 5652) of one signer, SHA-256 and ECDSA, certificates in the order of `chain`.

    own: the signer's certificate. attributes: DER of the signed ones, as a SET. stamp: an RFC 3161 token, or empty.
    """
    certificate = x509.Certificate.load(own)
    signer = {
        "version": "v1",
        "sid": {"issuer_and_serial_number": {"issuer": certificate.issuer, "serial_number": certificate.serial_number}},
        "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
        "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
        "signed_attrs": cms.CMSAttributes.load(attributes),
        "signature": render_rs(signature),
    }
    if stamp:
        token = cms.CMSAttribute({"type": "signature_time_stamp_token", "values": [cms.ContentInfo.load(stamp)]})
        signer["unsigned_attrs"] = cms.CMSAttributes([token])
    held = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": cms.DigestAlgorithms([algos.DigestAlgorithm({"algorithm": "sha256"})]),
            "encap_content_info": {"content_type": "data"},
            "certificates": [x509.Certificate.load(one) for one in chain],
            "signer_infos": [signer],
        }
    )
    return bytes(cms.ContentInfo({"content_type": cms.ContentType("signed_data"), "content": held}).dump())


def render_rs(signature: bytes) -> bytes:
    """r‖s, 64 bytes, as Ecdsa-Sig-Value (RFC 3279 §2.2.3)."""
    return bytes(algos.DSASignature.from_p1363(signature).dump())


def _read_rs(der: bytes) -> bytes:
    """Ecdsa-Sig-Value as r‖s. ValueError for any other spelling of it, OverflowError for numbers of another curve."""
    held = algos.DSASignature.load(der, strict=True)
    made = b"".join(int(held[name].native).to_bytes(32, "big") for name in ("r", "s"))
    if render_rs(made) != der:
        raise ValueError("a signature has one spelling")
    return made
