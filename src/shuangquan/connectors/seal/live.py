"""The live side: keys an operator made, under a passphrase only the operator holds. Demo keys are refused."""

from dataclasses import dataclass
from pathlib import Path

from shuangquan.connectors.address import check_live
from shuangquan.connectors.guard import Hooks, Limits
from shuangquan.connectors.seal.p256 import read_crls
from shuangquan.connectors.seal.p256_authority import open_live_signer
from shuangquan.connectors.seal.stamping import Stamps
from shuangquan.connectors.seal.store import WrongStore, open_store
from shuangquan.connectors.seal.wire import Second, Stamper, StoreSeal

LEAST_PASSPHRASE = 16


@dataclass(frozen=True, slots=True)
class Certified:
    """A P-256 key (PEM, PKCS #8 under the seal's passphrase), its certificates (PEM, its own first, the root last), lists, who stamps."""

    key: Path
    chain: Path
    lists: Path | None = None
    stamper: Stamper | None = None


class LiveSeal(StoreSeal):
    """The installation's own keys, and a P-256 key with the certificates of a licensed authority.

    WrongStore for demo keys, a short or wrong passphrase, an altered or missing file; WrongKey for the test authority's certificates,
    another curve, a certificate that is not the key's.
    """

    def __init__(self, path: Path, passphrase: str, p256: Certified) -> None:
        if len(passphrase) < LEAST_PASSPHRASE:
            raise WrongStore(f"a passphrase has at least {LEAST_PASSPHRASE} characters")
        lists = read_crls(p256.lists.read_bytes()) if p256.lists else ()
        signer = open_live_signer(p256.key, p256.chain, passphrase)
        super().__init__(open_store(path, passphrase, "live"), path, passphrase, Second(signer, lists, p256.stamper))


def open_stamps(address: str, limits: Limits, hooks: Hooks) -> Stamps:
    """The timestamp authority of the settings. ValueError for one that is not reached over https on another machine."""
    return Stamps(check_live(address), limits, hooks)
