"""PAdES-B-T: an RFC 3161 timestamp of a local authority (pyHanko's), through the seal's own port."""

import http.server
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import keys, tsp, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

from shuangquan.actions.verifying_chain import Trust, verify_pdf
from shuangquan.connectors.guard import CallRecord, Hooks, Limits
from shuangquan.connectors.seal.demo_stamps import DemoStamps
from shuangquan.connectors.seal.p256 import WrongKey, sign_p256
from shuangquan.connectors.seal.p256_authority import issue_signer, make_authority
from shuangquan.connectors.seal.paths import check_stamp
from shuangquan.connectors.seal.sandbox import KEYS_FILE, SandboxSeal
from shuangquan.connectors.seal.stamping import Stamps as TimeStamps
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.papers.archive.stamping import render_stamp
from shuangquan.papers.pades import Hand, PadesSigner
from shuangquan.records.clock import stopped_at
from tests.papers.test_pades import AT, make_body, run_pdfsig

LATER = datetime(2060, 1, 1, tzinfo=UTC)


class Stamps(http.server.ThreadingHTTPServer):
    """The authority. broken: what it answers instead."""

    broken: bytes = b""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        name = certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, "Local timestamps")])
        made = certificates.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
        made = made.not_valid_before(datetime(2026, 1, 1, tzinfo=UTC)).not_valid_after(datetime(2070, 1, 1, tzinfo=UTC))
        made = made.add_extension(certificates.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        self.root = made.sign(key, SHA256()).public_bytes(Encoding.DER)
        private = keys.PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
        self.stamper = DummyTimeStamper(x509.Certificate.load(self.root), private, fixed_dt=AT)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Stamps

    def do_POST(self) -> None:
        asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        answer = self.server.broken or self.server.stamper.request_tsa_response(asked).dump()
        self.send_response(500 if self.server.broken else 200)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def find_stamps(stamps: Stamps, kept: list[CallRecord]) -> TimeStamps:
    hooks = Hooks(lambda: AT, kept.append, lambda: False, sleep=lambda _: None)
    return TimeStamps(f"{stamps.address}tsa", Limits(), hooks)


@pytest.fixture
def stamps() -> Iterator[Stamps]:
    server = Stamps()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_timestamp_is_asked_for_and_verified(stamps: Stamps, tmp_path: Path) -> None:
    kept: list[CallRecord] = []
    seal = SandboxSeal(tmp_path / "keys.json", "a passphrase of tests only", ("platform",), find_stamps(stamps, kept))
    root = seal.find_chain()[-1]
    data = PadesSigner(Hand("双全", seal.find_chain(), seal.sign_p256, seal.find_stamper())).render_signed(make_body(), AT)
    trust = Trust((root, stamps.root))
    with stopped_at(AT + timedelta(days=1)):
        found = verify_pdf(data, trust)
    assert found.good and found.says["时间戳"] == "2026-11-24 10:21:00"
    with stopped_at(LATER):
        assert verify_pdf(data, trust).good, "the signer's certificate held when it was stamped"
    with stopped_at(AT), pytest.raises(Refusal, match=r"seal\.stamp"):
        verify_pdf(data, Trust((root,)))
    assert {(one.party, one.outcome) for one in kept} == {("timestamp", "ok")}
    assert "Signature is Valid." in run_pdfsig(tmp_path, (root, stamps.root), data)


def test_a_stamp_of_another_signature_does_not_hold(stamps: Stamps) -> None:
    signer = issue_signer(make_authority())

    def ask(request: bytes) -> bytes:
        asked = tsp.TimeStampReq.load(request)
        asked["message_imprint"]["hashed_message"] = b"\1" * 32
        return bytes(stamps.stamper.request_tsa_response(asked).dump())

    data = PadesSigner(Hand("双全", signer.chain, lambda m: sign_p256(signer.key, m), ask)).render_signed(make_body(), AT)
    with stopped_at(AT), pytest.raises(Refusal, match=r"seal\.stamp"):
        verify_pdf(data, Trust((signer.chain[-1], stamps.root)))


def test_the_demo_stamps_under_its_own_root(tmp_path: Path) -> None:
    moment = [AT]
    stamps = DemoStamps(tmp_path / KEYS_FILE, "a passphrase of tests only", lambda: moment[0])
    seal = SandboxSeal(tmp_path / "keys.json", "a passphrase of tests only", ("platform",), stamps)
    data = PadesSigner(Hand("双全", seal.find_chain(), seal.sign_p256, seal.find_stamper())).render_signed(make_body(), AT)
    root = seal.find_chain()[-1]
    with stopped_at(AT + timedelta(days=1)):
        found = verify_pdf(data, Trust((root,)))
    assert found.good and found.says["时间戳"] == "2026-11-24 10:21:00"
    assert "Signature is Valid." in run_pdfsig(tmp_path, (root,), data)
    token = render_stamp(b"a manifest's signature", stamps)
    assert check_stamp(token, b"a manifest's signature", (root,), AT) == AT
    with pytest.raises(Refusal):
        check_stamp(token, b"another", (root,), AT)
    again = DemoStamps(tmp_path / KEYS_FILE, "a passphrase of tests only", lambda: AT)
    assert check_stamp(render_stamp(b"x", again), b"x", (root,), AT) == AT, "the key is kept"
    with pytest.raises(WrongKey):
        DemoStamps(tmp_path / KEYS_FILE, "another", lambda: AT)


def test_an_authority_that_is_down_is_a_fault(stamps: Stamps, tmp_path: Path) -> None:
    stamps.broken, kept = b"no", list[CallRecord]()
    seal = SandboxSeal(tmp_path / "keys.json", "a passphrase of tests only", ("platform",), find_stamps(stamps, kept))
    stamper = seal.find_stamper()
    signer = PadesSigner(Hand("双全", seal.find_chain(), seal.sign_p256, stamper))
    with pytest.raises(Fault, match="timestamp"):
        signer.render_signed(make_body(), AT)
    assert {one.outcome for one in kept} == {"unavailable"}
