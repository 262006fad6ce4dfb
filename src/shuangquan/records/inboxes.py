"""Tasks by who is to do them."""

from shuangquan.records.context import enter_context
from shuangquan.records.models import Task

OVER = ("done", "refused", "stopped", "withdrawn", "not_accepted", "approved")


def find_assigned(department: str, subject: str, most: int) -> tuple[tuple[str, str, str], ...]:
    """(case, item, member) of what is open on somebody's desk, most urgent first. One query."""
    with enter_context():
        rows = Task.objects.filter(department=department, assignee=subject).exclude(state__in=OVER).order_by("due_at", "case_id", "item")
        return tuple((str(case), item, member) for case, item, member in rows.values_list("case_id", "item", "member")[:most])
