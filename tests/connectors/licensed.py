"""An authority as a licensed one would be: its certificates do not say that they are a test's."""

from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat
from cryptography.x509.oid import NameOID

from shuangquan.connectors.seal.live import Certified

PASSPHRASE = "a passphrase of tests only"


def make_licensed(folder: Path, passphrase: str = PASSPHRASE) -> Certified:
    """A root, an intermediate and a signer named "platform"; the key encrypted, the chain with the root last."""
    root, middle, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
    top = certify("Licensed root", "Licensed root", root.public_key(), root, ca=True)
    between = certify("Licensed intermediate", "Licensed root", middle.public_key(), root, ca=True)
    leaf = certify("platform", "Licensed intermediate", own.public_key(), middle, ca=False)
    key, chain = folder / "p256.pem", folder / "chain.pem"
    key.write_bytes(own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode())))
    chain.write_bytes(b"".join(one.public_bytes(Encoding.PEM) for one in (leaf, between, top)))
    return Certified(key, chain)


def certify(
    name: str, issuer: str, public: ec.EllipticCurvePublicKey, by: ec.EllipticCurvePrivateKey, *, ca: bool, year: int = 2026
) -> x509.Certificate:
    """A certificate for thirty years from the beginning of `year`."""
    names = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (name, issuer))
    builder = x509.CertificateBuilder().subject_name(next(names)).issuer_name(next(names)).public_key(public)
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(datetime(year, 1, 1, tzinfo=UTC)).not_valid_after(datetime(year + 30, 1, 1, tzinfo=UTC))
    usage = x509.KeyUsage(not ca, False, False, False, False, ca, ca, False, False)
    builder = builder.add_extension(x509.BasicConstraints(ca, None), critical=True).add_extension(usage, critical=True)
    return builder.sign(by, SHA256())
