"""Departments speak in different manners; which of them does is configuration, and nobody behind the port knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from shuangquan.connectors.departments.manual import ManualList
from shuangquan.connectors.departments.port import DepartmentsPort, Held, News, Package, Recall, Receipt, Report
from shuangquan.connectors.departments.reports import Keys
from shuangquan.connectors.departments.soap import SoapWire
from shuangquan.connectors.departments.wire import DepartmentsWire
from shuangquan.connectors.guard import Guard, Hooks
from shuangquan.connectors.seal.port import SealPort

REST, SOAP, TABLES, MANUAL = "rest", "soap", "tables", "manual"


@dataclass(frozen=True, slots=True)
class Manners:
    """How departments are reached. of: department → manner; orders: of those by hand, the fields of their systems in order."""

    of: Mapping[str, str]
    orders: Mapping[str, tuple[str, ...]]


def read_manners(written: Mapping[str, Any]) -> Manners:
    """The setting: department → manner, or {"manner", "order": [path or fact, …]}. ValueError for what is neither."""
    of, orders = {}, {}
    for department, said in written.items():
        whole = said if isinstance(said, dict) else {"manner": said}
        manner, order = whole.get("manner"), whole.get("order", [])
        if not isinstance(manner, str) or not isinstance(order, list) or not all(isinstance(one, str) for one in order):
            raise ValueError(f"the manner of {department} is a word, or a manner with the order of its fields")
        of[department] = manner
        orders[department] = tuple(order)
    return Manners(of, orders)


def make_sides(
    guard: Guard, tables: Guard | None, seal: SealPort, keys: Keys, hooks: Hooks, manners: Manners
) -> Mapping[str, DepartmentsPort]:
    """A side for each manner; tables: the guard of the exchange's database, None when there is none."""
    sides: dict[str, DepartmentsPort] = {REST: DepartmentsWire(guard, seal, keys), SOAP: SoapWire(guard, seal, keys)}
    sides[MANUAL] = ManualList(hooks, manners.orders)
    return sides if tables is None else {**sides, TABLES: DepartmentsWire(tables, seal, keys)}


class ByManner:
    """A port that hands each call to the side that its department speaks with."""

    def __init__(self, sides: Mapping[str, DepartmentsPort], manners: Mapping[str, str]) -> None:
        """sides: by manner, `rest` among them for all that `manners` (department → manner) does not name. ValueError for an unknown one."""
        unknown = {manner for manner in manners.values() if manner not in sides}
        if unknown:
            raise ValueError(f"departments speak {' or '.join(sorted(sides))}, not {', '.join(sorted(unknown))}")
        self._sides = sides
        self._manners = manners

    def side(self, department: str) -> DepartmentsPort:
        """The side for a department."""
        return self._sides[self._manners.get(department, REST)]

    def submit(self, package: Package) -> Receipt:
        """See DepartmentsPort."""
        return self.side(package.department).submit(package)

    def find_reports(self, department: str, package_id: str) -> tuple[Report, ...]:
        """See DepartmentsPort."""
        return self.side(department).find_reports(department, package_id)

    def open_pushed(self, department: str, sealed: Mapping[str, str]) -> Report:
        """See DepartmentsPort."""
        return self.side(department).open_pushed(department, sealed)

    def find_news(self, department: str, after: int | None) -> tuple[News, ...]:
        """See DepartmentsPort."""
        return self.side(department).find_news(department, after)

    def find_held(self, department: str, since: datetime) -> tuple[Held, ...]:
        """See DepartmentsPort."""
        return self.side(department).find_held(department, since)

    def send_reminder(self, department: str, package_id: str) -> None:
        """See DepartmentsPort."""
        self.side(department).send_reminder(department, package_id)

    def recall(self, recall: Recall) -> None:
        """See DepartmentsPort."""
        self.side(recall.department).recall(recall)

    def quote(self, department: str, item: str, region: str, count: int) -> Decimal:
        """See DepartmentsPort."""
        return self.side(department).quote(department, item, region, count)
