"""Signing and verifying with keys in memory; both sides do it alike and differ in whose keys they accept."""

from collections.abc import Callable, Sequence

from shuangquan.connectors.seal.p256 import P256Signer, sign_p256
from shuangquan.connectors.seal.port import Signature
from shuangquan.connectors.seal.sm2 import check_provider, sign_message, verify_message
from shuangquan.connectors.seal.store import KeyStore

Stamper = Callable[[bytes], bytes]


class StoreSeal:
    """A seal over a key store. BrokenProvider when the SM2 provider fails its test: then nothing runs."""

    def __init__(self, store: KeyStore, signer: P256Signer, lists: Sequence[bytes] = (), stamper: Stamper | None = None) -> None:
        check_provider()
        self._store = store
        self._signer = signer
        self._lists = tuple(lists)
        self._stamper = stamper

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

    def sign_p256(self, message: bytes) -> bytes:
        """See SealPort."""
        return sign_p256(self._signer.key, message)

    def find_chain(self) -> tuple[bytes, ...]:
        """See SealPort."""
        return self._signer.chain

    def find_lists(self) -> tuple[bytes, ...]:
        """See SealPort."""
        return self._lists

    def find_stamper(self) -> Callable[[bytes], bytes] | None:
        """See SealPort."""
        return self._stamper
