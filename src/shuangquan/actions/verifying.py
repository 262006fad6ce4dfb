"""Verify by public keys: files sealed before PAdES, and a certificate's public link, offline but for fetching the link itself."""

from collections.abc import Mapping
from pathlib import Path

import httpx
from django.conf import settings

from shuangquan.actions.verified import Verified
from shuangquan.connectors.seal.sm2 import quiet_provider, verify_message
from shuangquan.connectors.seal.store import load_public_keys
from shuangquan.core.credentials.sealed import verify_sealed
from shuangquan.core.credentials.shown import verify_shown
from shuangquan.core.words.errors import Refusal

LARGEST = 64 * 2**20
LONGEST_ANSWER = 64 * 2**10
"""Bytes of a public view, at most."""
STATES = {"valid": "有效", "expired": "已过有效期", "revoked": "已撤销", "ended": "已失效", "suspended": "已暂停", "replaced": "已换发"}


Keys = Mapping[str, bytes]
"""Public keys (x‖y, 64 bytes) by key id."""


def load_keys(path: Path | None) -> Keys:
    """Public keys of a key file, or of this installation. Refusal("file.unreadable") when there is none."""
    wanted = path or settings.HOME / "seal-keys.json"
    try:
        return load_public_keys(wanted)
    except (OSError, ValueError) as error:
        raise Refusal("file.unreadable", "keys", why=str(error)) from error


class KnownKeys:
    """Verifies SM2 signatures by these keys; one of an unknown key does not stand."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def __call__(self, message: bytes, signature: bytes, key: str) -> bool:
        """Whether the signature (r‖s) of the message is that key's."""
        public = self._keys.get(key)
        if public is None:
            return False
        with quiet_provider():
            return verify_message(public, message, signature)


def load_file(path: Path, largest: int = LARGEST) -> bytes:
    """A file to verify. Refusal("file.unreadable")."""
    try:
        if path.stat().st_size > largest:
            raise Refusal("file.unreadable", "file", why=f"> {largest // 2**20} MB")
        return path.read_bytes()
    except OSError as error:
        raise Refusal("file.unreadable", "file", why=error.strerror or "?") from error


def verify_bytes(data: bytes, keys: Keys) -> Verified:
    """Verify a file that was sealed by a trailer, as all were before PAdES. Refusals: "seal.none", "seal.malformed", "seal.broken"."""
    seal = verify_sealed(data, KnownKeys(keys))
    return Verified(True, "签章对得上，一个字节都没有改过", {"签章密钥": seal.key}, code="old")


def verify_link(address: str, keys: Keys) -> Verified:
    """Fetch the public view behind a certificate's link and verify the platform's signature over it. Nothing is followed elsewhere.

    Refusals: "certificate.unknown", "file.unreadable", those of `verify_answer`.
    """
    try:
        with httpx.stream("GET", f"{address.rstrip('/')}.json", timeout=10.0, follow_redirects=False, trust_env=False) as answer:
            if answer.status_code != httpx.codes.OK:
                raise Refusal("certificate.unknown", "link")
            content = b""
            for part in answer.iter_bytes():
                content += part
                if len(content) > LONGEST_ANSWER:
                    raise Refusal("file.unreadable", "link", why=f"> {LONGEST_ANSWER // 2**10} KB")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Refusal("file.unreadable", "link", why=type(error).__name__) from error
    return verify_answer(content, keys)


def verify_answer(content: bytes, keys: Keys) -> Verified:
    """What a certificate's link answered. Refusals: "seal.malformed", "seal.broken"."""
    view = verify_shown(content, KnownKeys(keys))
    says = {"证照": view.name.zh, "颁发": view.issuer_name.zh, "持有人": view.holder, "有效期至": view.valid_to or "长期"}
    return Verified(view.state == "valid", STATES.get(view.state, view.state), says)
