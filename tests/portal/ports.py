"""Every outside party in memory: a family, four departments, a payment side, an identity provider."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from shuangquan.connectors.authority.sandbox import SandboxAuthority
from shuangquan.connectors.bound import Ports
from shuangquan.connectors.cabinet.port import CellState, Deposit, Site
from shuangquan.connectors.courier.port import Parcel, ParcelState, Stop
from shuangquan.connectors.departments.port import Held, News, Package, Recall, Receipt, Report
from shuangquan.connectors.guard import Hooks
from shuangquan.connectors.hooks.port import Call
from shuangquan.connectors.identity.port import Identity, SignIn
from shuangquan.connectors.licence.port import Licence, LicenceAsk
from shuangquan.connectors.mail.port import Mail
from shuangquan.connectors.messages.port import Message
from shuangquan.connectors.payment.port import Entry, Order, OrderState, Refund
from shuangquan.connectors.printer.port import PrinterState, PrintJob, PrintState
from shuangquan.connectors.reader.port import Card
from shuangquan.connectors.scanner.port import Scan
from shuangquan.connectors.seal.sandbox import SandboxSeal
from shuangquan.connectors.share.port import Drawn, DrawRequest, Feed, FeedRequest, NewRecord
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.core.words.text import Text
from shuangquan.records.clock import now

NOW = datetime(2026, 11, 24, 2, 21, tzinfo=UTC)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def make_id(day: date, serial: int) -> str:
    """A resident's number under the unassigned prefix 379900, with its check digit (GB 11643)."""
    body = f"379900{day:%Y%m%d}{serial:03d}"
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, WEIGHTS, strict=True)) % 11]


@dataclass
class Family:
    """Who lives, as the departments know them. children: birth records of the mother; minors: registered children by number."""

    mother: str = make_id(date(1995, 4, 12), 2)
    father: str = make_id(date(1993, 8, 3), 17)
    married: bool = True
    collective: bool = False
    children: list[dict[str, Any]] = field(default_factory=list)
    minors: dict[str, tuple[str, date]] = field(default_factory=dict)

    def name(self, number: str) -> str:
        return "周若岚" if number == self.mother else "陈景行"


def make_child(nth: int, day: date, sex: str = "female") -> dict[str, Any]:
    return {"record": f"BR37078300{nth}", "day": day.isoformat(), "sex": sex, "place": "圣城妇幼保健院", "abroad": False}


@dataclass
class FakeShare:
    """The exchange. down: sources that fail; asked: every request."""

    family: Family
    down: set[str] = field(default_factory=set)
    asked: list[DrawRequest] = field(default_factory=list)

    def draw(self, request: DrawRequest) -> Drawn:
        self.asked.append(request)
        if request.source in self.down:
            raise Fault(request.provider, "timeout")
        record, members = self._find(request.source, request.keys)
        return Drawn(record is not None or bool(members), NOW, record or {}, tuple(members))

    def hear(self, request: FeedRequest) -> Feed:
        """One birth an answer: the cursor counts them."""
        if request.source in self.down:
            raise Fault(request.provider, "timeout")
        first, births = int(request.since or 0), self.family.children
        told = births[first : first + 1]
        records = tuple(NewRecord(self.family.mother, child["record"], "370783") for child in told)
        return Feed(records, str(first + len(told)), first + len(told) < len(births))

    def _find(self, source: str, keys: Mapping[str, str]) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
        home = self.family
        who = next(iter(keys.values()))
        if source == "police.population":
            facts = {"name": home.name(who), "birth_date": "1995-04-12", "sex": "female", "ethnicity": "汉族", "in_service": False}
            facts["household_number"] = "H1" if who == home.mother else "H2"
            return {f"subject.{name}": value for name, value in facts.items()}, []
        if source == "police.households":
            place = "槐安巷 6 号" if who == "H1" else "文庙街 12 号"
            facts = {"number": who, "address": f"寿光市圣城街道{place}", "township": "370783001000", "collective": home.collective}
            return {"household.head_name": "周广德", **{f"household.{name}": value for name, value in facts.items()}}, []
        if source == "civil.marriages" and home.married:
            other = home.father if who == home.mother else home.mother
            return {"bond.registered": True, "bond.number": "J1", "other.id_number": other, "other.name": home.name(other)}, []
        if source == "health.birth-records" and who == home.mother:
            names = {"birth_record_number": "record", "birth_date": "day", "sex": "sex", "birth_place": "place", "born_abroad": "abroad"}
            return None, [{f"newborns.{ours}": child[theirs] for ours, theirs in names.items()} for child in home.children]
        if source == "police.children" and who in (home.mother, home.father):
            named = ((number, *one) for number, one in home.minors.items())
            return None, [
                {"children.id_number": number, "children.name": name, "children.birth_date": day.isoformat()} for number, name, day in named
            ]
        if source == "federation.cards" and who in home.minors:
            facts = {"disability_card_number": f"{who}22", "disability_kind": "hearing", "disability_grade": 2}
            return {f"holder.{name}": value for name, value in facts.items()}, []
        return None, []


