"""What the payment provider books day by day, as it tells it in a statement; and a hand that makes it differ."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sandbox.clock import stamp
from sandbox.control import check_hand
from sandbox.ledger import Ledger
from sandbox.state import State
from sandbox.web import Problem, Request, Response, Router, reply

MISSING, DOUBLED, MORE, LATE = HOWS = ("missing", "doubled", "more", "late")
"""Not booked at all; taken twice; five yuan too much taken; booked a day later."""
TOO_MUCH = Decimal("5.00")


class Statements:
    """The provider's books."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self, router: Router) -> None:
        """Its addresses."""
        router.add("GET", "/payment/v1/statements/{}", self.show)
        router.add("POST", "/payment/statements/spoil", self.spoil)
        router.add("POST", "/payment/statements/stray", self.stray)

    def show(self, request: Request) -> Response:
        """GET statements/{day} → everything booked on that day."""
        self._state.gate.check(request)
        try:
            day = date.fromisoformat(request.path[3])
        except ValueError as error:
            raise Problem(400, "wrong_day") from error
        entries = [one for one in _find_entries(self._state.ledger) if datetime.fromisoformat(one["booked_at"]).date() == day]
        return reply({"day": day.isoformat(), "entries": sorted(entries, key=lambda one: (one["booked_at"], one["entry"]))})

    def spoil(self, request: Request) -> Response:
        """POST {"order", "how": missing | doubled | more | late | ""} by a test: that order's books are wrong; "" mends them."""
        check_hand(request)
        body = request.json()
        order, how = str(body.get("order") or ""), str(body.get("how") or "")
        if self._state.ledger.find("order", order) is None:
            raise Problem(404, "no_such_order")
        if how and how not in HOWS:
            raise Problem(400, "wrong_how", ", ".join(HOWS))
        self._state.ledger.keep(("spoil", order, how))
        return reply({"order": order, "how": how})

    def stray(self, request: Request) -> Response:
        """POST {"order", "amount"} by a test: money is booked for an order that the platform never made."""
        check_hand(request)
        body = request.json()
        order, amount = str(body.get("order") or ""), str(body.get("amount") or "")
        row: dict[str, Any] = {
            "order": order, "amount": amount, "lines": [], "return_url": "", "token": order, "state": "paid", "paid_at": stamp(),
            "refunded": "0.00", "tried": 0,
        }  # fmt: skip
        self._state.ledger.keep(("order", order, row))
        return reply({"order": order}, 201)


def find_taken(ledger: Ledger, row: dict[str, Any]) -> Decimal:
    """What was taken for an order: its sum, or more where the books were spoiled so."""
    how, amount = ledger.find("spoil", row["order"]), Decimal(row["amount"])
    return amount * 2 if how == DOUBLED else amount + TOO_MUCH if how == MORE else amount


def _find_entries(ledger: Ledger) -> Iterator[dict[str, str]]:
    for order, row in ledger.all("order").items():
        if row["paid_at"]:
            yield from _book(order, row, str(ledger.find("spoil", order) or ""))
    for refund, row in ledger.all("refund").items():
        amount = sum((Decimal(line["amount"]) for line in row["lines"]), Decimal(0))
        if row.get("at"):  # of one that an older sandbox paid nobody knows when
            yield {"entry": f"R-{refund}", "order": row["order"], "refund": refund, "amount": f"{amount:.2f}", "booked_at": row["at"]}


def _book(order: str, row: dict[str, Any], how: str) -> Iterator[dict[str, str]]:
    if how == MISSING:
        return
    at = datetime.fromisoformat(row["paid_at"]) + timedelta(days=how == LATE)
    amount = Decimal(row["amount"]) + (TOO_MUCH if how == MORE else 0)
    for nth in range(1, 3 if how == DOUBLED else 2):
        booked = (at + timedelta(milliseconds=nth - 1)).isoformat(timespec="milliseconds")
        yield {"entry": f"P-{order}-{nth}", "order": order, "refund": "", "amount": f"{amount:.2f}", "booked_at": booked}
