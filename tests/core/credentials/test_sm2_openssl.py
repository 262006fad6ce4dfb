"""SM2, SM3, SM4 against the official examples and against OpenSSL, both ways: signatures, a chain of certificates, a revocation list."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from shuangquan.connectors.seal.sm2 import verify_message
from shuangquan.core.credentials.der import read_pair, write_pair
from shuangquan.core.credentials.pem import CERTIFICATE, LIST, read_pem, write_pem
from shuangquan.core.credentials.sm2_certificates import Purpose, Revoked, decode_certificate, decode_list
from shuangquan.core.credentials.sm2_trust import check_chain, read_trust
from shuangquan.core.words.canonical import sm3
from shuangquan.core.words.errors import Refusal
from tests.papers.sealing import BEGINS, STAMPED, Authority, make_authority

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl command")
DISTID = "distid:1234567812345678"
KEY = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")


@dataclass
class OpenSsl:
    """The command line in a folder of its own."""

    folder: Path

    def run(self, *words: str, good: bool = True) -> bytes:
        told = subprocess.run(["openssl", *words], cwd=self.folder, capture_output=True, check=False)
        assert (told.returncode == 0) == good, told.stderr.decode() + told.stdout.decode()
        return told.stdout + told.stderr

    def put(self, name: str, content: bytes | str) -> None:
        (self.folder / name).write_bytes(content.encode() if isinstance(content, str) else content)

    def get(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()


@pytest.fixture
def openssl(tmp_path: Path) -> OpenSsl:
    return OpenSsl(tmp_path)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return make_authority()


def test_sm3_of_the_official_examples(openssl: OpenSsl) -> None:
    assert sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert sm3(b"abcd" * 16).hex() == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    openssl.put("m", b"abcd" * 16)
    assert sm3(b"abcd" * 16).hex().encode() in openssl.run("dgst", "-sm3", "m")


def encrypt(times: int) -> str:
    encryptor = Cipher(algorithms.SM4(KEY), modes.ECB()).encryptor()
    block = KEY
    for _ in range(times):
        block = encryptor.update(block)
    return block.hex()


def test_sm4_of_the_official_example(openssl: OpenSsl) -> None:
    assert encrypt(1) == "681edf34d206965e86b3e94f536e4246"
    openssl.put("m", KEY)
    openssl.run("enc", "-sm4-ecb", "-nopad", "-K", KEY.hex(), "-in", "m", "-out", "c")
    assert openssl.get("c").hex() == encrypt(1)


@pytest.mark.heavy
def test_sm4_a_million_times() -> None:
    assert encrypt(1_000_000) == "595298c7c6fd271f0402f804c33d3f66"


def test_openssl_verifies_our_signature(openssl: OpenSsl, authority: Authority) -> None:
    openssl.put("root.pem", write_pem(CERTIFICATE, authority.root.certificate))
    openssl.run("x509", "-in", "root.pem", "-pubkey", "-noout", "-out", "pub.pem")
    openssl.put("m", "一份文件")
    openssl.put("sig", authority.root.sign("一份文件".encode()))
    asked = ("pkeyutl", "-verify", "-pubin", "-inkey", "pub.pem", "-rawin", "-digest", "sm3", "-sigfile", "sig", "-pkeyopt", DISTID)
    assert b"Verified Successfully" in openssl.run(*asked, "-in", "m")
    openssl.put("m", "另一份文件")
    openssl.run(*asked, "-in", "m", good=False)


def test_we_verify_a_signature_that_openssl_made(openssl: OpenSsl) -> None:
    openssl.run("ecparam", "-name", "SM2", "-genkey", "-noout", "-out", "key.pem")
    openssl.put("m", "一份文件")
    openssl.run("pkeyutl", "-sign", "-inkey", "key.pem", "-rawin", "-digest", "sm3", "-in", "m", "-out", "sig", "-pkeyopt", DISTID)
    openssl.run("ec", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "pub.der")
    public, signature = openssl.get("pub.der")[-64:], read_pair(openssl.get("sig"))
    assert verify_message(public, "一份文件".encode(), signature)
    assert not verify_message(public, "另一份文件".encode(), signature)
    assert write_pair(signature) == openssl.get("sig")


def test_openssl_verifies_our_chain(openssl: OpenSsl, authority: Authority) -> None:
    leaf = authority.issue(2**150 + 7, "示例局")
    openssl.put("root.pem", write_pem(CERTIFICATE, authority.root.certificate, "a root of tests"))
    openssl.put("leaf.pem", write_pem(CERTIFICATE, leaf.certificate))
    when = str(int(STAMPED.timestamp()))
    asked = ("verify", "-x509_strict", "-attime", when, "-vfyopt", DISTID, "-CAfile", "root.pem")
    assert b"leaf.pem: OK" in openssl.run(*asked, "leaf.pem")
    told = openssl.run("x509", "-in", "leaf.pem", "-noout", "-text").decode()
    assert "SM2-with-SM3" in told and "Digital Signature, Non Repudiation" in told and "CA:FALSE" in told
    cut = leaf.certificate.replace("示例局".encode(), "示例厅".encode())
    openssl.put("leaf.pem", write_pem(CERTIFICATE, cut))
    openssl.run(*asked, "leaf.pem", good=False)


def test_openssl_reads_our_list_and_verifies_its_signature(openssl: OpenSsl, authority: Authority) -> None:
    """OpenSSL 3.0 verifies no SM2 list by itself, since it takes no signer id for one; its parts it does."""
    made = authority.revoke(Revoked(5, STAMPED, "key_compromise"), Revoked(2**120, BEGINS, "superseded"), number=42)
    held = decode_list(made)
    openssl.put("list.pem", write_pem(LIST, made))
    told = openssl.run("crl", "-in", "list.pem", "-noout", "-text").decode()
    assert "Key Compromise" in told and "Superseded" in told and f"{2**120:X}" in told.replace(":", "")
    openssl.put("root.pem", write_pem(CERTIFICATE, authority.root.certificate))
    openssl.run("x509", "-in", "root.pem", "-pubkey", "-noout", "-out", "pub.pem")
    openssl.put("m", held.signed)
    openssl.put("sig", held.signature)
    asked = ("pkeyutl", "-verify", "-pubin", "-inkey", "pub.pem", "-rawin", "-digest", "sm3", "-sigfile", "sig", "-pkeyopt", DISTID)
    openssl.run(*asked, "-in", "m")
    assert held.number == 42 and set(held.rows) == {5, 2**120}


CONFIG = """
[req]
distinguished_name = dn
prompt = no
[dn]
C = CN
O = Elsewhere
CN = {name}
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
[leaf]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
"""


def test_we_judge_a_chain_that_openssl_made(openssl: OpenSsl) -> None:
    for name in ("root", "leaf"):
        openssl.put(f"{name}.cnf", CONFIG.format(name=name))
        openssl.run("ecparam", "-name", "SM2", "-genkey", "-noout", "-out", f"{name}.key")
        openssl.run("req", "-new", "-config", f"{name}.cnf", "-key", f"{name}.key", "-sm3", "-sigopt", DISTID, "-out", f"{name}.csr")
    common = ("-req", "-sm3", "-sigopt", DISTID, "-vfyopt", DISTID, "-days", "3650")
    openssl.run("x509", *common, "-in", "root.csr", "-signkey", "root.key", "-extfile", "root.cnf", "-extensions", "ca", "-out", "root.pem")
    by = ("-CA", "root.pem", "-CAkey", "root.key", "-set_serial", "77")
    openssl.run("x509", *common, *by, "-in", "leaf.csr", "-extfile", "leaf.cnf", "-extensions", "leaf", "-out", "leaf.pem")
    root, leaf = (read_pem(openssl.get(f"{name}.pem").decode(), CERTIFICATE)[0] for name in ("root", "leaf"))
    held = decode_certificate(leaf)
    assert (held.serial, held.name, held.organisation) == (77, "leaf", "Elsewhere")
    assert not check_chain(held, "signer", held.begins, "digital_signature", read_trust([root]), verify_message)
    with pytest.raises(Refusal, match=r"chain\.unknown"):
        check_chain(held, "signer", held.begins, "digital_signature", read_trust([make_authority().root.certificate]), verify_message)
    with pytest.raises(Refusal, match=r"chain\.expired"):
        check_chain(held, "signer", BEGINS.replace(year=2000), "digital_signature", read_trust([root]), verify_message)


def test_purposes_are_apart(authority: Authority) -> None:
    sign, encrypt_only = (decode_certificate(authority.issue(8, "x", purpose).certificate) for purpose in (Purpose.SIGN, Purpose.ENCRYPT))
    assert sign.usage == {"digital_signature", "non_repudiation"}
    assert encrypt_only.usage == {"key_encipherment", "data_encipherment", "key_agreement"}