def make_report(package: Package, number: int, what: str, at: datetime = NOW, **said: Any) -> Report:
    """A report on a package as it looks once its seal has been verified."""
    body: dict[str, Any] = {
        "reason": {"zh": "办好了", "en": "done"},
        "outcome": "",
        "facts": {},
        "certificate": {},
        "follows": False,
        "assigned": "",
    }
    body |= {"needs": [], "until": "", **said, "number": number, "what": what}
    content = json.dumps(body, ensure_ascii=False)
    return Report(
        package.id, package.digest, package.department, number, what, Text("办好了", "done"), body["outcome"], body["facts"], {},
        body["follows"], body["assigned"], tuple(body["needs"]), body["until"], at, content,
        hashlib.sha256(content.encode()).hexdigest(), "00" * 64, "k",
    )  # fmt: skip


@dataclass
class FakeDepartments:
    """The departments' own systems. answers: held back while `slow`; down: unreachable; script: what is said of an item's first package.

    by_hand: items whose department has no interface.
    """

    slow: bool = False
    down: bool = False
    price_down: bool = False
    packages: dict[str, Package] = field(default_factory=dict)
    submitted: int = 0
    answered: dict[str, Report] = field(default_factory=dict)
    reminded: list[str] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    script: dict[str, tuple[Report, ...]] = field(default_factory=dict)
    recalled: list[Recall] = field(default_factory=list)
    by_hand: frozenset[str] = frozenset()

    def submit(self, package: Package) -> Receipt:
        if self.down:
            raise Fault(package.department, "timeout")
        self.submitted += package.id not in self.packages
        self.packages[package.id] = package
        if package.item in self.by_hand:
            return Receipt(package.id, "", by_hand=True)
        return Receipt(package.id, f"R{len(self.packages)}")

    def find_reports(self, department: str, package_id: str) -> tuple[Report, ...]:
        item = self.packages[package_id].item
        assert item not in self.by_hand, "a department without an interface is never asked"
        if item in self.script and not self.packages[package_id].follows:
            return self.script[item]
        if package_id not in self.answered:
            if self.slow:
                return ()
            package = self.packages[package_id]
            facts = {want: self._make(want, n) for n, want in enumerate(package.wants)}
            number = f"{department[:1].upper()}{len(self.packages):06d}"
            self.answered[package_id] = make_report(package, 1, "decided", outcome="approve", facts=facts, assigned=number)
        return (self.answered[package_id],)

    def _make(self, want: str, nth: int) -> Any:
        fact = want.split(".")[-1]
        if fact == "id_number":
            return make_id(date(2026, 11, 20), 100 + len(self.packages))
        return True if fact == "premium_paid" else f"N{len(self.packages)}{nth:03d}"

    def open_pushed(self, department: str, sealed: Mapping[str, str]) -> Report:
        """A seal of this world is the word `sealed`; the contract suite has real ones."""
        if sealed["signature"] != "sealed":
            raise Fault(department, "forged")
        said = json.loads(sealed["content"])
        package = self.packages.get(said["package"]) or replace(next(iter(self.packages.values())), id=said["package"])
        return make_report(package, said["number"], said["what"], **said.get("more", {}))

    def find_news(self, department: str, after: int | None) -> tuple[News, ...]:
        return ()

    def find_held(self, department: str, since: datetime) -> tuple[Held, ...]:
        return tuple(one for one in self.held if self.packages.get(one.package_id, None) is None or self._is_of(department, one))

    def _is_of(self, department: str, held: Held) -> bool:
        return self.packages[held.package_id].department == department

    def send_reminder(self, department: str, package_id: str) -> None:
        self.reminded.append(package_id)

    def recall(self, recall: Recall) -> None:
        self.recalled.append(recall)

    def quote(self, department: str, item: str, region: str, count: int) -> Decimal:
        if self.price_down:
            raise Fault(department, "timeout")
        return Decimal(400) * count


