"""The built-in test authority: a P-256 root, one signer, a revocation list. Made once for an installation that has no licensed authority.

Keys lie in one PEM file as PKCS #8 under the key store's passphrase, readable by its owner only; what verifiers are given (root, list) lies
in clear in `authority/` beside it. Every certificate says that it is a test's, and live mode refuses them.
"""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from asn1crypto import pem
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from shuangquan.connectors.seal.p256 import P256Signer, WrongKey, is_marked, read_certificates, write_pem

TEST_UNIT = "TEST ONLY"
FROM, TO = datetime(2026, 1, 1, tzinfo=UTC), datetime(2056, 1, 1, tzinfo=UTC)
"""A test authority needs no clock: its certificates hold for as long as anybody tries the system."""
ROOT_FILE, LIST_FILE = "pades-root.pem", "pades.crl"


@dataclass(frozen=True, slots=True)
class Authority:
    """A root's key and certificate, and whom it has revoked: (serial number, when)."""

    key: ec.EllipticCurvePrivateKey
    root: x509.Certificate
    revoked: tuple[tuple[int, datetime], ...] = ()


def make_authority() -> Authority:
    """A new root."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("双全测试根 P-256")
    return Authority(key, _sign(name, name, key, key.public_key(), is_authority=True))


def issue_signer(authority: Authority, name: str = "platform", first: datetime = FROM, last: datetime = TO) -> P256Signer:
    """A new key under this root, with its certificate, which holds from `first` to `last`."""
    key = ec.generate_private_key(ec.SECP256R1())
    made = _sign(_name(name), authority.root.subject, authority.key, key.public_key(), is_authority=False, first=first, last=last)
    return P256Signer(key, (made.public_bytes(Encoding.DER), authority.root.public_bytes(Encoding.DER)))


def issue_stamper(path: Path, passphrase: str) -> tuple[rsa.RSAPrivateKey, tuple[bytes, ...]]:
    """A key (RSA, which pyHanko's stamper needs) under this installation's test authority, and its certificates, the root last.

    Raises as `open_signer`.
    """
    open_signer(path, passphrase)
    with locked(path):
        authority = _read(path, passphrase)[0]
    key, name = rsa.generate_private_key(65537, 2048), _name("双全测试时间戳 TSA")
    made = _sign(name, authority.root.subject, authority.key, key.public_key(), is_authority=False, stamps=True)
    return key, (made.public_bytes(Encoding.DER), authority.root.public_bytes(Encoding.DER))


def render_list(authority: Authority) -> bytes:
    """The revocation list (RFC 5280 §5), DER."""
    builder = x509.CertificateRevocationListBuilder().issuer_name(authority.root.subject).last_update(FROM).next_update(TO)
    for serial, when in authority.revoked:
        builder = builder.add_revoked_certificate(x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(when).build())
    builder = builder.add_extension(x509.CRLNumber(len(authority.revoked) + 1), critical=False).add_extension(
        _key_id(authority), critical=False
    )
    return builder.sign(authority.key, SHA256()).public_bytes(Encoding.DER)


def open_signer(path: Path, passphrase: str) -> P256Signer:
    """The signer of this installation's test authority, made with it when there is none yet. WrongKey for an altered file or passphrase."""
    with locked(path):
        if not path.exists():
            authority = make_authority()
            signer = issue_signer(authority)
            _write(path, passphrase, authority, signer)
            return signer
        return _read(path, passphrase)[1]


def revoke_signer(path: Path, passphrase: str, when: datetime) -> P256Signer:
    """Revoke the signer at hand and give out a new one: the list in `authority/` says so from then on."""
    with locked(path):
        authority, old = _read(path, passphrase)
        listed = path.parent / "authority" / LIST_FILE
        earlier = x509.load_pem_x509_crl(listed.read_bytes()) if listed.exists() else ()
        held = tuple((one.serial_number, one.revocation_date_utc) for one in earlier)
        serial = x509.load_der_x509_certificate(old.chain[0]).serial_number
        signer = issue_signer(authority)
        _write(path, passphrase, Authority(authority.key, authority.root, (*held, (serial, when))), signer)
        return signer


def refuse_test_authority(chain: tuple[bytes, ...]) -> None:
    """WrongKey when a chain was made by this module, in whatever installation."""
    if is_marked(chain, TEST_UNIT):
        raise WrongKey("certificates of the test authority are refused in live mode")


def _name(common: str) -> x509.Name:
    parts = ((NameOID.COMMON_NAME, common), (NameOID.ORGANIZATIONAL_UNIT_NAME, TEST_UNIT))
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts])


