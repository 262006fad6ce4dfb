"""One sum for all fees of a case: asked of the departments, ordered, paid at the payment side, settled here."""

from decimal import Decimal

from shuangquan.actions.loading import Loaded, decide_case, find_role, load
from shuangquan.actions.people import Person
from shuangquan.actions.running import find_next
from shuangquan.connectors.bound import ports
from shuangquan.connectors.payment.port import Line, Order
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.parties import decide_order, decide_paid, find_fees
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.records.changes import JobRow
from shuangquan.records.ids import new_id

FROM_DEPARTMENT = "from department"


def find_amounts(case: Case, index: PlanIndex) -> dict[tuple[str, str | None], Decimal] | None:
    """What each task that is due costs, in yuan; None while the department that sets an amount cannot be reached."""
    due = find_fees(case, index)
    amounts: dict[tuple[str, str | None], Decimal] = {}
    for item in {item.id: item for item, _, _ in due}.values():
        members = [member for one, member, _ in due if one.id == item.id]
        try:
            whole = _quote(index, item.id, len(members))
        except Fault:
            return None
        amounts |= {(item.id, member): whole / len(members) for member in members}
    return amounts


def _quote(index: PlanIndex, item_id: str, count: int) -> Decimal:
    item = index.items[item_id]
    total = Decimal(0)
    for fee in item.fees:
        if fee.amount == FROM_DEPARTMENT:
            total += ports().departments.quote(item.department, item.id, index.plan.region, count)
        else:
            total += Decimal(fee.amount) * count
    return total


def order_payment(actor: Actor, case_id: str, person: Person, return_url: str) -> str:
    """Order what is due and answer where to pay. An order already open is gone on with. Refusals: "payment.nothing", "payment.later"."""
    loaded = load(case_id)
    open_orders = [p for p in loaded.case.payments.values() if p.state == "ordered"]
    if not open_orders:
        amounts = find_amounts(loaded.case, loaded.index)
        if amounts is None:
            raise Refusal("payment.later", "payment")
        role = find_role(loaded.case, person.id_number)
        loaded = decide_case(
            actor, case_id, "case.pay", lambda turn, index: decide_order(turn, index, f"{case_id}.{new_id()[-12:]}", amounts), role=role
        )
        open_orders = [p for p in loaded.case.payments.values() if p.state == "ordered"]
    order = open_orders[-1]
    lines = tuple(Line(item, member or "", Decimal(amount), loaded.index.items[item].name.zh) for item, member, amount, _ in order.lines)
    state = ports().payment.send_order(Order(order.order, case_id, Decimal(order.amount), lines, return_url, actor.subject))
    return state.pay_url


def settle_payment(actor: Actor, case_id: str, verb: str = "case.pay", person: Person | None = None) -> Loaded:
    """Look how the open orders stand, and note those that are paid. After submission, tasks that waited for it go on."""
    loaded = load(case_id)
    role = find_role(loaded.case, person.id_number) if person else None
    paid = []
    for payment in loaded.case.payments.values():
        if payment.state == "ordered":
            state = ports().payment.find_order(payment.order, case_id, actor.subject)
            if state is not None and state.state != "waiting":
                paid.append(payment.order)
    if not paid:
        return loaded

    def decide(turn: Turn, index: PlanIndex) -> None:
        for order in paid:
            decide_paid(turn, order, "paid")
        decide_running(turn, index)

    def after(case: Case, index: PlanIndex) -> tuple[JobRow, ...]:
        return find_next(case, index, 0) if case.state is not CaseState.DRAFT else ()

    return decide_case(actor, case_id, verb, decide, role=role, after=after)
