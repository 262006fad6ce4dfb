"""The wire of the departments' systems: packages sealed by the platform's SM2 key, answers, quotes."""

from decimal import Decimal
from urllib.parse import quote

from gmssl_pyx import sm3_hash

from shuangquan.connectors.departments.port import Answer, Package, Receipt
from shuangquan.connectors.guard import About, Ask, Guard, Reply
from shuangquan.connectors.seal.port import SealPort
from shuangquan.connectors.shape import Reader, malformed, read_object, write_object
from shuangquan.core.words.errors import Fault
from shuangquan.core.words.text import Text

OUTCOMES = frozenset({"approve", "refuse"})


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
        }
    )
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
    """Packages over HTTP through a guard. key: name of the platform's own seal key."""

    def __init__(self, guard: Guard, seal: SealPort, key: str = "platform") -> None:
        self.guard = guard
        self.seal = seal
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

    def find_answer(self, department: str, package_id: str) -> Answer | None:
        """See DepartmentsPort."""
        about = About(department, "answers", purpose="answer", key_names=("package",))
        ask = Ask("GET", f"/{department}/v1/packages/{quote(package_id, safe='')}", accept=frozenset({404}))

        def read(reply: Reply) -> Answer | None:
            if reply.status == 404:
                raise Fault(department, "unknown_package", permanent=True)
            reader = Reader(read_object(reply.body, department), department)
            if reader.text("state") not in ("received", "working", "answered"):
                raise malformed(department)
            return read_one(reader.part("answer"), department, package_id) if reader.has("answer") else None

        return self.guard.send(about, ask, read)

    def find_answers(self, department: str, after: int) -> tuple[Answer, ...]:
        """See DepartmentsPort."""
        about = About(department, "answers", purpose="answer", key_names=("after",))
        ask = Ask("GET", f"/{department}/v1/answers?after={after}&limit=500")

        def read(reply: Reply) -> tuple[Answer, ...]:
            reader = Reader(read_object(reply.body, department), department)
            return tuple(read_one(one, department, one.text("package")) for one in reader.parts("answers"))

        return self.guard.send(about, ask, read)

    def quote(self, department: str, item: str, region: str, count: int) -> Decimal:
        """See DepartmentsPort."""
        about = About(department, "quotes", "", item, "quote", "", ("item", "region"), ("amount",))
        ask = Ask("POST", f"/{department}/v1/quotes", write_object({"item": item, "region": region, "count": count}))
        return self.guard.send(about, ask, lambda reply: Reader(read_object(reply.body, department), department).money("amount"))


def read_receipt(reply: Reply, package: Package) -> Receipt:
    """Parse a receipt. Fault unknown_key (permanent: register the platform's key), conflict (permanent), malformed."""
    reader = Reader(read_object(reply.body, package.department), package.department)
    if reply.status == 409:
        code = "unknown_key" if reader.text("error", "") == "unknown_key" else "conflict"
        raise Fault(package.department, code, permanent=True)
    return Receipt(package.id, reader.text("receipt"))


def read_one(reader: Reader, department: str, package_id: str) -> Answer:
    """Parse one answer. Fault malformed, also when it speaks of another package than the one asked for."""
    outcome = reader.text("outcome")
    if outcome not in OUTCOMES or reader.text("package") != package_id:
        raise malformed(department)
    reason = reader.part("reason")
    return Answer(
        package_id,
        department,
        outcome,
        Text(reason.text("zh"), reason.text("en", "")),
        reader.values("facts"),
        reader.values("certificate"),
        reader.text("number", ""),
        reader.moment("answered_at"),
        reader.whole("seq"),
    )
