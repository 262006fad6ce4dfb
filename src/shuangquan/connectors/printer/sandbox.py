"""The sandbox side: the same wire to the printers that the sandbox program simulates on this machine."""

from shuangquan.connectors.address import check_sandbox
from shuangquan.connectors.guard import Guard, Hooks, Limits
from shuangquan.connectors.printer.wire import PrinterWire


class SandboxPrinter(PrinterWire):
    """The sandbox's printers. ValueError for an address that is not on loopback."""

    def __init__(self, address: str, limits: Limits, hooks: Hooks) -> None:
        super().__init__(Guard(check_sandbox(address), limits, hooks))
