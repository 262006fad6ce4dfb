"""Departments that speak SOAP 1.1: the same sealed packages and reports in envelopes of XML, through the same guard. See ADR 0014."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from shuangquan.connectors.departments.port import Held, News, Package, Recall, Receipt, Report
from shuangquan.connectors.departments.reports import open_report
from shuangquan.connectors.departments.wire import DepartmentsWire, about_recall, seal_package, seal_recall
from shuangquan.connectors.departments.xml import OURS, Answer, has_all, read_answer, write_call
from shuangquan.connectors.guard import About, Ask, Reply
from shuangquan.connectors.shape import Reader, malformed, read_object
from shuangquan.core.words.errors import Fault

T = TypeVar("T")
_CODES = {"no_such_package": "unknown_package", "unknown_key": "unknown_key", "other_body": "conflict"}
"""What a department's fault means in the words of the port. Any other is its refusal of the call."""


class SoapWire(DepartmentsWire):
    """Packages over SOAP through a guard; a department's service stands at /{department}/soap, its WSDL at ?wsdl."""

    def _call(self, about: About, operation: str, fields: Mapping[str, str], read: Callable[[Answer], T]) -> T:
        department = about.party
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{OURS}:{operation}"'}
        ask = Ask("POST", f"/{department}/soap", write_call(operation, fields), headers, accept=frozenset({500}))

        def open_(reply: Reply) -> T:
            answer = read_answer(reply.body, department)
            if answer.fault:
                raise Fault(department, _CODES.get(answer.fault, "refused"), permanent=True)
            return read(answer)

        return self.guard.send(about, ask, open_)

    def submit(self, package: Package) -> Receipt:
        """See DepartmentsPort."""
        sealed = read_object(seal_package(package, self.seal, self.key), package.department)
        fields = {name: str(sealed[name]) for name in ("content", "digest", "signature", "key_id")}
        names = (*sorted(package.facts), *package.wants)
        about = About(package.department, "packages", package.case, package.item, package.purpose, package.actor, ("package",), names)
        return self._call(about, "SubmitPackage", fields, lambda answer: Receipt(package.id, answer.text("receipt")))

    def find_reports(self, department: str, package_id: str) -> tuple[Report, ...]:
        """See DepartmentsPort."""
        about = About(department, "answers", purpose="answer", key_names=("package",))

        def read(answer: Answer) -> tuple[Report, ...]:
            return tuple(open_report(Reader(dict(row), department), self.keys, department, package_id) for row in answer.rows("report"))

        return self._call(about, "FindReports", {"package": package_id}, read)

    def find_news(self, department: str, after: int | None) -> tuple[News, ...]:
        """See DepartmentsPort."""
        about = About(department, "answers", purpose="answer", key_names=("after",))

        def read(answer: Answer) -> tuple[News, ...]:
            rows = has_all(answer.rows("news"), frozenset({"package", "seq"}), department)
            return tuple(News(row["package"], _whole(row["seq"], department)) for row in rows)

        return self._call(about, "FindNews", {} if after is None else {"after": str(after)}, read)

    def find_held(self, department: str, since: datetime) -> tuple[Held, ...]:
        """See DepartmentsPort."""
        about = About(department, "held", purpose="reconcile", key_names=("since",))

        def read(answer: Answer) -> tuple[Held, ...]:
            rows = has_all(answer.rows("held"), frozenset({"package", "package_digest", "last", "outcome"}), department)
            return tuple(Held(row["package"], row["package_digest"], _whole(row["last"], department), row["outcome"]) for row in rows)

        return self._call(about, "FindHeld", {"since": str(int(since.timestamp()))}, read)

    def send_reminder(self, department: str, package_id: str) -> None:
        """See DepartmentsPort."""
        about = About(department, "reminders", purpose="remind", key_names=("package",))
        self._call(about, "SendReminder", {"package": package_id}, lambda _answer: None)

    def recall(self, recall: Recall) -> None:
        """See DepartmentsPort."""
        sealed = read_object(seal_recall(recall, self.seal, self.key), recall.department)
        fields = {"package": recall.package_id} | {name: str(sealed[name]) for name in ("content", "digest", "signature", "key_id")}
        self._call(about_recall(recall), "RecallPackage", fields, lambda _answer: None)

    def quote(self, department: str, item: str, region: str, count: int) -> Decimal:
        """See DepartmentsPort."""
        about = About(department, "quotes", "", item, "quote", "", ("item", "region"), ("amount",))

        def read(answer: Answer) -> Decimal:
            try:
                amount = Decimal(answer.text("amount"))
            except InvalidOperation as error:
                raise malformed(department) from error
            if not amount.is_finite():
                raise malformed(department)
            return amount

        return self._call(about, "Quote", {"item": item, "region": region, "count": str(count)}, read)


def _whole(text: str, party: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise malformed(party)
    return int(text)
