"""A department without an interface: nothing is called. Its officers type the package in and read the answer off, at their own desk.

See `core/cases/by_hand.py` for what they do there. This side says that it is so, and in which order the other system asks.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from shuangquan.connectors.departments.port import Held, News, Package, Recall, Receipt, Report
from shuangquan.connectors.guard import About, CallRecord, Hooks
from shuangquan.core.words.errors import Fault

NO_INTERFACE = "no_interface"


class ManualList:
    """See DepartmentsPort. orders: department → fields of its system in their order."""

    def __init__(self, hooks: Hooks, orders: Mapping[str, tuple[str, ...]]) -> None:
        self._hooks = hooks
        self._orders = orders

    def submit(self, package: Package) -> Receipt:
        """It stands in the list; what goes to the department is recorded as of every other one, by names only."""
        names = (*sorted(package.facts), *package.wants)
        self._note(About(package.department, "packages", package.case, package.item, package.purpose, package.actor, ("package",), names))
        return Receipt(package.id, "", by_hand=True, order=self._orders.get(package.department, ()))

    def find_reports(self, department: str, package_id: str) -> tuple[Report, ...]:
        """Nothing comes by itself."""
        return ()

    def open_pushed(self, department: str, sealed: Mapping[str, str]) -> Report:
        """Fault "no_interface": what a department by hand says is read off by its officers; nobody else speaks for it."""
        raise Fault(department, NO_INTERFACE, permanent=True)

    def find_news(self, department: str, after: int | None) -> tuple[News, ...]:
        """Nothing comes by itself."""
        return ()

    def find_held(self, department: str, since: datetime) -> tuple[Held, ...]:
        """Fault "no_interface": its list cannot be asked for, so that nothing is compared, which is not the same as no difference."""
        raise Fault(department, NO_INTERFACE, permanent=True)

    def send_reminder(self, department: str, package_id: str) -> None:
        """Its officers see it in their list; nobody else is to be told."""

    def recall(self, recall: Recall) -> None:
        """Its officers take it back themselves: it stands in their list."""

    def quote(self, department: str, item: str, region: str, count: int) -> Decimal:
        """Fault "no_interface": an amount that a department sets needs one that can be asked."""
        raise Fault(department, NO_INTERFACE, permanent=True)

    def _note(self, about: About) -> None:
        if self._hooks.in_transaction():
            raise RuntimeError(f"a connector ({about.party}) was called inside a database transaction")
        self._hooks.record(
            CallRecord(
                about.party, about.source, about.case, about.item, about.purpose, about.actor, about.key_names, about.field_names,
                "ok", 0, self._hooks.now(),
            )
        )  # fmt: skip
