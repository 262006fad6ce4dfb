"""The contracts of payment, courier and messages, passed by both sides."""

import json
import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from secrets import token_hex

import httpx
import pytest

from sandbox.clock import now as shanghai
from sandbox.running import Running
from shuangquan.connectors.cabinet.live import LiveCabinet
from shuangquan.connectors.cabinet.port import CabinetPort, Deposit
from shuangquan.connectors.courier.port import CourierPort, Parcel
from shuangquan.connectors.guard import Limits
from shuangquan.connectors.licence.port import LicencePort
from shuangquan.connectors.messages.port import Message, MessagesPort
from shuangquan.connectors.payment.port import Line, Order, PaymentPort, Refund
from shuangquan.connectors.reader.port import ReaderPort
from shuangquan.connectors.scanner.port import ScannerPort
from shuangquan.connectors.signing import AppKey
from shuangquan.core.words.errors import Fault, Refusal
from tests.connectors.conftest import Outside

LINES = (Line("premium", "B1", Decimal(400), "大宝保费"), Line("premium", "B2", Decimal("400.00"), "二宝保费"))


@pytest.fixture
def order() -> Order:
    return Order(f"C1.鲁Q00001.{token_hex(4)}", "C1", Decimal("800.00"), LINES, "http://127.0.0.1:8000/paid", "a-1")


def _press(pay_url: str, button: str) -> httpx.Response:
    return httpx.post(pay_url, data={"do": button}, trust_env=False)


def test_an_order_is_opened_paid_and_paid_back(payment: PaymentPort, order: Order) -> None:
    opened = payment.send_order(order)
    assert (opened.state, opened.amount, opened.refunded, opened.paid_at) == ("waiting", Decimal("800.00"), Decimal("0.00"), None)
    assert payment.send_order(order) == opened
    assert _press(opened.pay_url, "short").status_code == 402
    assert _press(opened.pay_url, "pay").headers["Location"].startswith("http://127.0.0.1:8000/paid?order=")
    paid = payment.find_order(order.id, "C1", "a-1")
    assert paid is not None
    assert (paid.state, paid.tried) == ("paid", 1)
    assert paid.paid_at is not None
    refund = Refund(f"R{token_hex(4)}", order.id, "C1", LINES[:1], "不予办理", "a-1")
    assert payment.send_refund(refund) == payment.send_refund(refund)
    back = payment.find_order(order.id, "C1", "a-1")
    assert back is not None
    assert (back.state, back.refunded) == ("partly_refunded", Decimal("400.00"))
    with pytest.raises(Fault) as caught:
        payment.send_refund(replace(refund, id="R" + token_hex(4)))
    assert caught.value.permanent


def test_a_statement_tells_what_was_booked_and_too_much_goes_back_once(payment: PaymentPort, order: Order, sandbox: Running) -> None:
    pay_url = payment.send_order(order).pay_url
    today = shanghai().date()

    def booked() -> list[tuple[str, Decimal]]:
        return [(one.refund, one.amount) for one in payment.find_statement(today, "a-1") if one.order_id == order.id]

    def spoil(how: str) -> None:
        body, hand = {"order": order.id, "how": how}, {"X-Sandbox-Control": "1"}
        httpx.post(f"{sandbox.address}/payment/statements/spoil", json=body, headers=hand, trust_env=False).raise_for_status()

    assert booked() == [], "what is not paid is not booked"
    _press(pay_url, "pay")
    assert booked() == [("", Decimal("800.00"))]
    spoil("doubled")
    assert booked() == [("", Decimal("800.00"))] * 2
    refund = Refund(f"R{token_hex(4)}", order.id, "C1", (Line("", "", Decimal("800.00"), "多付"),), "付了两次", "a-1")
    assert payment.send_refund(refund) == payment.send_refund(refund)
    assert booked()[-1] == (refund.id, Decimal("800.00"))
    with pytest.raises(Fault):
        payment.send_refund(replace(refund, id="R" + token_hex(4)))
    for how in ("missing", "late"):
        spoil(how)
        assert booked() == [(refund.id, Decimal("800.00"))], how
    assert payment.find_statement(today - timedelta(days=400), "a-1") == ()


