"""Cases with a deadline that reaches a year whose calendar is not published."""

from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.models import Case, Task


def find_tentative_cases() -> tuple[str, ...]:
    """Ids of open cases with a tentative deadline of their own or of a task, each once."""
    with enter_context(SYSTEM_CLAIMS):
        own = Case.objects.filter(due_tentative=True, closed_at__isnull=True).values_list("id", flat=True)
        tasks = Task.objects.filter(due_tentative=True, decided_at__isnull=True).values_list("case_id", flat=True)
        return tuple(sorted({str(case) for case in (*own, *tasks)}))
