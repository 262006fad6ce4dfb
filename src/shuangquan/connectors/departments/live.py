"""The live side: departments' systems over TLS. The platform's key is registered with each of them beforehand, and theirs here."""

from collections.abc import Mapping
from typing import Any

from shuangquan.connectors.address import Trial, check_live
from shuangquan.connectors.departments.manners import ByManner, make_sides, read_manners
from shuangquan.connectors.departments.reports import Keys
from shuangquan.connectors.departments.tables import ExchangeGuard
from shuangquan.connectors.guard import Guard, Hooks, Limits
from shuangquan.connectors.seal.port import SealPort
from shuangquan.connectors.signing import AppKey, make_signer


class LiveDepartments(ByManner):
    """Departments' systems, each in its manner. ValueError for an address that is not https or is this machine, and an unknown manner.

    manners: see `read_manners`. exchange: connection string of the exchange's database, "" when no department is reached through tables.
    """

    def __init__(
        self, address: str, app: AppKey, limits: Limits, hooks: Hooks, seal: SealPort, keys: Keys, manners: Mapping[str, Any],
        exchange: str = "", trial: Trial | None = None,
    ) -> None:  # fmt: skip
        guard = Guard(check_live(address, trial), limits, hooks, make_signer(app, hooks))
        tables = ExchangeGuard(exchange, limits, hooks) if exchange else None
        read = read_manners(manners)
        super().__init__(make_sides(guard, tables, seal, keys, hooks, read), read.of)
