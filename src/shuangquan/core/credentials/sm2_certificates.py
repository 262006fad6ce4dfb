"""X.509v3 certificates and revocation lists over SM2 and SM3 (GM/T 0015), encoded and decoded in one spelling.

What is signed is built here; who has the key signs it elsewhere. Signing and encrypting are separate purposes with separate certificates.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from asn1crypto import algos, core, crl, keys, x509

from shuangquan.core.credentials.der import NotDer, read_der
from shuangquan.core.words.canonical import sm3

SM2_CURVE = "1.2.156.10197.1.301"
SM2_SM3 = "1.2.156.10197.1.501"
keys.NamedCurve.register("sm2p256v1", SM2_CURVE, 32)


class Purpose(StrEnum):
    """What a certificate's key is for."""

    AUTHORITY = "authority"
    SIGN = "sign"
    ENCRYPT = "encrypt"
    TIME = "time"


_USAGE = {
    Purpose.AUTHORITY: {"key_cert_sign", "crl_sign"},
    Purpose.SIGN: {"digital_signature", "non_repudiation"},
    Purpose.TIME: {"digital_signature"},
    Purpose.ENCRYPT: {"key_encipherment", "data_encipherment", "key_agreement"},
}
_KNOWN = frozenset({"basic_constraints", "key_usage", "extended_key_usage"})
"""Extensions that may be critical, since they are read."""
COMPROMISED = frozenset({"key_compromise", "ca_compromise"})
"""Reasons after which nothing that the key signed is believed, whatever time it says."""
REASONS = frozenset({"unspecified", "affiliation_changed", "superseded", "cessation_of_operation", "privilege_withdrawn"}) | COMPROMISED


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate that was read. public: x‖y, 64 bytes; subject, issuer: DER of the names; name: the subject's common name.

    usage: names of X.509 key usages, and "time_stamping" for a timestamp authority's. der: the whole; signed: what its issuer signed;
    signature: DER of R and S.
    """

    serial: int
    name: str
    organisation: str
    subject: bytes
    issuer: bytes
    public: bytes
    begins: datetime
    ends: datetime
    usage: frozenset[str]
    is_authority: bool
    signed: bytes
    signature: bytes
    der: bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """A certificate to be made. public: x‖y; serial: positive; names: X.509 attributes of the subject in order ("common_name", …)."""

    serial: int
    names: Mapping[str, str]
    public: bytes
    purpose: Purpose
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Revoked:
    """A row of a revocation list. reason: one of REASONS."""

    serial: int
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class RevocationList:
    """A revocation list that was read. rows by serial number."""

    issuer: bytes
    number: int
    made: datetime
    next: datetime
    rows: Mapping[int, Revoked]
    signed: bytes
    signature: bytes
    der: bytes


def _algorithm() -> algos.SignedDigestAlgorithm:
    return algos.SignedDigestAlgorithm({"algorithm": SM2_SM3})


def _point(public: bytes) -> keys.PublicKeyInfo:
    if len(public) != 64:
        raise ValueError("a public key is x‖y, 64 bytes")
    algorithm = keys.PublicKeyAlgorithm({"algorithm": "ec", "parameters": keys.ECDomainParameters("named", "sm2p256v1")})
    return keys.PublicKeyInfo({"algorithm": algorithm, "public_key": keys.ECPointBitString(b"\x04" + public)})


def _key_name(public: bytes) -> bytes:
    """The key's identifier: the first 20 bytes of its SM3."""
    return sm3(b"\x04" + public)[:20]


def _time(moment: datetime) -> x509.Time:
    plain = moment.astimezone(UTC).replace(microsecond=0)
    return x509.Time({"utc_time": plain} if plain.year < 2050 else {"general_time": plain})


def encode_names(names: Mapping[str, str]) -> bytes:
    """DER of an X.500 name, one attribute a step, in UTF-8 (the country in PrintableString)."""
    return bytes(x509.Name.build(dict(names)).dump())


def encode_body(wanted: Wanted, issuer: bytes, issuer_public: bytes) -> bytes:
    """TBSCertificate: what the issuer signs. issuer: DER of its name. ValueError for a key that is none."""
    is_authority = wanted.purpose is Purpose.AUTHORITY
    constraints: dict[str, Any] = {"ca": is_authority} | ({"path_len_constraint": 0} if is_authority else {})
    extensions = [
        {"extn_id": "basic_constraints", "critical": True, "extn_value": x509.BasicConstraints(constraints)},
        {"extn_id": "key_usage", "critical": True, "extn_value": x509.KeyUsage(_USAGE[wanted.purpose])},
        {"extn_id": "key_identifier", "critical": False, "extn_value": core.OctetString(_key_name(wanted.public))},
        {
            "extn_id": "authority_key_identifier",
            "critical": False,
            "extn_value": x509.AuthorityKeyIdentifier({"key_identifier": _key_name(issuer_public)}),
        },
    ]
    if wanted.purpose is Purpose.TIME:
        extensions.append({"extn_id": "extended_key_usage", "critical": True, "extn_value": x509.ExtKeyUsageSyntax(["time_stamping"])})
    body = {
        "version": "v3",
        "serial_number": wanted.serial,
        "signature": _algorithm(),
        "issuer": x509.Name.load(issuer),
        "validity": {"not_before": _time(wanted.begins), "not_after": _time(wanted.ends)},
        "subject": x509.Name.build(dict(wanted.names)),
        "subject_public_key_info": _point(wanted.public),
        "extensions": extensions,
    }
    return bytes(x509.TbsCertificate(body).dump())


