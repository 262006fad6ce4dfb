"""PAdES signatures over our PDFs: accepted by pdfsig, found when altered, and what stands in the file stays readable."""

import io
import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf import PdfReader

from shuangquan.actions.verifying_chain import Trust, verify_pdf
from shuangquan.connectors.seal.p256 import P256Signer, sign_p256, verify_p256, write_pem
from shuangquan.connectors.seal.p256_authority import issue_signer, make_authority
from shuangquan.core.credentials.pades import read_pades
from shuangquan.core.credentials.payload import Payload
from shuangquan.core.credentials.use import NAME, Use, render_use
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text
from shuangquan.papers.annotated import render_over
from shuangquan.papers.certificate import render_certificate
from shuangquan.papers.pades import Addition, Hand, PadesSigner, find_sizes, read_attachments
from shuangquan.records.clock import ZONE, stopped_at
from tests.debian import find_program

AT = datetime(2026, 11, 24, 10, 21, tzinfo=ZONE)
USE = Use("JZ20261124-0A1B2C3D", "报考会计师资格，考点核对身份用", "潍坊市人事考试中心", AT.isoformat(), "2026-12-01")


def make_body(holder: str = "安某") -> bytes:
    """A certificate's PDF before it is signed."""
    name, issuer, day = Text("样张证明", "Sample"), Text("样张机关", "Office"), "2026-11-24"
    payload = Payload(
        "1.2.156.3005.2.x", "sample", name, "NO1", "11379900", issuer, "370783", holder, (), day, day, "", "certificate", True
    )
    return render_certificate(payload, "https://zwfw.example/v/abc", b"\1" * 64, "demo-issuer-1")


@dataclass(frozen=True)
class House:
    """An authority's signer, what verifiers trust, and one signed file of each kind."""

    signer: P256Signer
    trust: Trust
    body: bytes
    plain: bytes
    copy: bytes

    def sign(self, body: bytes) -> bytes:
        return make_hand(self.signer).render_signed(body, AT)


def make_hand(signer: P256Signer) -> PadesSigner:
    return PadesSigner(Hand("双全 Shuangquan", signer.chain, lambda message: sign_p256(signer.key, message)))


@pytest.fixture(scope="module")
def house() -> House:
    signer, body = issue_signer(make_authority()), make_body()
    added = Addition(render_over(USE, find_sizes(body)), NAME, render_use(USE), "Use of this copy")
    hand = make_hand(signer)
    return House(signer, Trust(signer.chain[-1:]), body, hand.render_signed(body, AT), hand.render_signed(body, AT, added))


def say(data: bytes, trust: Trust, at: datetime = AT) -> str:
    """What a verification finds, as a code."""
    with stopped_at(at):
        try:
            return verify_pdf(data, trust).code
        except Refusal as refusal:
            return refusal.code


def test_a_file_is_signed_to_its_last_byte_and_says_what_it_states(house: House) -> None:
    with stopped_at(AT):
        found = verify_pdf(house.plain, house.trust)
    assert found.good and found.code == "whole"
    assert found.says["证照"] == "样张证明" and found.says["持有人"] == "安*" and found.says["签名人"] == "platform"
    signed = read_pades(house.plain, verify_p256)
    assert signed.covered[0][0] == 0 and signed.covered[1][1] == len(house.plain)
    assert house.plain.startswith(house.body), "what was rendered stays as it was"
    held = read_attachments(house.plain)
    assert set(held) == {"payload.json", "payload.sig"} and held == read_attachments(house.body)
    root = PdfFileReader(io.BytesIO(house.plain)).root
    (reference,) = root["/Perms"]["/DocMDP"]["/Reference"]
    assert reference["/TransformParams"]["/P"] == 1, "no change is allowed"
    assert b'pdfaid:part="3"' in house.plain.replace(b"pdfaid:part>3", b'pdfaid:part="3"')


def test_an_annotated_copy_prints_its_use_and_ends(house: House) -> None:
    text = PdfReader(io.BytesIO(house.copy)).pages[0].extract_text().replace("\n", "")
    for part in ("只用于：报考会计师资格，考点核对身份用", "JZ20261124-0A1B2C3D", "给：潍坊市人事考试中心", "2026 年 12 月 1 日止可用"):
        assert part in text, part
    with stopped_at(AT):
        found = verify_pdf(house.copy, house.trust)
    assert found.good and found.code == "use" and found.says["只用于"] == USE.purpose and found.says["加注件"] == USE.number
    last = datetime(2026, 12, 1, 23, 59, tzinfo=ZONE)
    assert say(house.copy, house.trust, last) == "use"
    with stopped_at(last + timedelta(minutes=1)):
        over = verify_pdf(house.copy, house.trust)
    assert not over.good and over.over and over.code == "use.over" and "文件是真的" in over.reason


