"""The sandbox side: registers the platform's public key by itself when a department does not know it yet."""

import time
from collections.abc import Mapping
from typing import Any

from shuangquan.connectors.address import check_sandbox
from shuangquan.connectors.departments.manners import ByManner, make_sides, read_manners
from shuangquan.connectors.departments.port import Package, Receipt
from shuangquan.connectors.departments.reports import Keys
from shuangquan.connectors.departments.tables import ExchangeGuard
from shuangquan.connectors.departments.wire import PLATFORM_KEY
from shuangquan.connectors.guard import About, Ask, Guard, Hooks, Limits
from shuangquan.connectors.seal.port import SealPort
from shuangquan.connectors.shape import Reader, read_object, write_object
from shuangquan.connectors.signing import AppKey, make_signer
from shuangquan.core.words.errors import Fault

TRIES, PAUSE = 20, 0.05
"""How often a package is tried, and the seconds between, until a department has read of our key: through tables that takes a moment."""


class SandboxDepartments(ByManner):
    """The sandbox's departments, each in its manner. ValueError for an address that is not on loopback, and an unknown manner.

    manners: see `read_manners`. exchange: connection string of the exchange's database, "" when no department is reached through tables.
    """

    def __init__(
        self, address: str, app: AppKey, limits: Limits, hooks: Hooks, seal: SealPort, keys: Keys, manners: Mapping[str, Any],
        exchange: str = "",
    ) -> None:  # fmt: skip
        self.guard = Guard(check_sandbox(address), limits, hooks, make_signer(app, hooks))
        self.seal = seal
        tables = ExchangeGuard(exchange, limits, hooks) if exchange else None
        read = read_manners(manners)
        super().__init__(make_sides(self.guard, tables, seal, keys, hooks, read), read.of)

    def submit(self, package: Package) -> Receipt:
        """As on the wire; a department that does not know the key is told it once."""
        for nth in range(TRIES):
            try:
                return super().submit(package)
            except Fault as fault:
                if fault.code != "unknown_key" or nth + 1 == TRIES:
                    raise
            if nth == 0:
                self.register_key(package.department)
            else:
                time.sleep(PAUSE)
        raise AssertionError("the last try returns or raises")

    def register_key(self, department: str) -> str:
        """Make the platform's active key known to a department; its id."""
        key_id = self.seal.sign(b"register", PLATFORM_KEY).key_id
        body = write_object({"key_id": key_id, "public_key": self.seal.public_key(key_id).hex()})
        about = About(department, "keys", purpose="register key", key_names=("key_id",))
        ask = Ask("POST", f"/{department}/v1/keys", body)
        return self.guard.send(about, ask, lambda reply: Reader(read_object(reply.body, department), department).text("key_id"))
