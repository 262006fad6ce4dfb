"""What tests of OFD and seals share: an authority, a seal maker and a stamper in memory, a drawing, and a file with seals on it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from shuangquan.connectors.seal.sm2 import make_key, sign_message
from shuangquan.core.credentials.der import write_pair
from shuangquan.core.credentials.ses import Face as SealFace
from shuangquan.core.credentials.ses import encode_face, encode_seal, encode_stamp, encode_to_sign
from shuangquan.core.credentials.sm2_certificates import (
    Purpose,
    Revoked,
    Wanted,
    encode_body,
    encode_list_body,
    encode_names,
    join_certificate,
    join_list,
)
from shuangquan.core.words.canonical import sm3
from shuangquan.papers.drawing import Attached, Curve, Drawing, Face, Page, Picture, Rule, Words
from shuangquan.papers.faces import measure_letters
from shuangquan.papers.ofd.drawn import draw_document
from shuangquan.papers.ofd.package import write_package
from shuangquan.papers.ofd.sealing import Place, assemble, prepare_seal
from shuangquan.papers.ofd.writer import write_document
from shuangquan.papers.ofd_certificate import CREATOR
from shuangquan.papers.qr import render_qr_png

BEGINS = datetime(2026, 1, 1, tzinfo=UTC)
ENDS = BEGINS + timedelta(days=3650)
STAMPED = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
PLACE = Place(0, 90, 150, 40, 40)
PROVIDER = ("tests", "1", "tests")


@dataclass(frozen=True)
class Pair:
    """A key and its certificate."""

    private: bytes
    public: bytes
    certificate: bytes = b""

    def sign(self, message: bytes) -> bytes:
        return write_pair(sign_message(self.private, self.public, message))


@dataclass(frozen=True)
class Authority:
    """A root that issues."""

    root: Pair
    name: bytes

    def issue(self, serial: int, name: str, purpose: Purpose = Purpose.SIGN, begins: datetime = BEGINS, ends: datetime = ENDS) -> Pair:
        made = Pair(*make_key())
        names = {"country_name": "CN", "organization_name": "示例市", "common_name": name}
        body = encode_body(Wanted(serial, names, made.public, purpose, begins, ends), self.name, self.root.public)
        return replace(made, certificate=join_certificate(body, self.root.sign(body)))

    def revoke(self, *rows: Revoked, number: int = 1) -> bytes:
        body = encode_list_body(self.name, self.root.public, number, BEGINS, ENDS, rows)
        return join_list(body, self.root.sign(body))


def make_authority(name: str = "示例根 Demo Root") -> Authority:
    names = {"country_name": "CN", "common_name": name}
    root = Pair(*make_key())
    body = encode_body(Wanted(1, names, root.public, Purpose.AUTHORITY, BEGINS, ENDS), encode_names(names), root.public)
    return Authority(replace(root, certificate=join_certificate(body, root.sign(body))), encode_names(names))


def make_face(*signers: Pair, **changes: object) -> SealFace:
    picture = render_qr_png("示例")
    certificates = tuple(one.certificate for one in signers)
    face = SealFace("37-SEAL-1", 1, "示例局专用章", certificates, BEGINS, BEGINS, ENDS, "png", picture, 40, 40)
    return replace(face, **changes)  # type: ignore[arg-type]


def make_seal(maker: Pair, face: SealFace) -> bytes:
    info = encode_face(face)
    return encode_seal(info, maker.certificate, maker.sign(info))


def make_stamp(seal: bytes, signer: Pair, digest: bytes, about: str, at: datetime = STAMPED) -> bytes:
    to_sign = encode_to_sign(seal, at, digest, about)
    return encode_stamp(to_sign, signer.certificate, signer.sign(to_sign))


def make_drawing() -> Drawing:
    marks = (
        Words(20, 30, "示例证书", 9, Face.SONG, bold=True, spacing=1.5),
        Words(20, 45, "Name 姓名：王小明 & 李 <四>", 4, Face.HEI),
        Words(20, 55, "91370000MA3EXAMPLE", 3.5, Face.MONO),
        Words(30, 140, "示例 SAMPLE", 12, Face.HEI, colour="#999999", opacity=0.3, turn=-30),
        Rule(20, 60, 120, 60, 0.4, "#c2311b"),
        Curve("M 20 70 L 60 70 C 70 70 70 90 60 90 L 20 90 Z", "#16211e", "#eef5f2"),
        Picture(100, 20, 25, 25, render_qr_png("https://example.org/示例"), "a code"),
    )
    second = (Words(20, 30, "第二页 Page two", 6),)
    attached = (Attached("payload.json", "application/json", '{"姓名":"王小明"}'.encode(), "payload"),)
    return Drawing("示例证书", "示例局", (Page(148, 210, marks), Page(148, 210, second)), attached, "2026-02-03T12:05:06+08:00")


def make_files(drawing: Drawing | None = None) -> dict[str, bytes]:
    facts = {"ZZMC": "示例证书", "ZZBH": "12345"}
    return write_document(draw_document(drawing or make_drawing(), "0123456789abcdef" * 2, facts, measure_letters, creator=CREATOR))


def seal_files(files: dict[str, bytes], seal: bytes, signer: Pair, place: Place = PLACE, at: datetime = STAMPED) -> dict[str, bytes]:
    prepared = prepare_seal(files, seal, place, f"{at:%Y%m%d%H%M%SZ}", sm3, PROVIDER)
    return assemble(prepared, make_stamp(seal, signer, prepared.digest, prepared.property, at))


@dataclass(frozen=True)
class Sealed:
    """A file sealed once and all that made it."""

    authority: Authority
    maker: Pair
    signer: Pair
    seal: bytes
    files: dict[str, bytes]

    @property
    def data(self) -> bytes:
        return write_package(self.files)

    @property
    def roots(self) -> tuple[bytes, ...]:
        return (self.authority.root.certificate,)


def make_sealed() -> Sealed:
    authority = make_authority()
    maker, signer = authority.issue(2, "示例制章单位"), authority.issue(3, "示例局")
    seal = make_seal(maker, make_face(signer))
    return Sealed(authority, maker, signer, seal, seal_files(make_files(), seal, signer))
