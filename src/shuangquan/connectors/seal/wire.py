"""Signing and verifying with keys in memory; both sides do it alike and differ in whose keys they accept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from shuangquan.connectors.seal.p256 import P256Signer, sign_p256
from shuangquan.connectors.seal.port import Signature
from shuangquan.connectors.seal.sm2 import check_provider, sign_message, verify_message
from shuangquan.connectors.seal.store import KeyStore, add_keys, open_store

Stamper = Callable[[bytes], bytes]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Second:
    """The other pair of hands: a P-256 key under certificates, lists of revoked ones (DER), what asks for timestamps (None for none)."""

    signer: P256Signer
    lists: Sequence[bytes] = ()
    stamper: Stamper | None = None


class StoreSeal:
    """A seal over a key store. BrokenProvider when the SM2 provider fails its test: then nothing runs."""

    def __init__(self, store: KeyStore, path: Path, passphrase: str, second: Second) -> None:
        check_provider()
        self._store, self._path, self._passphrase, self._second = store, path, passphrase, second
        self._read_at = path.stat().st_mtime_ns

    def sign(self, message: bytes, key: str) -> Signature:
        """See SealPort."""
        found = self._find(lambda store: store.active[key])
        return Signature(sign_message(found.private, found.public, message), found.id)

    def make_keys(self, names: Sequence[str]) -> Mapping[str, str]:
        """See SealPort."""
        self._store = add_keys(self._path, self._passphrase, self._store.kind, names)
        return {name: self._store.active[name].id for name in names}

    def public_key(self, key_id: str) -> bytes:
        """See SealPort."""
        return self._find(lambda store: store.by_id[key_id]).public

    def key_ids(self) -> tuple[str, ...]:
        """See SealPort."""
        return tuple(sorted(self._store.by_id))

    def verify(self, message: bytes, signature: Signature) -> bool:
        """See SealPort."""
        try:
            public = self.public_key(signature.key_id)
        except KeyError:
            return False
        return verify_message(public, message, signature.value)

    def _find(self, look: Callable[[KeyStore], T]) -> T:
        """What is looked for, if need be in the file anew: another process may have made a key since."""
        try:
            return look(self._store)
        except KeyError:
            changed = self._path.stat().st_mtime_ns
            if changed == self._read_at:
                raise
            self._read_at, self._store = changed, open_store(self._path, self._passphrase, self._store.kind)
            return look(self._store)

    def sign_p256(self, message: bytes) -> bytes:
        """See SealPort."""
        return sign_p256(self._second.signer.key, message)

    def find_chain(self) -> tuple[bytes, ...]:
        """See SealPort."""
        return self._second.signer.chain

    def find_lists(self) -> tuple[bytes, ...]:
        """See SealPort."""
        return tuple(self._second.lists)

    def find_stamper(self) -> Callable[[bytes], bytes] | None:
        """See SealPort."""
        return self._second.stamper
