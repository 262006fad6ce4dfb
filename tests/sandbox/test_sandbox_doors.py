"""Payment, courier and messages."""

import time
from typing import Any

from tests.sandbox.conftest import Caller

LINES = [
    {"item": "premium", "member": "B1", "amount": "400.00", "label": "大宝保费"},
    {"item": "premium", "member": "B2", "amount": "400.00", "label": "二宝保费"},
]
ORDER = {"order": "O1", "amount": "800.00", "lines": LINES, "return_url": "http://127.0.0.1:8000/paid?case=C1"}


def _open(caller: Caller) -> dict[str, Any]:
    got = caller.call("POST", "/payment/v1/orders", ORDER)
    assert got.status == 201
    return got.json


def _page(order: dict[str, Any]) -> str:
    return "/payment/pay/" + str(order["pay_url"]).rsplit("/", 1)[1]


def test_a_payer_pays_one_sum_and_comes_back(caller: Caller) -> None:
    order = _open(caller)
    shown = caller.send("GET", _page(order))
    assert shown.headers["Content-Type"].startswith("text/html")
    assert "800.00" in shown.body.decode()
    assert "<script" not in shown.body.decode()
    short = caller.form(_page(order), do="short")
    assert short.status == 402
    assert caller.call("GET", "/payment/v1/orders/O1").json["state"] == "waiting"
    back = caller.form(_page(order), do="pay")
    assert (back.status, back.headers["Location"]) == (303, "http://127.0.0.1:8000/paid?case=C1&order=O1&state=paid")
    state = caller.call("GET", "/payment/v1/orders/O1").json
    assert (state["state"], state["tried"]) == ("paid", 1)
    paid_at = state["paid_at"]
    caller.form(_page(order), do="pay")
    assert caller.call("GET", "/payment/v1/orders/O1").json["paid_at"] == paid_at


def test_an_order_is_opened_once(caller: Caller) -> None:
    first, again = _open(caller), caller.call("POST", "/payment/v1/orders", ORDER)
    assert again.json == first
    other = caller.call("POST", "/payment/v1/orders", {**ORDER, "amount": "400.00", "lines": LINES[:1]})
    assert (other.status, other.json["error"]) == (409, "conflict")


def test_wrong_orders_are_refused(caller: Caller) -> None:
    assert caller.call("POST", "/payment/v1/orders", {**ORDER, "amount": "799.99"}).json["error"] == "sum_of_lines"
    assert caller.call("POST", "/payment/v1/orders", {**ORDER, "return_url": "https://example.org/"}).json["error"] == "wrong_return_url"
    assert caller.call("POST", "/payment/v1/orders", {**ORDER, "amount": "NaN"}).json["error"] == "wrong_amount"
    assert caller.call("GET", "/payment/v1/orders/none").status == 404
    assert caller.send("GET", "/payment/pay/guess").status == 404


def test_lines_are_paid_back_once_and_never_more_than_paid(caller: Caller) -> None:
    order = _open(caller)
    refund = {"refund": "R1", "lines": LINES[:1], "reason": "不予办理"}
    path = "/payment/v1/orders/O1/refunds"
    assert caller.call("POST", path, refund).json["error"] == "not_paid"
    caller.form(_page(order), do="pay")
    assert caller.call("POST", path, refund).json["refunded"] == "400.00"
    assert caller.call("POST", path, refund).json["refunded"] == "400.00"
    assert caller.call("POST", path, {**refund, "lines": LINES}).json["error"] == "conflict"
    assert caller.call("POST", path, {**refund, "refund": "R2"}).json["error"] == "more_than_paid"
    rest = caller.call("POST", path, {"refund": "R3", "lines": LINES[1:], "reason": "撤回"}).json
    assert (rest["state"], rest["refunded"]) == ("refunded", "800.00")


def test_a_parcel_arrives(caller: Caller) -> None:
    object.__setattr__(caller.state.settings, "courier_seconds", 0.3)
    parcel = {"parcel": "K1", "to": {"name": "林甲", "phone": "19000000004", "address": "示例街1号"}, "contents": ["出生医学证明"]}
    first = caller.call("POST", "/courier/v1/parcels", parcel).json
    assert first["state"] == "collected"
    assert caller.call("POST", "/courier/v1/parcels", parcel).json["tracking"] == first["tracking"]
    assert caller.call("POST", "/courier/v1/parcels", {**parcel, "contents": ["x"]}).status == 409
    time.sleep(0.35)
    last = caller.call("GET", "/courier/v1/parcels/K1").json
    assert [stop["state"] for stop in last["stops"]] == ["collected", "on_the_way", "delivered"]
    assert caller.call("POST", "/courier/v1/parcels", {**parcel, "parcel": "K2", "to": {"name": "林甲"}}).json["error"] == "no_address"


def test_a_message_is_sent_once_and_read_in_the_outbox(caller: Caller) -> None:
    message = {"message": "S1", "phone": "19000000003", "template": "invite", "text": "请确认 <出生一件事>"}
    assert caller.call("POST", "/messages/v1/messages", message).status == 202
    assert caller.call("POST", "/messages/v1/messages", message).status == 202
    assert caller.call("POST", "/messages/v1/messages", {**message, "text": "别的"}).status == 409
    sent = caller.send("GET", "/messages/outbox?phone=19000000003", headers={"Accept": "application/json"}).json["messages"]
    assert [one["text"] for one in sent] == ["请确认 <出生一件事>"]
    assert "&lt;出生一件事&gt;" in caller.send("GET", "/messages/outbox?phone=19000000003").body.decode()
    assert caller.send("GET", "/messages/outbox?phone=1", headers={"Accept": "application/json"}).json["messages"] == []
