"""Cases in which something was approved in a time."""

from datetime import date, datetime, timedelta

from shuangquan.records.clock import ZONE
from shuangquan.records.context import enter_context
from shuangquan.records.models import Task


def find_decided_cases(first: date, last: date) -> tuple[str, ...]:
    """Ids of cases with a task approved from `first` to `last` (both whole days), as the current claims see them, each once."""
    begin = datetime(first.year, first.month, first.day, tzinfo=ZONE)
    end = datetime(last.year, last.month, last.day, tzinfo=ZONE) + timedelta(days=1)
    with enter_context():
        rows = Task.objects.filter(outcome="approve", decided_at__gte=begin, decided_at__lt=end)
        return tuple(sorted({str(case) for case in rows.values_list("case_id", flat=True)}))
