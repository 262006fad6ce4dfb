"""The live side: the licence system over TLS."""

from shuangquan.connectors.address import Trial, check_live
from shuangquan.connectors.guard import Guard, Hooks, Limits
from shuangquan.connectors.licence.wire import LicenceWire
from shuangquan.connectors.signing import AppKey, make_signer


class LiveLicence(LicenceWire):
    """The licence system. ValueError for an address that is not https or is this machine."""

    def __init__(self, address: str, app: AppKey, limits: Limits, hooks: Hooks, trial: Trial | None = None) -> None:
        super().__init__(Guard(check_live(address, trial), limits, hooks, make_signer(app, hooks)))