def test_another_sum_under_the_same_id_is_a_conflict(payment: PaymentPort, order: Order) -> None:
    payment.send_order(order)
    with pytest.raises(Fault) as caught:
        payment.send_order(replace(order, amount=Decimal("400.00"), lines=LINES[:1]))
    assert (caught.value.code, caught.value.permanent) == ("conflict", True)


def test_an_unknown_order_is_none(payment: PaymentPort) -> None:
    assert payment.find_order("none", "C1", "a-1") is None


@pytest.mark.parametrize(("mode", "code"), [("down", "unavailable"), ("wrong", "malformed"), ("drop", "cut")])
def test_a_broken_provider_is_a_fault(payment: PaymentPort, order: Order, sandbox: Running, mode: str, code: str) -> None:
    sandbox.control("payment", {"mode": mode})
    with pytest.raises(Fault) as caught:
        payment.send_order(order)
    assert (caught.value.code, caught.value.permanent) == (code, False)
    sandbox.control("payment", {"mode": "ok"})
    assert payment.send_order(order).state == "waiting"


def test_a_parcel_arrives(courier: CourierPort) -> None:
    parcel = Parcel(f"K{token_hex(4)}", "C1", "林甲", "19000000004", "示例街1号", ("出生医学证明",), "a-1")
    first = courier.send_parcel(parcel)
    assert first.state == "collected"
    assert courier.send_parcel(parcel).tracking == first.tracking
    time.sleep(0.35)
    last = courier.find_parcel(parcel.id, "C1", "a-1")
    assert last is not None
    assert [stop.state for stop in last.stops] == ["collected", "on_the_way", "delivered"]
    assert courier.find_parcel("none", "C1", "a-1") is None
    with pytest.raises(Fault) as caught:
        courier.send_parcel(replace(parcel, id="K" + token_hex(4), address=" "))
    assert (caught.value.code, caught.value.permanent) == ("refused", True)


def test_a_message_is_sent_once_even_if_the_answer_was_lost(messages: MessagesPort, sandbox: Running, outside: Outside) -> None:
    phone = f"190{time.time_ns() % 10**8:08d}"
    message = Message(f"S{token_hex(4)}", "C1", phone, "invite", "请确认", "a-1")
    sandbox.control("messages", {"mode": "drop", "calls": 1})
    messages.send_message(message)
    messages.send_message(message)
    sent = httpx.get(f"{sandbox.address}/messages/outbox?phone={phone}", headers={"Accept": "application/json"}, trust_env=False)
    assert [one["text"] for one in json.loads(sent.content)["messages"]] == ["请确认"]
    assert [record.outcome for record in outside.records] == ["cut", "ok", "ok"]
    assert phone not in repr(outside.records)


def test_a_licence_says_who_confirmed_for_which_company_once(licence: LicencePort, sandbox: Running, outside: Outside) -> None:
    people = httpx.get(f"{sandbox.address}/control/people", trust_env=False).json()["people"]
    rep = next(one for one in people if one["login"] == "hiring")
    asked = licence.ask()
    assert licence.find_licence(asked.id) is None and asked.seconds == 300
    confirm, hand = f"{sandbox.address}/licences/v1/asks/{asked.id}/confirm", {"X-Sandbox-Control": "1"}
    said = {"login": "hiring", "capacity": "agent", "scope": "hiring,freight", "until": "2027-01-31"}
    assert httpx.post(confirm, json=said, trust_env=False).status_code == 403
    assert httpx.post(confirm, json=said, headers=hand, trust_env=False).status_code == 200
    found = licence.find_licence(asked.id)
    assert found is not None
    assert (found.uscc, found.id_number, found.capacity, found.level) == (rep["organisation"], rep["id_number"], "agent", 4)
    assert found.scope == ("hiring", "freight") and found.until == date(2027, 1, 31)
    assert rep["id_number"] not in repr(outside.records) + repr(found)
    with pytest.raises(Refusal, match=r"licence\.failed"):
        licence.find_licence(asked.id)
    turned = licence.ask()
    assert httpx.post(turned.url, data={"do": "no"}, trust_env=False).status_code == 303
    with pytest.raises(Refusal, match=r"licence\.failed"):
        licence.find_licence(turned.id)
    sandbox.control("licences", {"mode": "down"})
    with pytest.raises(Fault):
        licence.ask()


