"""Orders and refunds of the platform, and the page where the payer pays. One sum an order, a ledger line a task."""

import hmac
import secrets
from decimal import Decimal, InvalidOperation
from html import escape
from typing import Any
from urllib.parse import urlencode, urlsplit

from sandbox.clock import stamp
from sandbox.payment.statements import find_taken
from sandbox.state import State
from sandbox.web import Problem, Request, Response, Router, page, redirect, reply

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def read_amount(value: object) -> Decimal:
    """Yuan above zero with two places. Problem 400."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation as error:
        raise Problem(400, "wrong_amount") from error
    if not amount.is_finite() or amount <= 0 or amount != amount.quantize(Decimal("0.01")):
        raise Problem(400, "wrong_amount")
    return amount.quantize(Decimal("0.01"))


class Payment:
    """The payment provider."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self, router: Router) -> None:
        """Its addresses."""
        router.add("POST", "/payment/v1/orders", self.open_order)
        router.add("GET", "/payment/v1/orders/{}", self.show_order)
        router.add("POST", "/payment/v1/orders/{}/refunds", self.refund)
        router.add("GET", "/payment/pay/{}", self.show_page)
        router.add("POST", "/payment/pay/{}", self.pay)

    def open_order(self, request: Request) -> Response:
        """POST orders {"order", "amount", "lines", "return_url"} → state with pay_url; the same again is the same order."""
        self._state.gate.check(request)
        body = request.json()
        order_id, lines = str(body.get("order") or ""), _read_lines(body.get("lines"))
        amount = read_amount(body.get("amount"))
        if not order_id or "/" in order_id:
            raise Problem(400, "wrong_order")
        if sum(Decimal(line["amount"]) for line in lines) != amount:
            raise Problem(400, "sum_of_lines")
        return_url = str(body.get("return_url") or "")
        if urlsplit(return_url).scheme not in ("http", "https") or urlsplit(return_url).hostname not in _LOOPBACK:
            raise Problem(400, "wrong_return_url")
        ledger = self._state.ledger
        with ledger.lock:
            known = ledger.find("order", order_id)
            plain = [{name: line[name] for name in ("item", "member", "amount", "label")} for line in lines]
            if known is not None:
                same = [{name: line[name] for name in ("item", "member", "amount", "label")} for line in known["lines"]] == plain
                if not same or known["amount"] != str(amount):
                    raise Problem(409, "conflict")
                return reply(self._show(request, known))
            row: dict[str, Any] = {
                "order": order_id, "amount": str(amount), "lines": lines, "return_url": return_url, "token": secrets.token_urlsafe(24),
                "state": "waiting", "paid_at": None, "refunded": "0.00", "tried": 0,
            }  # fmt: skip
            ledger.keep(("order", order_id, row), ("pay_token", row["token"], order_id))
        return reply(self._show(request, row), 201)

    def show_order(self, request: Request) -> Response:
        """GET orders/{id}."""
        self._state.gate.check(request)
        order = request.path[3]
        if request.fault == "other":
            order = next((one for one in self._state.ledger.all("order") if one != order), order)
        return reply(self._show(request, self._find(order)))

    def refund(self, request: Request) -> Response:
        """POST orders/{id}/refunds {"refund", "lines": [{"item", "member", "amount"}], "reason"}; idempotent by refund."""
        self._state.gate.check(request)
        body = request.json()
        refund_id, wanted = str(body.get("refund") or ""), _read_lines(body.get("lines"))
        ledger = self._state.ledger
        with ledger.lock:
            row = self._find(request.path[3])
            known = ledger.find("refund", refund_id)
            if refund_id and known is not None and (known["order"], known["lines"]) == (row["order"], wanted):
                return reply(self._show(request, row))
            if not refund_id or known is not None:
                raise Problem(409, "conflict")
            if row["state"] not in ("paid", "partly_refunded"):
                raise Problem(422, "not_paid")
            changed = _pay_back(row, wanted, find_taken(ledger, row))
            made = {"order": row["order"], "lines": wanted, "at": stamp()}
            ledger.keep(("refund", refund_id, made), ("order", row["order"], changed))
        return reply(self._show(request, changed))

    def show_page(self, request: Request) -> Response:
        """The payer's page."""
        return self._page(self._by_token(request.path[2]), "")

    def pay(self, request: Request) -> Response:
        """The payer pressed a button: do=pay, short (too little money) or back."""
        pressed = request.form().get("do")
        with self._state.ledger.lock:
            row = self._by_token(request.path[2])
            if pressed == "short" and row["state"] == "waiting":
                row = {**row, "tried": row["tried"] + 1}
                self._state.ledger.keep(("order", row["order"], row))
                return self._page(row, "余额不够，没有扣款。换一种方式再付，或者返回。", 402)
            if pressed == "pay" and row["state"] == "waiting":
                row = {**row, "state": "paid", "paid_at": stamp()}
                self._state.ledger.keep(("order", row["order"], row))
        joint = "&" if urlsplit(row["return_url"]).query else "?"
        return redirect(row["return_url"] + joint + urlencode({"order": row["order"], "state": row["state"]}))

    def _find(self, order_id: str) -> dict[str, Any]:
        row = self._state.ledger.find("order", order_id)
        if row is None:
            raise Problem(404, "no_such_order")
        found: dict[str, Any] = row
        return found

    def _by_token(self, token: str) -> dict[str, Any]:
        row = self._find(str(self._state.ledger.find("pay_token", token)))
        if not hmac.compare_digest(row["token"], token):
            raise Problem(404, "no_such_order")
        return row

    def _show(self, request: Request, row: dict[str, Any]) -> dict[str, Any]:
        shown = {name: row[name] for name in ("order", "state", "amount", "refunded", "paid_at", "lines", "tried")}
        return {**shown, "pay_url": f"{request.origin}/payment/pay/{row['token']}"}

    def _page(self, row: dict[str, Any], error: str, status: int = 200) -> Response:
        lines = "".join(f'<tr><td>{escape(line["label"])}</td><td class="n">{line["amount"]} 元</td></tr>' for line in row["lines"])
        table = f'<table>{lines}<tr class="sum"><td>合计</td><td class="n">{row["amount"]} 元</td></tr></table>'
        alert = f'<p class="error" role="alert">{escape(error)}</p>' if error else ""
        buttons = '<button name="do" value="pay">付款</button><button class="plain" name="do" value="short">余额不够</button>'
        if row["state"] != "waiting":
            alert, buttons = "<p>这笔款已经付过。</p>", ""
        form = f'<form method="post">{alert}{table}{buttons}<button class="plain" name="do" value="back">返回办事页面</button></form>'
        return page("付款", f'<h1>付款</h1><p class="sub">统一支付平台</p><div class="sheet">{form}</div>', status)


