"""The live side: the gateway of cabinets over TLS."""

from shuangquan.connectors.address import Trial, check_live
from shuangquan.connectors.cabinet.wire import CabinetWire
from shuangquan.connectors.guard import Guard, Hooks, Limits
from shuangquan.connectors.signing import AppKey, make_signer


class LiveCabinet(CabinetWire):
    """The gateway of cabinets; none for an empty address. ValueError for one that is not https or is this machine."""

    def __init__(self, address: str, app: AppKey, limits: Limits, hooks: Hooks, trial: Trial | None = None) -> None:
        super().__init__(Guard(check_live(address, trial), limits, hooks, make_signer(app, hooks)) if address else None)