def _key_id(authority: Authority) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())


def _sign(
    subject: x509.Name,
    issuer: x509.Name,
    by: ec.EllipticCurvePrivateKey,
    public: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
    *,
    is_authority: bool,
    first: datetime = FROM,
    last: datetime = TO,
    stamps: bool = False,
) -> x509.Certificate:
    """A certificate with no more in it than a verifier needs: it travels in a code of black and white squares too."""
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    usage = dict.fromkeys((*names, "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"), False)
    usage |= dict.fromkeys(("key_cert_sign", "crl_sign") if is_authority else ("digital_signature", "content_commitment"), True)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public)
    builder = builder.serial_number(x509.random_serial_number() >> 96).not_valid_before(first).not_valid_after(last)
    builder = builder.add_extension(x509.KeyUsage(**usage), critical=True)
    if stamps:  # RFC 3161 §2.3: this purpose, critical, and no other
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    if is_authority:
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    else:
        builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
    return builder.sign(by, SHA256())


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time makes or changes the authority; several start at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write(path: Path, passphrase: str, authority: Authority, signer: P256Signer) -> None:
    secret = BestAvailableEncryption(passphrase.encode())
    keys = (key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, secret) for key in (authority.key, signer.key))
    fresh = path.with_suffix(f".{os.getpid()}.new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(b"".join((*keys, *(pem.armor("CERTIFICATE", one) for one in signer.chain))))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    publish_authority(path.parent / "authority", signer.chain[1:], (render_list(authority),))


def publish_authority(folder: Path, authorities: Sequence[bytes], lists: Sequence[bytes]) -> None:
    """Lay out what verifiers are given: the root, authorities between, and the revocation lists, as PEM."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, held in ((ROOT_FILE, write_pem(authorities)), (LIST_FILE, b"".join(pem.armor("X509 CRL", one) for one in lists))):
        if held and not ((folder / name).exists() and (folder / name).read_bytes() == held):
            fresh = folder / f"{name}.{os.getpid()}.new"
            fresh.write_bytes(held)
            fresh.replace(folder / name)


def _read(path: Path, passphrase: str) -> tuple[Authority, P256Signer]:
    data = path.read_bytes()
    parts = [part + b"-----END ENCRYPTED PRIVATE KEY-----\n" for part in data.split(b"-----END ENCRYPTED PRIVATE KEY-----\n")[:2]]
    try:
        keys = [load_pem_private_key(part, passphrase.encode()) for part in parts]
        chain = read_certificates(data)
        root = x509.load_der_x509_certificate(chain[-1])
    except (ValueError, TypeError) as error:
        raise WrongKey(f"{path.name}: the passphrase is wrong, or the file was altered") from error
    if len(keys) != 2 or not all(isinstance(key, ec.EllipticCurvePrivateKey) for key in keys):
        raise WrongKey(f"{path.name} holds no P-256 keys")
    own, signing = (key for key in keys if isinstance(key, ec.EllipticCurvePrivateKey))
    return Authority(own, root), P256Signer(signing, chain)


def open_live_signer(key: Path, chain: Path, passphrase: str) -> P256Signer:
    """An operator's key (PKCS #8, PEM, encrypted) and certificates (PEM, the signer's first, the root last). WrongKey as `P256Signer`."""
    try:
        held = load_pem_private_key(key.read_bytes(), passphrase.encode())
        certificates = read_certificates(chain.read_bytes())
    except (OSError, ValueError, TypeError) as error:
        raise WrongKey("the key or its certificates cannot be read, or the passphrase is wrong") from error
    if not isinstance(held, ec.EllipticCurvePrivateKey):
        raise WrongKey("a P-256 key is needed")
    refuse_test_authority(certificates)
    return P256Signer(held, certificates)
