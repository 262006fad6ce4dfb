"""The port of the payment provider: one order and one sum a case, with a ledger line for each task."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Line:
    """What one task costs: amount in yuan, two places, above zero. label: 中文, shown to the payer."""

    item: str
    member: str
    amount: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class Order:
    """One sum to be paid. id: the platform's, the idempotency key, without a slash. return_url: where the payer comes back to."""

    id: str
    case: str
    amount: Decimal
    lines: tuple[Line, ...]
    return_url: str
    actor: str


@dataclass(frozen=True, slots=True)
class OrderState:
    """How an order stands.

    state: waiting | paid | refunded (all of it) | partly_refunded. pay_url: where to pay while waiting. refunded: in yuan.
    tried: payments that failed so far (too little money).
    """

    order_id: str
    state: str
    amount: Decimal
    refunded: Decimal
    paid_at: datetime | None
    pay_url: str
    tried: int


@dataclass(frozen=True, slots=True)
class Refund:
    """Money going back for some lines. id: idempotency key. reason: 中文.

    A line without an item is what was taken over the order's sum (paid twice, too much): at most that can go back by it.
    """

    id: str
    order_id: str
    case: str
    lines: tuple[Line, ...]
    reason: str
    actor: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a statement. id: theirs, once for ever; refund: id of the refund, "" for a payment; amount: in yuan, above zero."""

    id: str
    order_id: str
    refund: str
    amount: Decimal
    booked_at: datetime


class PaymentPort(Protocol):
    """The payment provider."""

    def send_order(self, order: Order) -> OrderState:
        """Open an order. Idempotent by id; the same id with another sum or lines is a Fault "conflict" (permanent)."""
        ...

    def find_order(self, order_id: str, case: str, actor: str) -> OrderState | None:
        """How it stands; None when the provider does not know it."""
        ...

    def find_statement(self, day: date, actor: str) -> tuple[Entry, ...]:
        """Everything that was booked on a day (Asia/Shanghai), in the order of booking; of a day under way, so far."""
        ...

    def send_refund(self, refund: Refund) -> OrderState:
        """Pay lines back. Idempotent by id; more than a line was paid is a Fault (permanent)."""
        ...
