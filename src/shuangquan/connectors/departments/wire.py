"""The wire of the departments' systems: packages sealed by the platform's SM2 key, reports sealed by the department's, quotes."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from urllib.parse import quote

from gmssl_pyx import sm3_hash

from shuangquan.connectors.departments.port import Held, News, Package, Recall, Receipt, Report
from shuangquan.connectors.departments.reports import Keys, open_report
from shuangquan.connectors.guard import About, Ask, Guard, Reply
from shuangquan.connectors.seal.port import SealPort
from shuangquan.connectors.shape import Reader, malformed, read_object, write_object
from shuangquan.core.words.errors import Fault

PLATFORM_KEY = "platform"


def seal_package(package: Package, seal: SealPort, key: str) -> bytes:
    """The envelope: content (canonical JSON as text), its SM3 digest, r‖s of the seal in hex, the key's id."""
    content = write_object(
        {
            "id": package.id,
            "department": package.department,
            "case": package.case,
            "item": package.item,
            "member": package.member,
            "region": package.region,
            "wants": list(package.wants),
            "facts": dict(package.facts),
            "attachments": [{"certificate": one.certificate, "name": one.name, "sm3": one.sm3} for one in package.attachments],
            "payment_order": package.payment_order,
            "created_at": package.created_at.isoformat(),
            "digest": package.digest,
            "follows": package.follows,
            "kind": package.kind,
        }
    )
    return _seal(content, seal, key)


def seal_recall(recall: Recall, seal: SealPort, key: str) -> bytes:
    """The envelope of a withdrawal: which package, by its id and the digest of what it asked, and why."""
    said = {"recall": recall.package_id, "package_digest": recall.digest, "department": recall.department, "why": recall.why}
    return _seal(write_object({**said, "at": recall.at.isoformat()}), seal, key)


def _seal(content: bytes, seal: SealPort, key: str) -> bytes:
    signature = seal.sign(content, key)
    return write_object(
        {
            "content": content.decode(),
            "digest": sm3_hash(content).hex(),
            "signature": signature.value.hex(),
            "key_id": signature.key_id,
        }
    )


class DepartmentsWire:
    """Packages over HTTP through a guard. key: name of the platform's own seal key. keys: the departments' own, for their reports."""

    def __init__(self, guard: Guard, seal: SealPort, keys: Keys, key: str = PLATFORM_KEY) -> None:
        self.guard = guard
        self.seal = seal
        self.keys = keys
        self.key = key

    def submit(self, package: Package) -> Receipt:
        """See DepartmentsPort."""
        names = tuple(sorted(package.facts))
        about = About(
            package.department,
            "packages",
            package.case,
            package.item,
            package.purpose,
            package.actor,
            ("package",),
            (*names, *package.wants),
        )
        ask = Ask("POST", f"/{package.department}/v1/packages", seal_package(package, self.seal, self.key), accept=frozenset({409}))
        return self.guard.send(about, ask, lambda reply: read_receipt(reply, package))

    def find_reports(self, department: str, package_id: str) -> tuple[Report, ...]:
        """See DepartmentsPort."""
        about = About(department, "answers", purpose="answer", key_names=("package",))
        ask = Ask("GET", f"/{department}/v1/packages/{quote(package_id, safe='')}", accept=frozenset({404}))

        def read(reply: Reply) -> tuple[Report, ...]:
            if reply.status == 404:
                raise Fault(department, "unknown_package", permanent=True)
            reader = Reader(read_object(reply.body, department), department)
            if reader.text("state") not in ("received", "working", "answered"):
                raise malformed(department)
            return tuple(open_report(one, self.keys, department, package_id) for one in reader.parts("reports"))

        return self.guard.send(about, ask, read)

    def open_pushed(self, department: str, sealed: Mapping[str, str]) -> Report:
        """See DepartmentsPort."""
        told = read_object(sealed.get("content", "").encode(), department)
        return open_report(Reader(dict(sealed), department), self.keys, department, str(told.get("package", "")))

    def find_news(self, department: str, after: int | None) -> tuple[News, ...]:
        """See DepartmentsPort."""
        about = About(department, "answers", purpose="answer", key_names=("after",))
        ask = Ask("GET", f"/{department}/v1/answers?{'newest=1' if after is None else f'after={after}'}&limit=500")

        def read(reply: Reply) -> tuple[News, ...]:
            reader = Reader(read_object(reply.body, department), department)
            return tuple(News(one.text("package"), one.whole("seq")) for one in reader.parts("answers"))

        return self.guard.send(about, ask, read)

    def find_held(self, department: str, since: datetime) -> tuple[Held, ...]:
        """See DepartmentsPort."""
        about = About(department, "held", purpose="reconcile", key_names=("since",))
        ask = Ask("GET", f"/{department}/v1/held?since={int(since.timestamp())}")

        def read(reply: Reply) -> tuple[Held, ...]:
            reader = Reader(read_object(reply.body, department), department)
            return tuple(
                Held(one.text("package"), one.text("package_digest"), one.whole("last"), one.text("outcome"))
                for one in reader.parts("packages")
            )

        return self.guard.send(about, ask, read)

    def send_reminder(self, department: str, package_id: str) -> None:
        """See DepartmentsPort."""
        about = About(department, "reminders", purpose="remind", key_names=("package",))
        ask = Ask("POST", f"/{department}/v1/packages/{quote(package_id, safe='')}/reminders", write_object({}), accept=frozenset({404}))

        def read(reply: Reply) -> None:
            if reply.status == 404:
                raise Fault(department, "unknown_package", permanent=True)

        self.guard.send(about, ask, read)

    def recall(self, recall: Recall) -> None:
        """See DepartmentsPort."""
        path = f"/{recall.department}/v1/packages/{quote(recall.package_id, safe='')}/recall"
        ask = Ask("POST", path, seal_recall(recall, self.seal, self.key), accept=frozenset({404}))

        def read(reply: Reply) -> None:
            if reply.status == 404:
                raise Fault(recall.department, "unknown_package", permanent=True)

        self.guard.send(about_recall(recall), ask, read)

    def quote(self, department: str, item: str, region: str, count: int) -> Decimal:
        """See DepartmentsPort."""
        about = About(department, "quotes", "", item, "quote", "", ("item", "region"), ("amount",))
        ask = Ask("POST", f"/{department}/v1/quotes", write_object({"item": item, "region": region, "count": count}))
        return self.guard.send(about, ask, lambda reply: Reader(read_object(reply.body, department), department).money("amount"))


def about_recall(recall: Recall) -> About:
    """For the record of calls: names only."""
    return About(recall.department, "recalls", recall.case, recall.item, "recall", recall.actor, ("package",), ("why",))


def read_receipt(reply: Reply, package: Package) -> Receipt:
    """Parse a receipt. Fault unknown_key (permanent: register the platform's key), conflict (permanent), malformed."""
    reader = Reader(read_object(reply.body, package.department), package.department)
    if reply.status == 409:
        code = "unknown_key" if reader.text("error", "") == "unknown_key" else "conflict"
        raise Fault(package.department, code, permanent=True)
    return Receipt(package.id, reader.text("receipt"))
