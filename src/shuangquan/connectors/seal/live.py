"""The live side: keys an operator made, under a passphrase only the operator holds. Demo keys are refused."""

from pathlib import Path

from shuangquan.connectors.seal.store import WrongStore, open_store
from shuangquan.connectors.seal.wire import StoreSeal

LEAST_PASSPHRASE = 16


class LiveSeal(StoreSeal):
    """The installation's own keys. WrongStore for demo keys, a short or wrong passphrase, an altered or missing file."""

    def __init__(self, path: Path, passphrase: str) -> None:
        if len(passphrase) < LEAST_PASSPHRASE:
            raise WrongStore(f"a passphrase has at least {LEAST_PASSPHRASE} characters")
        super().__init__(open_store(path, passphrase, "live"), path, passphrase)
