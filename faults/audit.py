"""The auditor: what is left after the last fault, judged from the database's rows and the departments' own ledgers. It mends nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from faults.ledger import Ledger
from shuangquan.actions.acting import acting_system
from shuangquan.actions.delivering import is_parcel_due
from shuangquan.actions.loading import Loaded, load
from shuangquan.actions.projections import find_drift
from shuangquan.actions.upkeep import find_damage
from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.gather import find_var
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.packages import find_case_path
from shuangquan.core.cases.transitions import CAME_TO_NOTHING, CaseState, TaskState
from shuangquan.core.exchange.values import read_value
from shuangquan.core.words.errors import Refusal
from shuangquan.records.integrity import check_chain
from shuangquan.records.messages import find_messages_of_case
from shuangquan.records.projections import find_submitted

WAITS_FOR_PEOPLE = {TaskState.REVIEW: "an officer", TaskState.CORRECT: "the applicant"}


@dataclass(frozen=True, slots=True)
class Breach:
    """Something that must never be. kind: a word of KINDS; where: ids; what: one line."""

    kind: str
    where: str
    what: str


KINDS = {
    "lost": "an acknowledged case is not there, or is still a draft",
    "stuck": "a case neither ended nor waits for somebody who can be named",
    "certificate twice": "one item of one member was issued the same certificate more than once, or one identifier was given twice",
    "payment twice": "one item of one member was paid for more than once",
    "payment lost": "money was taken and the case does not know it, or the sums differ",
    "refund": "what was paid back is not exactly what came to nothing",
    "package twice": "a department's own system took one task more than once",
    "lie believed": "the case holds something else than what the department answered to it",
    "message": "a message was not sent, or the gateway took it more than once",
    "chain": "a hash chain or a Merkle root is broken",
    "drift": "a row is not what replaying its events gives",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """counts: what was looked at; states: how many cases ended or wait, and for what; breaches: empty when all is well."""

    counts: Mapping[str, int]
    states: Mapping[str, int]
    breaches: tuple[Breach, ...]


def audit(acknowledged: Iterable[str], ledger: Ledger) -> Verdict:
    """Judge every submitted case and every acknowledged one."""
    with acting_system():
        named = dict.fromkeys((*acknowledged, *find_submitted()))
        cases = {case_id: found for case_id in named if (found := _load(case_id)) is not None}
        breaches = [Breach("lost", case_id, "no such case") for case_id in named if case_id not in cases]
        states: Counter[str] = Counter()
        for case_id, loaded in cases.items():
            state, stuck = find_standing_of(loaded)
            states[state] += 1
            breaches += stuck
            breaches += find_double_certificates(loaded.case)
            breaches += find_wrong_money(loaded.case, ledger)
            breaches += find_lies(loaded, ledger)
            breaches += _find_messages(case_id, ledger)
            breaches += [Breach("chain", damage.where, damage.what) for damage in check_chain(case_id)]
            breaches += [Breach("drift", f"{d.table} {d.row} of {d.case}", d.what) for d in find_drift(case_id)]
        breaches += find_shared_identifiers({case_id: loaded.case for case_id, loaded in cases.items()})
        breaches += find_double_packages(ledger)
        breaches += [Breach("chain", damage.where, damage.what) for damage in find_damage()]
    counts = {
        "cases": len(cases), "events": sum(loaded.stored.version for loaded in cases.values()),
        "certificates": sum(len(loaded.case.certificates) for loaded in cases.values()),
        "packages": len(ledger.packages), "paid orders": sum(row["state"] != "waiting" for row in ledger.orders.values()),
        "messages": len(ledger.messages), "parcels": len(ledger.parcels),
    }  # fmt: skip
    return Verdict(counts, dict(states), tuple(breaches))


def _load(case_id: str) -> Loaded | None:
    try:
        return load(case_id)
    except Refusal:
        return None


def find_standing_of(loaded: Loaded) -> tuple[str, list[Breach]]:
    """How the case ended or for whom it waits, and what of it is stuck."""
    case = loaded.case
    if case.state is CaseState.DRAFT:
        return "draft", [Breach("lost", case.id, "acknowledged, and still a draft")]
    reasons, stuck = set(), []
    for task in case.tasks.values():
        if not task.ended and case.state is CaseState.SUBMITTED:
            reason = find_reason(task, case, loaded.index)
            reasons |= {reason} - {""}
            if not reason:
                stuck.append(Breach("stuck", f"{case.id} {task.item}/{task.member}", f"{task.state} {task.why}{task.held_on}".strip()))
    if case.state is not CaseState.SUBMITTED:
        stuck += [Breach("stuck", case.id, what) for what in find_unfinished(case, loaded.index)]
        return case.state.value, stuck
    if not reasons and not stuck:
        stuck.append(Breach("stuck", case.id, "every task has ended and the case has not"))
    return f"waits for {', '.join(sorted(reasons))}" if reasons else "stuck", stuck


def find_reason(task: Task, case: Case, index: PlanIndex) -> str:
    """Whom an open task waits for; "" when it is nobody who can be named. Departments all answer by now: nothing may wait for one."""
    if task.state in WAITS_FOR_PEOPLE:
        return WAITS_FOR_PEOPLE[task.state]
    if task.state is TaskState.HELD and task.held_on == "payment":
        return "payment"
    if task.state is TaskState.PLANNED:
        before = {one for one, after in index.plan.edges if after == task.item}
        reasons = {find_reason(t, case, index) for t in case.tasks.values() if t.item in before and not t.ended}
        return next(iter(sorted(reasons - {""})), "")
    return ""


def find_unfinished(case: Case, index: PlanIndex) -> Iterator[str]:
    """What an ended case still owes."""
    if is_parcel_due(case, index):
        yield "a parcel was not handed over"
    yield from (f"parcel {parcel} was not delivered" for parcel, at in case.parcels.items() if at is None)
    yield from (f"refund {refund} was not paid" for refund, row in case.refunds.items() if row[3] != "settled")
    yield from (f"order {order} is open" for order, payment in case.payments.items() if payment.state == "ordered")


def find_double_certificates(case: Case) -> list[Breach]:
    """Certificates of one task and type beyond the first."""
    made = Counter((one.item, one.member, one.type) for one in case.certificates)
    return [Breach("certificate twice", case.id, f"{'/'.join(map(str, key))} × {n}") for key, n in made.items() if n > 1]


def find_shared_identifiers(cases: Mapping[str, Case]) -> list[Breach]:
    """Identifiers that stand on more than one certificate, and numbers of one type that two members hold."""
    made = Counter(one.identifier for case in cases.values() for one in case.certificates)
    return [Breach("certificate twice", identifier, f"on {n} certificates") for identifier, n in made.items() if n > 1]


def find_wrong_money(case: Case, ledger: Ledger) -> Iterator[Breach]:
    """Against the payment side's own ledger: paid once a line, known here, and paid back exactly for what came to nothing."""
    orders = {name: row for name, row in ledger.orders.items() if name.rpartition(".")[0] == case.id and row["state"] != "waiting"}
    lines = Counter((line["item"], line["member"]) for row in orders.values() for line in row["lines"])
    yield from (Breach("payment twice", case.id, f"{'/'.join(key)} × {n}") for key, n in lines.items() if n > 1)
    for name, row in orders.items():
        payment = case.payments.get(name)
        if payment is None or payment.state != "paid" or Decimal(payment.amount) != Decimal(row["amount"]):
            yield Breach("payment lost", f"{case.id} {name}", f"the payment side holds {row['state']}")
        for line in row["lines"]:
            task = case.tasks.get((line["item"], line["member"] or None))
            nothing = case.state is CaseState.WITHDRAWN or (task is not None and task.state in CAME_TO_NOTHING)
            if Decimal(line["refunded"]) != (Decimal(line["amount"]) if nothing else 0):
                yield Breach("refund", f"{case.id} {name}", f"{line['item']}: {line['refunded']} of {line['amount']} went back")
    for name, payment in case.payments.items():
        if payment.state == "paid" and name not in orders:
            yield Breach("payment lost", f"{case.id} {name}", "the case believes it is paid")


