"""One sum for all fees of a case: asked of the departments, ordered, paid at the payment side, settled here."""

from dataclasses import dataclass
from decimal import Decimal

from shuangquan.actions.loading import Loaded, decide_case, find_role, load
from shuangquan.actions.orders import find_paid_orders
from shuangquan.actions.people import Person
from shuangquan.actions.running import find_next
from shuangquan.connectors.bound import ports
from shuangquan.connectors.payment.port import Line, Order
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.fees import find_stated
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.parties import decide_order, decide_paid, find_fees
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.model import FROM_DEPARTMENT
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.actor import SYSTEM, Actor
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.core.words.text import Text
from shuangquan.records.changes import JobRow
from shuangquan.records.ids import new_id


def find_amounts(case: Case, index: PlanIndex) -> dict[tuple[str, str | None], Decimal] | None:
    """What each task that is due costs, in yuan; None while a department or register that says an amount cannot be reached."""
    due = find_fees(case, index)
    amounts: dict[tuple[str, str | None], Decimal] = {}
    for item in {item.id: item for item, _, _ in due}.values():
        members = [member for one, member, _ in due if one.id == item.id]
        try:
            quoted = share_out(_quote(index, item, len(members)), len(members))
        except Fault:
            return None
        for member, share in zip(members, quoted, strict=True):
            stated = find_stated(case, index, item, member)
            if stated is None:
                return None
            amounts[item.id, member] = stated + share
    return amounts


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be paid. total: "400.00"; lines: (item, amount); known: whether every amount is; paid: already settled."""

    total: str
    lines: tuple[tuple[Text, str], ...]
    known: bool
    paid: str

    @property
    def any(self) -> bool:
        """Something is still to be paid."""
        return bool(self.lines) or not self.known


def find_due(loaded: Loaded) -> Due:
    """Fees due and paid, as the departments say now; an order under way counts as due."""
    case, index = loaded.case, loaded.index
    paid = sum((Decimal(p.amount) for p in case.payments.values() if p.state == "paid"), Decimal(0))
    settled = f"{paid:.2f}" if paid else ""
    open_orders = [p for p in case.payments.values() if p.state == "ordered"]
    if open_orders:
        lines = tuple((index.items[item].name, amount) for item, _, amount, _ in open_orders[-1].lines)
        return Due(open_orders[-1].amount, lines, True, settled)
    if not find_fees(case, index):
        return Due("", (), True, settled)
    amounts = find_amounts(case, index)
    if amounts is None:
        return Due("", (), False, settled)
    lines = tuple((index.items[item].name, f"{amount:.2f}") for (item, _), amount in amounts.items())
    return Due(f"{sum(amounts.values(), Decimal(0)):.2f}", lines, True, settled)


def share_out(whole: Decimal, count: int) -> tuple[Decimal, ...]:
    """`whole` yuan in `count` parts of whole 分 that add up to it again; the first parts carry what is left over."""
    each, rest = divmod(int(whole * 100), count)
    return tuple(Decimal(each + (nth < rest)) / 100 for nth in range(count))


def _quote(index: PlanIndex, item: PlanItem, count: int) -> Decimal:
    quotes = [
        ports().departments.quote(item.department, item.id, index.plan.region, count) for fee in item.fees if fee.amount == FROM_DEPARTMENT
    ]
    return sum(quotes, Decimal(0))


def order_payment(actor: Actor, case_id: str, person: Person, return_url: str) -> str:
    """Order what is due and answer where to pay. An order already open is gone on with. Refusals: "payment.nothing", "payment.later"."""
    loaded = load(case_id)
    open_orders = [p for p in loaded.case.payments.values() if p.state == "ordered"]
    if not open_orders:
        amounts = find_amounts(loaded.case, loaded.index)
        if amounts is None:
            raise Refusal("payment.later", "payment")
        role = find_role(loaded.case, person.id_number)
        order_id = f"{case_id}.{new_id()[-12:]}"
        loaded = decide_case(
            actor, case_id, "case.pay", lambda turn, index: decide_order(turn, index, order_id, amounts), role=role, after=_after
        )
        open_orders = [p for p in loaded.case.payments.values() if p.state == "ordered"]
    order = open_orders[-1]
    lines = tuple(Line(item, member or "", Decimal(amount), loaded.index.items[item].name.zh) for item, member, amount, _ in order.lines)
    state = ports().payment.send_order(Order(order.order, case_id, Decimal(order.amount), lines, return_url, actor.subject))
    return state.pay_url


def settle_payment(actor: Actor, case_id: str, person: Person) -> Loaded:
    """Look how the open orders stand, and note those that are paid. After submission, tasks that waited for it go on."""
    loaded = load(case_id)
    role = find_role(loaded.case, person.id_number)
    paid = find_paid_orders(loaded.case, actor)
    if not paid:
        return loaded

    def decide(turn: Turn, index: PlanIndex) -> None:
        for order in paid:
            decide_paid(turn, order, "paid")
        decide_running(turn, index)

    return decide_case(actor, case_id, "case.pay", decide, role=role, after=_after)


def note_paid(case_id: str) -> bool:
    """The payment side booked an order whose payer never came back: note it, and go on. False when nothing was paid there; Fault."""
    paid = find_paid_orders(load(case_id).case, SYSTEM)
    if not paid:
        return False

    def decide(turn: Turn, index: PlanIndex) -> None:
        for order in paid:
            decide_paid(turn, order, "paid")
        if turn.case.state is not CaseState.DRAFT:
            decide_running(turn, index)

    decide_case(SYSTEM, case_id, "case.run", decide, after=_after)
    return True


def _after(case: Case, index: PlanIndex) -> tuple[JobRow, ...]:
    return find_next(case, index, 0) if case.state is not CaseState.DRAFT else ()
