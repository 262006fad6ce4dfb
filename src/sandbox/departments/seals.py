"""The platform's seal on a package is checked, a department's own put on its reports: SM2 over SM3 with the default signer id."""

import json
from pathlib import Path

from gmssl_pyx import GmsslInnerError, sm2_key_generate, sm2_sign_sm3_digest, sm2_verify_sm3_digest, sm3_hash

from sandbox.settings import keep_private

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


def _digest(public_key: bytes, message: bytes) -> bytes:
    z = sm3_hash((len(_SIGNER) * 8).to_bytes(2, "big") + _SIGNER + _A + _B + _G + public_key)
    return bytes(sm3_hash(z + message))


def check_seal(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether r‖s (64 bytes) is this key's signature of the message."""
    if len(public_key) != 64 or len(signature) != 64:
        return False
    body = _der_integer(signature[:32]) + _der_integer(signature[32:])
    try:
        return bool(sm2_verify_sm3_digest(public_key, _digest(public_key, message), b"\x30" + bytes([len(body)]) + body))
    except GmsslInnerError:
        return False


class Seals:
    """Every department's own key, made at the first start and kept in `home`; what others may know of them stands in a file of its own."""

    def __init__(self, home: Path | None, departments: tuple[str, ...]) -> None:
        path = home / "department-seals.json" if home else None
        kept: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8")) if path and path.exists() else {}
        self._keys = {name: kept[name] if name in kept else _make_key(name) for name in departments}
        if home and path and self._keys != kept:
            keep_private(path, self._keys)
            keep_private(home / "department-keys.json", {name: self.public(name) for name in departments})

    def public(self, department: str) -> dict[str, str]:
        """{key id: public key x‖y in hex}."""
        found = self._keys[department]
        return {found["id"]: found["public"]}

    def envelope(self, department: str, content: str) -> dict[str, str]:
        """What a department says, sealed: {"content", "digest" SM3 hex, "signature" r‖s hex, "key_id"}."""
        found, data = self._keys[department], content.encode()
        public = bytes.fromhex(found["public"])
        der = bytes(sm2_sign_sm3_digest(bytes.fromhex(found["private"]), _digest(public, data)))
        return {"content": content, "digest": sm3_hash(data).hex(), "signature": _from_der(der).hex(), "key_id": found["id"]}


def _make_key(department: str) -> dict[str, str]:
    public, private = (bytes(part) for part in sm2_key_generate())
    return {"id": f"{department}-{bytes(sm3_hash(public)).hex()[:12]}", "public": public.hex(), "private": private.hex()}


def _from_der(der: bytes) -> bytes:
    cut = 4 + der[3]
    parts = der[4:cut], der[cut + 2 :]
    return b"".join(int.from_bytes(part, "big").to_bytes(32, "big") for part in parts)