@dataclass
class FakeIdentity:
    """The provider: whoever comes back with `who` is that person. organisations: credit codes by `who`, for those who act for one."""

    people: dict[str, tuple[str, str]]
    organisations: dict[str, str] = field(default_factory=dict)

    def begin(self, return_to: str, level: int = 3) -> SignIn:
        return SignIn(f"https://provider.test/authorize?level={level}", "state", "nonce", "verifier", return_to)

    def finish(self, params: Mapping[str, str], saved: SignIn) -> Identity:
        who = params.get("who", "")
        if who not in self.people:
            raise Refusal("identity.failed")
        number, name = self.people[who]
        subject = hashlib.sha256(number.encode()).hexdigest()[:24]
        return Identity(subject, name, number, "13800000042", int(params.get("level", "4")), self.organisations.get(who, ""))


@dataclass
class FakePayment:
    """The payment side. An order is paid when the test says so."""

    orders: dict[str, OrderState] = field(default_factory=dict)
    paid: set[str] = field(default_factory=set)
    refunds: list[Refund] = field(default_factory=list)
    how: dict[str, str] = field(default_factory=dict)
    strays: list[Entry] = field(default_factory=list)

    def find_statement(self, day: date, actor: str) -> tuple[Entry, ...]:
        """Every paid order was booked on the day that the test stands at; how: order → missing | doubled | more | late."""
        booked = now()
        found = list(self.strays)
        for order in sorted(self.paid):
            how, amount = self.how.get(order, ""), self.orders[order].amount
            times = {"missing": 0, "doubled": 2}.get(how, 1)
            at = booked + timedelta(days=how == "late")
            found += [Entry(f"P-{order}-{n}", order, "", amount + 5 * (how == "more"), at) for n in range(times)]
        for one in self.refunds:
            found.append(Entry(f"R-{one.id}", one.order_id, one.id, sum((line.amount for line in one.lines), Decimal(0)), booked))
        return tuple(one for one in found if one.booked_at.date() == day)

    def send_order(self, order: Order) -> OrderState:
        state = OrderState(order.id, "waiting", order.amount, Decimal(0), None, f"https://pay.test/{order.id}", 0)
        return self.orders.setdefault(order.id, state)

    def find_order(self, order_id: str, case: str, actor: str) -> OrderState | None:
        held = self.orders[order_id]
        state = "paid" if order_id in self.paid else "waiting"
        return OrderState(order_id, state, held.amount, Decimal(0), None, held.pay_url, 0)

    def send_refund(self, refund: Refund) -> OrderState:
        self.refunds.append(refund)
        return self.orders.get(refund.order_id) or OrderState(refund.order_id, "paid", Decimal(0), Decimal(0), now(), "", 0)


@dataclass
class FakeCourier:
    sent: list[Parcel] = field(default_factory=list)
    delivers: bool = False
    stops: list[str] = field(default_factory=list)

    def send_parcel(self, parcel: Parcel) -> ParcelState:
        self.sent.append(parcel)
        return ParcelState(parcel.id, "SF1", "collected", ())

    def find_parcel(self, parcel_id: str, case: str, actor: str) -> ParcelState | None:
        told = tuple(Stop(state, now()) for state in (*self.stops, *(("delivered",) if self.delivers else ())))
        return ParcelState(parcel_id, "SF1", told[-1].state, told) if told else None


@dataclass
class FakeCabinet:
    """Cells. state: of every deposit, as the test says."""

    deposits: list[Deposit] = field(default_factory=list)
    state: str = "loaded"

    def find_sites(self, region: str, actor: str) -> tuple[Site, ...]:
        return (Site(f"C{region}01", "市民中心门口取件柜（示例）", "示例路 1 号"),)

    def send_deposit(self, deposit: Deposit) -> CellState:
        self.deposits.append(deposit)
        return CellState(deposit.id, deposit.site, "loaded", "07", now(), now() + timedelta(days=3), "", "482913")

    def find_deposit(self, deposit_id: str, case: str, actor: str) -> CellState | None:
        site, proof = self.deposits[-1].site, "K00000001" if self.state == "collected" else ""
        return CellState(deposit_id, site, self.state, "07", now(), now() + timedelta(days=3), proof, "482913")


