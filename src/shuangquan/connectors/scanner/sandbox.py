"""The sandbox side: the same wire to the sandbox program on this machine."""

from dataclasses import replace

from shuangquan.connectors.address import check_sandbox
from shuangquan.connectors.guard import Guard, Hooks, Limits
from shuangquan.connectors.scanner.wire import MOST_BYTES, ScannerWire
from shuangquan.connectors.signing import AppKey, make_signer


class SandboxScanner(ScannerWire):
    """The sandbox's part. ValueError for an address that is not on loopback."""

    def __init__(self, address: str, app: AppKey, limits: Limits, hooks: Hooks) -> None:
        bounds = replace(limits, most_bytes=MOST_BYTES)
        super().__init__(Guard(check_sandbox(address), bounds, hooks, make_signer(app, hooks)))