def test_a_reader_says_whose_card_lies_there(reader: ReaderPort, sandbox: Running, outside: Outside) -> None:
    device = f"w-{token_hex(4)}"
    lay = f"{sandbox.address}/readers/v1/devices/{device}/lay"
    hand = {"X-Sandbox-Control": "1"}
    assert reader.read_card(device, "s-1") is None
    people = httpx.get(f"{sandbox.address}/control/people", trust_env=False).json()["people"]
    laid = next(one for one in people if one["login"])
    assert httpx.post(lay, json={"login": laid["login"]}, headers=hand, trust_env=False).status_code == 200
    card = reader.read_card(device, "s-1")
    assert card is not None
    assert (card.id_number, card.name, card.faced) == (laid["id_number"], laid["name"], True)
    assert laid["id_number"] not in repr(outside.records) + repr(card)
    assert httpx.post(lay, json={"login": ""}, headers=hand, trust_env=False).status_code == 200
    assert reader.read_card(device, "s-1") is None
    assert httpx.post(lay, json={"login": laid["login"]}, trust_env=False).status_code == 403
    sandbox.control("readers", {"mode": "down"})
    with pytest.raises(Fault):
        reader.read_card(device, "s-1")


def test_a_scanner_gives_what_lies_in_its_feeder_once(scanner: ScannerPort, sandbox: Running, outside: Outside) -> None:
    device = f"w-{token_hex(4)}"
    lay = f"{sandbox.address}/scanners/v1/devices/{device}/lay"
    hand = {"X-Sandbox-Control": "1"}
    assert scanner.scan(device, "s-1") is None
    assert httpx.post(lay, json={"title": "亲子鉴定意见"}, headers=hand, trust_env=False).status_code == 200
    found = scanner.scan(device, "s-1")
    assert found is not None
    assert (found.pages, found.content[:5]) == (1, b"%PDF-")
    assert scanner.scan(device, "s-1") is None
    assert httpx.post(lay, json={"title": "x"}, trust_env=False).status_code == 403
    sandbox.control("scanners", {"mode": "down"})
    tried = len(outside.records)
    with pytest.raises(Fault):
        scanner.scan(device, "s-1")
    assert len(outside.records) == tried + 1, "sheets that went through are not there for a second try"


def test_a_cell_opens_with_its_code_and_says_so(cabinet: CabinetPort, sandbox: Running) -> None:
    site, other = cabinet.find_sites("370783", "a-1")
    assert site.name and site.address and site.id != other.id
    made = Deposit(f"D{token_hex(4)}", "C1", site.id, ("出生医学证明",), "a-1")
    held = cabinet.send_deposit(made)
    assert cabinet.send_deposit(made) == held and held.state == "loaded" and len(held.code) == 6 and held.until is not None
    assert held.code not in repr(held)
    assert cabinet.find_deposit("none", "C1", "a-1") is None
    page = f"{sandbox.address}/cabinets/{site.id}"
    assert httpx.post(page, data={"code": "x"}, trust_env=False).status_code == 422
    assert httpx.post(page, data={"code": held.code}, trust_env=False).status_code == 303
    opened = cabinet.find_deposit(made.id, "C1", "a-1")
    assert opened is not None and opened.state == "collected" and opened.proof.startswith("K") and opened.at >= held.at
    late = replace(made, id=f"D{token_hex(4)}")
    code = cabinet.send_deposit(late).code
    hand = {"X-Sandbox-Control": "1"}
    httpx.post(f"{sandbox.address}/cabinets/v1/deposits/{late.id}/expire", headers=hand, trust_env=False).raise_for_status()
    over = cabinet.find_deposit(late.id, "C1", "a-1")
    assert over is not None and over.state == "expired"
    assert httpx.post(page, data={"code": code}, trust_env=False).status_code == 422, "its code opens nothing any more"
    with pytest.raises(Fault) as caught:
        cabinet.send_deposit(replace(made, id=f"D{token_hex(4)}", site="nowhere"))
    assert caught.value.permanent


def test_where_no_gateway_is_named_there_are_no_cabinets(app: AppKey, limits: Limits, outside: Outside) -> None:
    assert LiveCabinet("", app, limits, outside.hooks()).find_sites("370783", "a-1") == ()
