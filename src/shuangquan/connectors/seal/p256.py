"""The international side of the seal: ECDSA P-256 over SHA-256 (FIPS 186-5) under X.509 certificates.

Signatures are r‖s, 64 bytes, with s in its lower half, so that each has one spelling. Certificates are DER.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
CURVE = "secp256r1"
_ECDSA = ec.ECDSA(SHA256())


class WrongKey(ValueError):
    """A key or certificate is not what this side takes: P-256, and belonging together."""


@dataclass(frozen=True, slots=True)
class P256Signer:
    """The installation's signing key with its certificates. chain: the signer's own first, its authorities, the root last."""

    key: ec.EllipticCurvePrivateKey = field(repr=False)
    chain: tuple[bytes, ...] = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.chain) < 2 or not isinstance(self.key.curve, ec.SECP256R1):
            raise WrongKey("a P-256 key, its certificate and the root's are needed")
        if find_public_key(self.chain[0]).public_numbers() != self.key.public_key().public_numbers():
            raise WrongKey("the certificate is not this key's")


def sign_p256(key: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    """r‖s of a message."""
    r, s = decode_dss_signature(key.sign(message, _ECDSA))
    return r.to_bytes(32, "big") + min(s, ORDER - s).to_bytes(32, "big")


def verify_p256(certificate: bytes, message: bytes, signature: bytes) -> bool:
    """Whether r‖s is this certificate's signature of the message, in its one spelling. False for anything malformed."""
    if len(signature) != 64:
        return False
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if not (0 < r < ORDER and 0 < s <= ORDER // 2):
        return False
    try:
        find_public_key(certificate).verify(encode_dss_signature(r, s), message, _ECDSA)
    except (InvalidSignature, WrongKey):
        return False
    return True


@lru_cache(maxsize=64)
def find_public_key(certificate: bytes) -> ec.EllipticCurvePublicKey:
    """The P-256 key of a certificate. WrongKey when it has another, or is none."""
    try:
        found = x509.load_der_x509_certificate(certificate).public_key()
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.InvalidVersion) as error:
        raise WrongKey("no certificate with a key of ours") from error
    if not isinstance(found, ec.EllipticCurvePublicKey) or not isinstance(found.curve, ec.SECP256R1):
        raise WrongKey("not a P-256 key")
    return found


def read_certificates(data: bytes) -> tuple[bytes, ...]:
    """Every certificate of a PEM file, whatever its algorithm, or the one of a DER file. ValueError when there is none."""
    if not pem.detect(data):
        asn1_x509.Certificate.load(data, strict=True).native  # noqa: B018  parsed whole, or ValueError
        return (data,)
    found = tuple(der for kind, _, der in pem.unarmor(data, multiple=True) if kind in ("CERTIFICATE", "X509 CERTIFICATE"))
    if not found:
        raise ValueError("no certificate")
    return found


def read_crls(data: bytes) -> tuple[bytes, ...]:
    """Every revocation list of a PEM file, or the one of a DER file. ValueError when there is none."""
    found = tuple(der for kind, _, der in pem.unarmor(data, multiple=True) if kind == "X509 CRL") if pem.detect(data) else (data,)
    if not found:
        raise ValueError("no revocation list")
    return found


def is_p256(certificate: bytes) -> bool:
    """Whether a certificate holds a P-256 key: a file of roots may hold SM2 ones beside them."""
    key = asn1_x509.Certificate.load(certificate).public_key
    return bool(key.algorithm == "ec" and key.curve == ("named", CURVE))


def write_pem(certificates: Iterable[bytes]) -> bytes:
    """Certificates as PEM, one after another."""
    return b"".join(pem.armor("CERTIFICATE", one) for one in certificates)


def name_of(certificate: bytes) -> str:
    """The common name of a certificate's subject, or the whole name without one."""
    subject = asn1_x509.Certificate.load(certificate).subject
    return str(subject.native.get("common_name") or subject.human_friendly)


def is_marked(chain: Sequence[bytes], unit: str) -> bool:
    """Whether any certificate of a chain carries this organisational unit."""
    return any(unit in str(asn1_x509.Certificate.load(one).subject.native.get("organizational_unit_name", "")) for one in chain)
