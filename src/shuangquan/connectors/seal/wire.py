"""Signing and verifying with keys in memory; both sides do it alike and differ in whose keys they accept."""

from shuangquan.connectors.seal.port import Signature
from shuangquan.connectors.seal.sm2 import check_provider, sign_message, verify_message
from shuangquan.connectors.seal.store import KeyStore


class StoreSeal:
    """A seal over a key store. BrokenProvider when the SM2 provider fails its test: then nothing runs."""

    def __init__(self, store: KeyStore) -> None:
        check_provider()
        self._store = store

    def sign(self, message: bytes, key: str) -> Signature:
        """See SealPort."""
        found = self._store.active[key]
        return Signature(sign_message(found.private, found.public, message), found.id)

    def public_key(self, key_id: str) -> bytes:
        """See SealPort."""
        return self._store.by_id[key_id].public

    def key_ids(self) -> tuple[str, ...]:
        """See SealPort."""
        return tuple(sorted(self._store.by_id))

    def verify(self, message: bytes, signature: Signature) -> bool:
        """See SealPort."""
        found = self._store.by_id.get(signature.key_id)
        return found is not None and verify_message(found.public, message, signature.value)