def test_what_was_altered_is_named(house: House) -> None:
    plain = house.plain
    appended = plain + b"\n%%EOF\n"
    writer = IncrementalPdfFileWriter(io.BytesIO(plain))
    writer.root["/Lang"] = writer.root["/Pages"]
    writer.update_root()
    changed = io.BytesIO()
    writer.write(changed)
    place = plain.index(b"/Contents <", len(house.body)) + 11
    forged = plain[: place + 900] + (b"00" if plain[place + 900 : place + 902] != b"00" else b"FF") + plain[place + 902 :]
    assert {
        "byte": say(plain[:500] + bytes([plain[500] ^ 1]) + plain[501:], house.trust),
        "last": say(plain[:-2] + b"E\n", house.trust),
        "cut": say(plain[:-1], house.trust),
        "appended": say(appended, house.trust),
        "revision": say(changed.getvalue(), house.trust),
        "signature": say(forged, house.trust),
        "case": say(plain.replace(plain[place : place + 20], plain[place : place + 20].lower()), house.trust),
        "none": say(house.body, house.trust),
        "stranger": say(plain, Trust(issue_signer(make_authority()).chain[-1:])),
    } == {
        "byte": "seal.changed",
        "last": "seal.changed",
        "cut": "seal.cut",
        "appended": "seal.appended",
        "revision": "seal.appended",
        "signature": "seal.malformed",
        "case": "seal.malformed",
        "none": "seal.none",
        "stranger": "seal.stranger",
    }
    with pytest.raises(Refusal) as found:
        verify_pdf(changed.getvalue(), house.trust)
    assert found.value.data["at"] == len(plain) and found.value.data["revisions"] == 1


def test_a_signature_over_ours_does_not_lend_its_name(house: House) -> None:
    """Whoever signs a file of ours once more is the signer of the whole, and a stranger."""
    other = issue_signer(make_authority())
    assert say(make_hand(other).render_signed(house.body, AT), house.trust) == "seal.stranger"


def test_the_issuers_own_signature_counts_where_its_key_is_known(house: House) -> None:
    with stopped_at(AT), pytest.raises(Refusal, match=r"seal\.broken"):
        verify_pdf(house.plain, house.trust, lambda message, signature, key: False)
    with stopped_at(AT):
        assert verify_pdf(house.plain, house.trust, lambda message, signature, key: key == "demo-issuer-1").good


def run_pdfsig(folder: Path, roots: tuple[bytes, ...], data: bytes) -> str:
    """What pdfsig of poppler says of a file under these roots."""
    store = folder / "nss"
    store.mkdir(exist_ok=True)
    (folder / "root.pem").write_bytes(write_pem(roots))
    certutil, pdfsig = find_program("certutil"), find_program("pdfsig")
    for command in (["-N", "--empty-password"], ["-A", "-n", "root", "-t", "CT,C,C", "-i", str(folder / "root.pem")]):
        subprocess.run([*certutil.command, *command, "-d", f"sql:{store}"], env=certutil.env, check=True, capture_output=True)
    (folder / "file.pdf").write_bytes(data)
    done = subprocess.run(
        [*pdfsig.command, "-nssdir", f"sql:{store}", str(folder / "file.pdf")], env=pdfsig.env, capture_output=True, text=True, check=False
    )
    shutil.rmtree(store)
    return done.stdout


@pytest.mark.parametrize("kind", ["plain", "copy"])
def test_pdfsig_accepts_them_and_finds_what_was_altered(house: House, tmp_path: Path, kind: str) -> None:
    data: bytes = getattr(house, kind)
    said = run_pdfsig(tmp_path, house.trust.roots, data)
    for sentence in ("Signature is Valid.", "Total document signed", "Certificate is Trusted.", "ETSI.CAdES.detached", "Nov 24 2026"):
        assert sentence in said, said
    assert "Signature is Valid." not in run_pdfsig(tmp_path, house.trust.roots, data[:500] + bytes([data[500] ^ 1]) + data[501:])
    assert "Total document signed" not in run_pdfsig(tmp_path, house.trust.roots, data + b"\n%%EOF\n")
    assert "Certificate is Trusted." not in run_pdfsig(tmp_path, issue_signer(make_authority()).chain[-1:], data)


def test_the_signed_file_opens_elsewhere(house: House) -> None:
    for data in (house.plain, house.copy):
        pages = PdfReader(io.BytesIO(data), strict=True).pages
        assert len(pages) == 1 and "样张证明" in pages[0].extract_text()
