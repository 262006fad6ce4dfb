"""Electronic seals and stamps (GB/T 38540-2020): SESeal and SES_Signature in ASN.1, encoded and decoded in one spelling.

Fields and their order are the standard's (domain.md §3.3). The seal maker signs SES_SealInfo, the stamper TBS_Sign, both SM2 over SM3;
a signature's BIT STRING holds SEQUENCE {R, S} (GM/T 0009). Times are GeneralizedTime in UTC.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

from asn1crypto import core

from shuangquan.core.credentials.der import NotDer, read_der

ES = "ES"
VERSION = 4
SM2_SM3 = "1.2.156.10197.1.501"
BY_CERTIFICATE, BY_DIGEST = 1, 2
"""certListType: the list holds certificates, or their SM3."""


class _Header(core.Sequence):
    _fields: ClassVar = [("ID", core.IA5String), ("version", core.Integer), ("Vid", core.IA5String)]


class _Certificates(core.SequenceOf):
    _child_spec = core.OctetString


class _CertDigest(core.Sequence):
    _fields: ClassVar = [("type", core.PrintableString), ("value", core.OctetString)]


class _Digests(core.SequenceOf):
    _child_spec = _CertDigest


class _Property(core.Sequence):
    _fields: ClassVar = [
        ("type", core.Integer),
        ("name", core.UTF8String),
        ("certListType", core.Integer),
        ("certList", core.Any),
        ("createDate", core.GeneralizedTime),
        ("validStart", core.GeneralizedTime),
        ("validEnd", core.GeneralizedTime),
    ]

    def _choose_list(self) -> type[core.Asn1Value]:
        return {BY_CERTIFICATE: _Certificates, BY_DIGEST: _Digests}[self["certListType"].native]

    _spec_callbacks: ClassVar = {"certList": _choose_list}


class _Picture(core.Sequence):
    _fields: ClassVar = [("type", core.IA5String), ("data", core.OctetString), ("width", core.Integer), ("height", core.Integer)]


class _Extension(core.Sequence):
    _fields: ClassVar = [("extnID", core.ObjectIdentifier), ("critical", core.Boolean, {"default": False}), ("extnValue", core.OctetString)]


class _Extensions(core.SequenceOf):
    _child_spec = _Extension


class SealInfo(core.Sequence):
    """SES_SealInfo: what the seal maker signs."""

    _fields: ClassVar = [
        ("header", _Header),
        ("esID", core.IA5String),
        ("property", _Property),
        ("picture", _Picture),
        ("extDatas", _Extensions, {"optional": True}),
    ]


class SesSeal(core.Sequence):
    """SESeal."""

    _fields: ClassVar = [
        ("eSealInfo", SealInfo),
        ("cert", core.OctetString),
        ("signAlgID", core.ObjectIdentifier),
        ("signedValue", core.OctetBitString),
    ]


class ToSign(core.Sequence):
    """TBS_Sign: what the stamper signs."""

    _fields: ClassVar = [
        ("version", core.Integer),
        ("eseal", SesSeal),
        ("timeInfo", core.GeneralizedTime),
        ("dataHash", core.OctetBitString),
        ("propertyInfo", core.IA5String),
        ("extDatas", _Extensions, {"explicit": 0, "optional": True}),
    ]


class SesSignature(core.Sequence):
    """SES_Signature. timeStamp is of the signature's value."""

    _fields: ClassVar = [
        ("toSign", ToSign),
        ("cert", core.OctetString),
        ("signatureAlgID", core.ObjectIdentifier),
        ("signature", core.OctetBitString),
        ("timeStamp", core.OctetBitString, {"explicit": 0, "optional": True}),
    ]


