"""What a matter cost, item by item, with the receipt of each and what went back."""

from collections.abc import Iterable
from dataclasses import dataclass

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.notices.document_forms import AMOUNT
from shuangquan.core.notices.documents import Document
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_times import say_moment


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One item that was paid. member: which of several, 0 for one. receipt: the document's key. back: "" | ordered | settled."""

    item: Text
    office: Text
    member: int
    amount: str
    at: str
    receipt: str
    back: str


def find_money(case: Case, index: PlanIndex, documents: Iterable[Document], language: str) -> tuple[MoneyLine, ...]:
    """Every line of every order that was paid, the oldest first."""
    receipts = [one for one in documents if one.kind == "paid"]
    back: dict[tuple[str, str], list[str]] = {}
    for item, member, _, state in case.refunds.values():
        back.setdefault((item, member or ""), []).append(state)
    lines = []
    for one in receipts:
        planned = index.items[one.item]
        members = case.members(planned.for_each) if planned.for_each else ()
        nth = members.index(one.member) + 1 if len(members) > 1 and one.member in members else 0
        states = back.get((one.item, one.member), [])
        amount = dict(one.rows).get(AMOUNT, "")
        lines.append(
            MoneyLine(
                planned.name, planned.department_name, nth, amount, say_moment(one.at, language), one.key, states.pop(0) if states else ""
            )
        )
    return tuple(lines)
