"""What a task costs, as far as the standard or a register says so: a department's own quote is asked for elsewhere."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.env import CaseEnv
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.standard.model import FROM_DEPARTMENT
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.knowledge import Form


def find_stated(case: Case, index: PlanIndex, item: PlanItem, member: str | None) -> Decimal | None:
    """Yuan of all fees whose amount the standard or a fact states; None while such a fact is not known."""
    found = tuple(_find_amounts(case, index, item, member))
    return None if None in found else sum((amount for amount in found if amount is not None), Decimal(0))


def _find_amounts(case: Case, index: PlanIndex, item: PlanItem, member: str | None) -> Iterator[Decimal | None]:
    for fee in item.fees:
        if fee.amount == FROM_DEPARTMENT:
            continue
        role, _, fact = fee.amount.partition(".")
        if role not in index.roles:
            yield Decimal(fee.amount)
            continue
        know = CaseEnv(case, index, date.min, list_role=item.for_each, member=member).fact(role, fact, None)
        yield Decimal(str(know.value)) if know.form is Form.KNOWN else Decimal(0) if know.form is Form.ABSENT else None


def owes(case: Case, index: PlanIndex, item: PlanItem, member: str | None) -> bool:
    """Whether the task is still to be paid; one whose every stated amount is nought never is."""
    if not item.fees or case.paid(item.id, member) is not None:
        return False
    return any(fee.amount == FROM_DEPARTMENT for fee in item.fees) or find_stated(case, index, item, member) != 0
