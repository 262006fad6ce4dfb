"""Cases that wait for a department, whoever's they are."""

from shuangquan.records.context import enter_context
from shuangquan.records.models import Task


def find_waiting(department: str, state: str, most: int) -> tuple[str, ...]:
    """Cases with a task of this department in this state, those accepted first, as the current claims see them."""
    with enter_context():
        rows = Task.objects.filter(department=department, state=state).order_by("accepted_at", "case_id")
        return tuple(str(one) for one in rows.values_list("case_id", flat=True)[:most])
