"""The live side: a print server over TLS."""

from shuangquan.connectors.address import Trial, check_live
from shuangquan.connectors.guard import Guard, Hooks, Limits
from shuangquan.connectors.printer.wire import PrinterWire


class LivePrinter(PrinterWire):
    """Printers. ValueError for an address that is not https or is this machine."""

    def __init__(self, address: str, limits: Limits, hooks: Hooks, trial: Trial | None = None) -> None:
        super().__init__(Guard(check_live(address, trial), limits, hooks))
