"""Checking the platform's seal on a package: SM2 over SM3 with the default signer id."""

from gmssl_pyx import GmsslInnerError, sm2_verify_sm3_digest, sm3_hash

_SIGNER = b"1234567812345678"
_A = bytes.fromhex("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC")
_B = bytes.fromhex("28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93")
_G = bytes.fromhex(
    "32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0"
)


def _der_integer(value: bytes) -> bytes:
    short = value.lstrip(b"\0") or b"\0"
    if short[0] & 0x80:
        short = b"\0" + short
    return b"\x02" + bytes([len(short)]) + short


def check_seal(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether r‖s (64 bytes) is this key's signature of the message."""
    if len(public_key) != 64 or len(signature) != 64:
        return False
    z = sm3_hash((len(_SIGNER) * 8).to_bytes(2, "big") + _SIGNER + _A + _B + _G + public_key)
    body = _der_integer(signature[:32]) + _der_integer(signature[32:])
    try:
        return bool(sm2_verify_sm3_digest(public_key, sm3_hash(z + message), b"\x30" + bytes([len(body)]) + body))
    except GmsslInnerError:
        return False
