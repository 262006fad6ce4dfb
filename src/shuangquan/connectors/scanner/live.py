"""The live side: the gateway of scanners over TLS."""

from dataclasses import replace

from shuangquan.connectors.address import Trial, check_live
from shuangquan.connectors.guard import Guard, Hooks, Limits
from shuangquan.connectors.scanner.wire import MOST_BYTES, ScannerWire
from shuangquan.connectors.signing import AppKey, make_signer


class LiveScanner(ScannerWire):
    """The gateway of scanners. ValueError for an address that is not https or is this machine."""

    def __init__(self, address: str, app: AppKey, limits: Limits, hooks: Hooks, trial: Trial | None = None) -> None:
        bounds = replace(limits, most_bytes=MOST_BYTES)
        super().__init__(Guard(check_live(address, trial), bounds, hooks, make_signer(app, hooks)))