def _read_lines(value: object) -> list[dict[str, str]]:
    if not isinstance(value, list) or not 0 < len(value) <= 200:
        raise Problem(400, "wrong_lines")
    lines = []
    for one in value:
        if not isinstance(one, dict):
            raise Problem(400, "wrong_lines")
        line = {name: str(one.get(name) or "") for name in ("item", "member", "label")}
        lines.append({**line, "amount": str(read_amount(one.get("amount"))), "refunded": "0.00"})
    return lines


def _pay_back(row: dict[str, Any], wanted: list[dict[str, str]], taken: Decimal) -> dict[str, Any]:
    """A line without an item is what was taken over the sum of the lines."""
    lines = [dict(line) for line in row["lines"]]
    over = Decimal(row.get("over_back", "0.00")) + sum((Decimal(one["amount"]) for one in wanted if not one["item"]), Decimal(0))
    if over > taken - sum((Decimal(line["amount"]) for line in lines), Decimal(0)):
        raise Problem(422, "more_than_paid")
    for one in (line for line in wanted if line["item"]):
        line = next((have for have in lines if (have["item"], have["member"]) == (one["item"], one["member"])), None)
        back = Decimal(one["amount"]) + Decimal(line["refunded"]) if line else Decimal(0)
        if line is None or back > Decimal(line["amount"]):
            raise Problem(422, "more_than_paid")
        line["refunded"] = str(back)
    total = sum(Decimal(line["refunded"]) for line in lines)
    state = "refunded" if total == Decimal(row["amount"]) else "partly_refunded" if total else row["state"]
    return {**row, "lines": lines, "refunded": str(total), "state": state, "over_back": str(over)}