def encode_list_body(issuer: bytes, issuer_public: bytes, number: int, made: datetime, until: datetime, rows: Iterable[Revoked]) -> bytes:
    """TBSCertList: what the issuer signs. until: when the next one comes."""
    body: dict[str, Any] = {
        "version": "v2",
        "signature": _algorithm(),
        "issuer": x509.Name.load(issuer),
        "this_update": _time(made),
        "next_update": _time(until),
        "crl_extensions": [
            {
                "extn_id": "authority_key_identifier",
                "critical": False,
                "extn_value": x509.AuthorityKeyIdentifier({"key_identifier": _key_name(issuer_public)}),
            },
            {"extn_id": "crl_number", "critical": False, "extn_value": core.Integer(number)},
        ],
    }
    listed = [
        {
            "user_certificate": row.serial,
            "revocation_date": _time(row.at),
            "crl_entry_extensions": [{"extn_id": "crl_reason", "critical": False, "extn_value": crl.CRLReason(row.reason)}],
        }
        for row in sorted(rows, key=lambda row: row.serial)
    ]
    return bytes(crl.TbsCertList(body | ({"revoked_certificates": listed} if listed else {})).dump())


def join_certificate(body: bytes, signature: bytes) -> bytes:
    """The certificate of a TBSCertificate and its signature (DER of R and S)."""
    held = {"tbs_certificate": x509.TbsCertificate.load(body), "signature_algorithm": _algorithm(), "signature_value": signature}
    return bytes(x509.Certificate(held).dump())


def join_list(body: bytes, signature: bytes) -> bytes:
    """The revocation list of a TBSCertList and its signature (DER of R and S)."""
    held = {"tbs_cert_list": crl.TbsCertList.load(body), "signature_algorithm": _algorithm(), "signature": signature}
    return bytes(crl.CertificateList(held).dump())


def decode_certificate(data: bytes) -> Certificate:
    """A certificate over SM2 in its one spelling. NotDer for anything else, unknown critical extensions among it."""
    try:
        return _read_certificate(read_der(x509.Certificate, data), data)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise error if isinstance(error, NotDer) else NotDer("certificate") from error


def _read_certificate(held: Any, data: bytes) -> Certificate:
    body = held["tbs_certificate"]
    key = body["subject_public_key_info"]
    point = key["public_key"].native
    good = key["algorithm"]["algorithm"].native == "ec" and key["algorithm"]["parameters"].chosen.dotted == SM2_CURVE
    if not good or len(point) != 65 or point[0] != 4 or not _says_sm2(held, body["signature"]):
        raise NotDer("certificate's algorithm")
    extensions: dict[str, Any] = {}
    for one in body["extensions"]:
        name = one["extn_id"].native
        if name in extensions or (one["critical"].native and name not in _KNOWN):
            raise NotDer(f"certificate's {name}")
        extensions[name] = one["extn_value"].parsed
    constraints = extensions.get("basic_constraints")
    names = body["subject"].native
    return Certificate(
        serial=body["serial_number"].native,
        name=_one(names.get("common_name", "")),
        organisation=_one(names.get("organization_name", "")),
        subject=body["subject"].dump(),
        issuer=body["issuer"].dump(),
        public=bytes(point[1:]),
        begins=body["validity"]["not_before"].native,
        ends=body["validity"]["not_after"].native,
        usage=frozenset(use for name in ("key_usage", "extended_key_usage") if name in extensions for use in extensions[name].native),
        is_authority=bool(constraints is not None and constraints["ca"].native),
        signed=body.dump(),
        signature=held["signature_value"].native,
        der=data,
    )


def _says_sm2(held: Any, inner: Any) -> bool:
    return bool(inner["algorithm"].dotted == SM2_SM3 and held["signature_algorithm"].dump() == inner.dump())


def _one(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else "/".join(value)


class OtherAlgorithm(NotDer):
    """Sound, but signed by another algorithm than SM2."""


def decode_list(data: bytes) -> RevocationList:
    """A revocation list over SM2 in its one spelling. OtherAlgorithm; NotDer for anything else, unknown critical extensions among it."""
    try:
        return _read_list(read_der(crl.CertificateList, data), data)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise error if isinstance(error, NotDer) else NotDer("revocation list") from error


def _read_list(held: Any, data: bytes) -> RevocationList:
    body = held["tbs_cert_list"]
    if not _says_sm2(held, body["signature"]):
        raise OtherAlgorithm("revocation list's algorithm")
    number = 0
    for one in body["crl_extensions"]:
        if one["critical"].native:
            raise NotDer("revocation list's extension")
        number = one["extn_value"].parsed.native if one["extn_id"].native == "crl_number" else number
    rows = {}
    for one in body["revoked_certificates"]:
        serial = one["user_certificate"].native
        rows[serial] = Revoked(serial, one["revocation_date"].native, _reason(one["crl_entry_extensions"]))
    return RevocationList(
        issuer=body["issuer"].dump(),
        number=number,
        made=body["this_update"].native,
        next=body["next_update"].native,
        rows=rows,
        signed=body.dump(),
        signature=held["signature"].native,
        der=data,
    )


def _reason(extensions: Any) -> str:
    for one in extensions:
        if one["extn_id"].native == "crl_reason":
            return str(one["extn_value"].parsed.native)
        if one["critical"].native:
            raise NotDer("revoked certificate's extension")
    return "unspecified"
