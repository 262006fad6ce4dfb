"""The wire of the payment provider: orders, their state, refunds."""

from datetime import date
from decimal import Decimal
from urllib.parse import quote

from shuangquan.connectors.guard import About, Ask, Guard, Reply
from shuangquan.connectors.payment.port import Entry, Line, Order, OrderState, Refund
from shuangquan.connectors.shape import Reader, malformed, read_object, write_object

PARTY = "payment"
STATES = frozenset({"waiting", "paid", "refunded", "partly_refunded"})


class PaymentWire:
    """Orders over HTTP through a guard."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    def send_order(self, order: Order) -> OrderState:
        """See PaymentPort."""
        body = write_object(
            {
                "order": order.id,
                "amount": f"{order.amount:.2f}",
                "lines": [_write_line(line) for line in order.lines],
                "return_url": order.return_url,
            }
        )
        about = About(PARTY, "orders", order.case, "", "payment", order.actor, ("order",), ("amount", "lines"))
        return self.guard.send(about, Ask("POST", "/payment/v1/orders", body), lambda reply: read_state(reply, order.id))

    def find_order(self, order_id: str, case: str, actor: str) -> OrderState | None:
        """See PaymentPort."""
        about = About(PARTY, "orders", case, "", "payment", actor, ("order",), ("state",))
        ask = Ask("GET", f"/payment/v1/orders/{quote(order_id, safe='')}", accept=frozenset({404}))
        return self.guard.send(about, ask, lambda reply: None if reply.status == 404 else read_state(reply, order_id))

    def find_statement(self, day: date, actor: str) -> tuple[Entry, ...]:
        """See PaymentPort."""
        about = About(PARTY, "statements", "", "", "reconcile", actor, ("day",), ("entries",))
        return self.guard.send(about, Ask("GET", f"/payment/v1/statements/{day.isoformat()}"), lambda reply: read_statement(reply, day))

    def send_refund(self, refund: Refund) -> OrderState:
        """See PaymentPort."""
        body = write_object({"refund": refund.id, "lines": [_write_line(line) for line in refund.lines], "reason": refund.reason})
        about = About(PARTY, "refunds", refund.case, "", "refund", refund.actor, ("order", "refund"), ("lines",))
        ask = Ask("POST", f"/payment/v1/orders/{quote(refund.order_id, safe='')}/refunds", body)
        return self.guard.send(about, ask, lambda reply: read_state(reply, refund.order_id))


def _write_line(line: Line) -> dict[str, str]:
    return {"item": line.item, "member": line.member, "amount": f"{line.amount:.2f}", "label": line.label}


def read_state(reply: Reply, order_id: str) -> OrderState:
    """Parse an order's state. Fault malformed, also when it is another order's."""
    reader = Reader(read_object(reply.body, PARTY), PARTY)
    state = reader.text("state")
    paid_at = reader.moment("paid_at") if reader.has("paid_at") else None
    refunded: Decimal = reader.money("refunded")
    if reader.text("order") != order_id or state not in STATES or (state != "waiting" and paid_at is None):
        raise malformed(PARTY)
    return OrderState(order_id, state, reader.money("amount"), refunded, paid_at, reader.text("pay_url"), reader.whole("tried"))


def read_statement(reply: Reply, day: date) -> tuple[Entry, ...]:
    """Parse a day's statement. Fault malformed, also when it is another day's, or one entry stands there twice."""
    reader = Reader(read_object(reply.body, PARTY), PARTY)
    if reader.text("day") != day.isoformat():
        raise malformed(PARTY)
    entries = tuple(_read_entry(one) for one in reader.parts("entries"))
    if len({one.id for one in entries}) != len(entries) or any(one.amount <= 0 for one in entries):
        raise malformed(PARTY)
    return entries


def _read_entry(reader: Reader) -> Entry:
    return Entry(reader.text("entry"), reader.text("order"), reader.text("refund"), reader.money("amount"), reader.moment("booked_at"))
