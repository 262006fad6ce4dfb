"""The live side: departments' systems over TLS. The platform's key is registered with each of them beforehand, and theirs here, by hand."""

from shuangquan.connectors.address import Trial, check_live
from shuangquan.connectors.departments.reports import Keys
from shuangquan.connectors.departments.wire import DepartmentsWire
from shuangquan.connectors.guard import Guard, Hooks, Limits
from shuangquan.connectors.seal.port import SealPort
from shuangquan.connectors.signing import AppKey, make_signer


class LiveDepartments(DepartmentsWire):
    """Departments' systems. ValueError for an address that is not https or is this machine."""

    def __init__(
        self, address: str, app: AppKey, limits: Limits, hooks: Hooks, seal: SealPort, keys: Keys, trial: Trial | None = None
    ) -> None:
        super().__init__(Guard(check_live(address, trial), limits, hooks, make_signer(app, hooks)), seal, keys)
