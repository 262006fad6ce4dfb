"""SM2 signatures (GB/T 32918.2) over SM3, with our own Z_A. Pure functions: usable offline with nothing but a public key.

The provider is gmssl-pyx; its digest functions are used, since its plain ones compute Z_A anew in a slow way. Curve sm2p256v1,
signer id 1234567812345678 (GM/T 0009). Public keys are x‖y, 64 bytes; private keys 32 bytes; signatures r‖s, 64 bytes.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from gmssl_pyx import GmsslInnerError, normalize_sm2_public_key, sm2_key_generate, sm2_sign_sm3_digest, sm2_verify_sm3_digest, sm3_hash

SIGNER_ID = b"1234567812345678"
_A = bytes.fromhex("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC")
_B = bytes.fromhex("28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93")
_GX = bytes.fromhex("32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7")
_GY = bytes.fromhex("BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0")
ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123

# The example of GB/T 32918.5 (curve parameters), part A: key, id, message, Z_A, e and signature.
_TEST_PRIVATE = bytes.fromhex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8")
_TEST_PUBLIC = bytes.fromhex(
    "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
)
_TEST_MESSAGE = b"message digest"
_TEST_Z = bytes.fromhex("B2E14C5C79C6DF5B85F4FE7ED8DB7A262B9DA7E07CCB0EA9F4747B8CCDA8A4F3")
_TEST_E = bytes.fromhex("F0B43E94BA45ACCAACE692ED534382EB17E6AB5A19CE7B31F4486FDFC0D28640")
_TEST_SIGNATURE = bytes.fromhex(
    "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
)
_TEST_SM3 = bytes.fromhex("66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E0")


class BrokenProvider(RuntimeError):
    """The SM2 provider fails its own test: nothing may be signed or judged with it."""


@lru_cache(maxsize=256)
def compute_z(public_key: bytes, signer_id: bytes = SIGNER_ID) -> bytes:
    """Z_A: SM3 over the signer's id, the curve and the public key (GB/T 32918.2 §5.5). ValueError for a wrong length."""
    if len(public_key) != 64 or len(signer_id) >= 8192:
        raise ValueError("a public key is x‖y, 64 bytes; an id is shorter than 8192 bytes")
    return bytes(sm3_hash((len(signer_id) * 8).to_bytes(2, "big") + signer_id + _A + _B + _GX + _GY + public_key))


def compute_e(public_key: bytes, message: bytes, signer_id: bytes = SIGNER_ID) -> bytes:
    """e: SM3 over Z_A and the message, 32 bytes; what is really signed."""
    return bytes(sm3_hash(compute_z(public_key, signer_id) + message))


def make_key() -> tuple[bytes, bytes]:
    """A new key pair: (private, public)."""
    public, private = sm2_key_generate()
    return bytes(private), bytes(public)


def sign_message(private_key: bytes, public_key: bytes, message: bytes) -> bytes:
    """r‖s of a message."""
    return _from_der(bytes(sm2_sign_sm3_digest(private_key, compute_e(public_key, message))))


def verify_message(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether r‖s is this key's signature of the message. False for anything malformed, a point off the curve included."""
    if len(public_key) != 64 or len(signature) != 64:
        return False
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if not (0 < r < ORDER and 0 < s < ORDER):
        return False
    try:
        normalize_sm2_public_key(public_key)
        return bool(sm2_verify_sm3_digest(public_key, compute_e(public_key, message), to_der(signature)))
    except GmsslInnerError:
        return False


def to_der(signature: bytes) -> bytes:
    """r‖s as SEQUENCE {INTEGER, INTEGER} (GM/T 0009)."""
    body = _integer(signature[:32]) + _integer(signature[32:])
    return b"\x30" + bytes([len(body)]) + body


def _integer(value: bytes) -> bytes:
    short = value.lstrip(b"\0") or b"\0"
    padded = b"\0" + short if short[0] & 0x80 else short
    return b"\x02" + bytes([len(padded)]) + padded


def _from_der(der: bytes) -> bytes:
    """SEQUENCE {INTEGER, INTEGER} of the provider as r‖s. BrokenProvider when it is not that."""
    if len(der) < 8 or der[0] != 0x30 or der[1] != len(der) - 2 or der[2] != 2 or der[4 + der[3]] != 2:
        raise BrokenProvider("the provider gave no DER signature")
    cut = 4 + der[3]
    r, s = der[4:cut], der[cut + 2 : cut + 2 + der[cut + 1]]
    return int.from_bytes(r, "big").to_bytes(32, "big") + int.from_bytes(s, "big").to_bytes(32, "big")


@contextmanager
def quiet_provider() -> Iterator[None]:
    """Hold back what the provider's C code writes to stderr when a signature does not verify.

    It moves the whole process's stderr: for the self-test and for command lines, not for a server at work.
    """
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def check_provider() -> None:
    """Self-test with the official example. BrokenProvider when any step differs; run before a key is used."""
    with quiet_provider():
        good = _passes_test()
    if not good:
        raise BrokenProvider("SM2 self-test failed")


def _passes_test() -> bool:
    return (
        bytes(sm3_hash(b"abc")) == _TEST_SM3
        and compute_z(_TEST_PUBLIC) == _TEST_Z
        and compute_e(_TEST_PUBLIC, _TEST_MESSAGE) == _TEST_E
        and verify_message(_TEST_PUBLIC, _TEST_MESSAGE, _TEST_SIGNATURE)
        and not verify_message(_TEST_PUBLIC, _TEST_MESSAGE + b".", _TEST_SIGNATURE)
        and verify_message(_TEST_PUBLIC, _TEST_MESSAGE, sign_message(_TEST_PRIVATE, _TEST_PUBLIC, _TEST_MESSAGE))
    )
