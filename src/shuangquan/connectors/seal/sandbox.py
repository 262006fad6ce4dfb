"""The sandbox side: demo keys, made when absent. Their ids begin with demo-, so nobody takes such a seal for a real one."""

from collections.abc import Sequence
from pathlib import Path

from shuangquan.connectors.seal.p256 import read_crls
from shuangquan.connectors.seal.p256_authority import LIST_FILE, open_signer
from shuangquan.connectors.seal.store import KeyStore, add_keys, create_store, open_store
from shuangquan.connectors.seal.wire import Second, Stamper, StoreSeal

KEYS_FILE = "pades-keys.pem"


def _load(path: Path, passphrase: str, names: Sequence[str]) -> KeyStore:
    if not path.exists():
        try:
            return create_store(path, passphrase, names, "demo")
        except FileExistsError:  # another process of this installation was first
            pass
    store = open_store(path, passphrase, "demo")
    missing = [name for name in names if name not in store.active]
    return add_keys(path, passphrase, "demo", missing) if missing else store


class SandboxSeal(StoreSeal):
    """Demo keys named `names` (the platform and every issuing department), and the test authority's beside them.

    WrongStore for a live key file; WrongKey for an altered one of the authority.
    """

    def __init__(self, path: Path, passphrase: str, names: Sequence[str], stamper: Stamper | None = None) -> None:
        store = _load(path, passphrase, names)
        signer = open_signer(path.parent / KEYS_FILE, passphrase)
        lists = read_crls((path.parent / "authority" / LIST_FILE).read_bytes())
        super().__init__(store, path, passphrase, Second(signer, lists, stamper))