def find_double_packages(ledger: Ledger) -> list[Breach]:
    """Tasks whose package a department's own system took under more than one id."""
    taken = Counter((p["package"]["case"], p["package"]["item"], p["package"]["member"]) for p in ledger.packages.values())
    return [Breach("package twice", "/".join(key), f"taken {n} times") for key, n in taken.items() if n > 1]


def find_lies(loaded: Loaded, ledger: Ledger) -> Iterator[Breach]:
    """Results that a department's own system decided, against what that system holds."""
    case, index = loaded.case, loaded.index
    for task in case.tasks.values():
        if not task.package or task.state not in (TaskState.DONE, TaskState.REFUSED, TaskState.APPROVED):
            continue
        where, row = f"{case.id} {task.item}/{task.member}", ledger.packages.get(task.package)
        answers = [row["answer"], *row.get("earlier", ())] if row else []
        if not any(answer and _agrees(task, case, index, answer) for answer in answers):
            yield Breach("lie believed", where, "the department's own system holds another answer, or none")


def _agrees(task: Task, case: Case, index: PlanIndex, answer: Mapping[str, Any]) -> bool:
    if answer["outcome"] != ("refuse" if task.state is TaskState.REFUSED else "approve"):
        return False
    for own, raw in answer["facts"].items():
        path = find_case_path(index, index.items[task.item], own)
        if path is None or path not in index.items[task.item].gives or raw is None:
            continue
        if case.value(find_var(index, path, task.member)) != read_value(index.vars[path].type, raw):
            return False
    return True


def _find_messages(case_id: str, ledger: Ledger) -> Iterator[Breach]:
    for message in find_messages_of_case(case_id):
        if message.state != "sent":
            yield Breach("message", f"{case_id} {message.template}", f"{message.state} after {message.attempts} attempts")
        elif message.id not in ledger.messages:
            yield Breach("message", f"{case_id} {message.template}", "sent, and the gateway never took it")
