"""The sandbox side: the same wire to the sandbox program on this machine."""

from shuangquan.connectors.address import check_sandbox
from shuangquan.connectors.cabinet.wire import CabinetWire
from shuangquan.connectors.guard import Guard, Hooks, Limits
from shuangquan.connectors.signing import AppKey, make_signer


class SandboxCabinet(CabinetWire):
    """The sandbox's part. ValueError for an address that is not on loopback."""

    def __init__(self, address: str, app: AppKey, limits: Limits, hooks: Hooks) -> None:
        super().__init__(Guard(check_sandbox(address), limits, hooks, make_signer(app, hooks)))
