"""A timestamp authority of demos, in this house: RFC 3161 under the test authority's root. Live mode asks a licensed one over https."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from asn1crypto import keys, pem, tsp
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from pyhanko.sign.timestamps import DummyTimeStamper

from shuangquan.connectors.seal.p256 import WrongKey, read_certificates
from shuangquan.connectors.seal.p256_authority import issue_stamper, locked

STAMPS_FILE = "pades-stamps.pem"


class DemoStamps:
    """Answers timestamp requests by the clock given. WrongKey for an altered key file. Called like `Stamps`: request → response, DER."""

    def __init__(self, authority: Path, passphrase: str, now: Callable[[], datetime]) -> None:
        path = authority.with_name(STAMPS_FILE)
        if not path.exists():
            key, chain = issue_stamper(authority, passphrase)
            _write(path, passphrase, key, chain)
        self._key, self._own, self._now = *_read(path, passphrase), now

    def __call__(self, request: bytes) -> bytes:
        """The response (RFC 3161 §2.4.2). ValueError for bytes that are no request."""
        stamper = DummyTimeStamper(self._own, self._key, fixed_dt=self._now())
        return bytes(stamper.request_tsa_response(tsp.TimeStampReq.load(request, strict=True)).dump())


def _write(path: Path, passphrase: str, key: rsa.RSAPrivateKey, chain: tuple[bytes, ...]) -> None:
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode()))
    with locked(path):
        if path.exists():  # another process of this installation was first
            return
        fresh = path.with_suffix(f".{os.getpid()}.new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(secret + b"".join(pem.armor("CERTIFICATE", one) for one in chain))
        fresh.replace(path)


def _read(path: Path, passphrase: str) -> tuple[keys.PrivateKeyInfo, asn1.Certificate]:
    data = path.read_bytes()
    try:
        key = load_pem_private_key(data, passphrase.encode())
        own = asn1.Certificate.load(read_certificates(data)[0])
    except (ValueError, TypeError) as error:
        raise WrongKey(f"{path.name}: the passphrase is wrong, or the file was altered") from error
    return keys.PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())), own