@dataclass
class FakeMessages:
    sent: list[Message] = field(default_factory=list)

    def send_message(self, message: Message) -> None:
        self.sent.append(message)


@dataclass
class FakeMail:
    sent: list[Mail] = field(default_factory=list)

    def send_mail(self, mail: Mail) -> None:
        self.sent.append(mail)


@dataclass
class FakeReader:
    cards: dict[str, Card] = field(default_factory=dict)

    def read_card(self, device: str, actor: str) -> Card | None:
        return self.cards.get(device)


@dataclass
class FakeLicence:
    """asks: what each ask has confirmed; an ask without an entry waits."""

    asks: dict[str, Licence] = field(default_factory=dict)

    def ask(self) -> LicenceAsk:
        return LicenceAsk("ask-1", "http://127.0.0.1:8100/licences/ask-1", 300)

    def find_licence(self, ask_id: str) -> Licence | None:
        return self.asks.get(ask_id)


@dataclass
class FakeScanner:
    """What lies in each feeder; scanning empties it."""

    feeders: dict[str, bytes] = field(default_factory=dict)

    def scan(self, device: str, actor: str) -> Scan | None:
        content = self.feeders.pop(device, b"")
        return Scan(content, 1) if content else None


@dataclass
class FakePrinter:
    """Printers of kiosks. trouble: what keeps every one of them from printing; dumb: they do not answer; printed: what came out."""

    trouble: str = ""
    dumb: bool = False
    printed: list[PrintJob] = field(default_factory=list)

    def send_document(self, job: PrintJob) -> PrintState:
        if self.dumb:
            raise Fault("printer", "timeout")
        if self.trouble:
            return PrintState(len(self.printed) + 1, "failed", self.trouble)
        self.printed.append(job)
        return PrintState(len(self.printed), "printing", "")

    def find_print(self, printer: str, number: int) -> PrintState:
        return PrintState(number, "done", "")

    def find_printer(self, printer: str) -> PrinterState:
        if self.dumb:
            raise Fault("printer", "timeout")
        return PrinterState(self.trouble, low=False)


@dataclass
class FakeHooks:
    """Callback addresses. fails: what the next calls end in, one each; sent: what arrived."""

    sent: list[Call] = field(default_factory=list)
    fails: list[Fault] = field(default_factory=list)

    def send(self, call: Call) -> int:
        if self.fails:
            raise self.fails.pop(0)
        self.sent.append(call)
        return 204


@dataclass
class World:
    """All of them, within the test's reach."""

    family: Family
    share: FakeShare
    departments: FakeDepartments
    identity: FakeIdentity
    payment: FakePayment
    courier: FakeCourier
    messages: FakeMessages
    reader: FakeReader
    scanner: FakeScanner
    printer: FakePrinter
    hooks: FakeHooks
    licence: FakeLicence
    cabinet: FakeCabinet
    mail: FakeMail
    ports: Ports


def make_world(folder: Path, keys: tuple[str, ...]) -> World:
    """A married couple with one child, everything up."""
    family = Family(children=[make_child(1, date(2026, 11, 20))])
    share, departments, payment = FakeShare(family), FakeDepartments(), FakePayment()
    people = {"mother": (family.mother, "周若岚"), "father": (family.father, "陈景行"), "stranger": (make_id(date(1980, 1, 5), 9), "路人")}
    identity, courier, messages = FakeIdentity(people), FakeCourier(), FakeMessages()
    reader, scanner = FakeReader(), FakeScanner()
    printer, hooks, licence, cabinet, mail = FakePrinter(), FakeHooks(), FakeLicence(), FakeCabinet(), FakeMail()
    seal = SandboxSeal(folder / "keys.json", "a passphrase for tests", ("platform", "standards", "seal-maker", *keys))
    authority = SandboxAuthority(folder / "authority", "a passphrase for tests", Hooks(now, lambda _record: None, lambda: False))
    outer = (reader, scanner, printer, hooks, licence, cabinet, mail)
    ports = Ports(share, departments, identity, payment, courier, messages, seal, authority, *outer)
    return World(family, share, departments, identity, payment, courier, messages, *outer, ports)