@dataclass(frozen=True, slots=True)
class Face:
    """What a seal is. kind: the standard's type (1 an organisation's, 2 a person's …); certificates: DER of who may stamp with it.

    width, height: mm. digests: SM3 of certificates instead of themselves.
    """

    id: str
    kind: int
    name: str
    certificates: tuple[bytes, ...]
    made: datetime
    begins: datetime
    ends: datetime
    form: str
    picture: bytes
    width: int
    height: int
    vendor: str = "SHUANGQUAN"
    digests: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal as made. signed: the bytes its maker signed; der: the whole."""

    face: Face
    maker: bytes
    signed: bytes
    signature: bytes
    der: bytes


@dataclass(frozen=True, slots=True)
class Stamp:
    """A seal set on something. at: as the stamper says; digest: SM3 of what it is set on; about: names that; signed: what was signed.

    signature: as in the file (DER of R and S); stamp_time: a timestamp of it, b"" for none.
    """

    seal: Seal
    at: datetime
    digest: bytes
    about: str
    signer: bytes
    signed: bytes
    signature: bytes
    stamp_time: bytes


def _time(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def encode_face(face: Face) -> bytes:
    """SES_SealInfo: what the seal maker signs. ValueError for a name or picture kind that is not ASCII where it must be."""
    by_digest = bool(face.digests)
    listed = _Digests([{"type": "SM3", "value": one} for one in face.digests]) if by_digest else _Certificates(list(face.certificates))
    held = {
        "header": {"ID": ES, "version": VERSION, "Vid": face.vendor},
        "esID": face.id,
        "property": {
            "type": face.kind,
            "name": face.name,
            "certListType": BY_DIGEST if by_digest else BY_CERTIFICATE,
            "certList": listed,
            "createDate": _time(face.made),
            "validStart": _time(face.begins),
            "validEnd": _time(face.ends),
        },
        "picture": {"type": face.form, "data": face.picture, "width": face.width, "height": face.height},
    }
    return bytes(SealInfo(held).dump())


def encode_seal(info: bytes, maker: bytes, signature: bytes) -> bytes:
    """SESeal. maker: DER of the maker's certificate; signature: DER of R and S over `info`."""
    return bytes(SesSeal({"eSealInfo": SealInfo.load(info), "cert": maker, "signAlgID": SM2_SM3, "signedValue": signature}).dump())


def encode_to_sign(seal: bytes, at: datetime, digest: bytes, about: str) -> bytes:
    """TBS_Sign: what the stamper signs. digest: SM3 of what the stamp is set on; about: names it, ASCII."""
    held = {"version": VERSION, "eseal": SesSeal.load(seal), "timeInfo": _time(at), "dataHash": digest, "propertyInfo": about}
    return bytes(ToSign(held).dump())


def encode_stamp(to_sign: bytes, signer: bytes, signature: bytes, stamp_time: bytes = b"") -> bytes:
    """SES_Signature. signer: DER of the stamper's certificate; signature: DER of R and S over `to_sign`."""
    held = {"toSign": ToSign.load(to_sign), "cert": signer, "signatureAlgID": SM2_SM3, "signature": signature}
    return bytes(SesSignature(held | ({"timeStamp": stamp_time} if stamp_time else {})).dump())


def decode_seal(data: bytes) -> Seal:
    """A seal of its one spelling. NotDer for anything else."""
    return _read_seal(read_der(SesSeal, data))


def decode_stamp(data: bytes) -> Stamp:
    """A stamp of its one spelling. NotDer for anything else."""
    held = read_der(SesSignature, data)
    to_sign = held["toSign"]
    if to_sign["version"].native != VERSION or held["signatureAlgID"].dotted != SM2_SM3:
        raise NotDer("version or algorithm")
    time = held["timeStamp"]
    return Stamp(
        _read_seal(to_sign["eseal"]),
        to_sign["timeInfo"].native,
        to_sign["dataHash"].native,
        to_sign["propertyInfo"].native,
        held["cert"].native,
        to_sign.dump(),
        held["signature"].native,
        time.native or b"",
    )


def _read_seal(held: Any) -> Seal:
    info = held["eSealInfo"]
    header = info["header"]
    if (header["ID"].native, header["version"].native, held["signAlgID"].dotted) != (ES, VERSION, SM2_SM3):
        raise NotDer("version or algorithm")
    return Seal(_read_face(info), held["cert"].native, info.dump(), held["signedValue"].native, held.dump())


def _read_face(info: Any) -> Face:
    held, picture = info["property"], info["picture"]
    listed = held["certList"].native
    by_digest = held["certListType"].native == BY_DIGEST
    width, height = picture["width"].native, picture["height"].native
    if not (0 < width <= 1000 and 0 < height <= 1000) or not listed:
        raise NotDer("picture or list")
    return Face(
        id=info["esID"].native,
        kind=held["type"].native,
        name=held["name"].native,
        certificates=() if by_digest else tuple(listed),
        made=held["createDate"].native,
        begins=held["validStart"].native,
        ends=held["validEnd"].native,
        form=picture["type"].native,
        picture=picture["data"].native,
        width=width,
        height=height,
        vendor=info["header"]["Vid"].native,
        digests=tuple(one["value"] for one in listed) if by_digest else (),
    )
