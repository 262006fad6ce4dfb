"""Events of supervision to a task: they leave its state as it is."""

from datetime import datetime

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.supervision_events import AccountAsked, CardAnswered, CardIssued

Carded = CardIssued | CardAnswered | AccountAsked


def apply_card(task: Task, event: Carded, at: datetime) -> None:
    """Let one of them happen."""
    if isinstance(event, CardIssued):
        task.card, task.carded_at = event.level, at
    elif isinstance(event, AccountAsked):
        task.account_by, task.card_answer, task.card_answered_at = event.until, "", None
    else:
        task.card_answer, task.card_answered_at = event.text, at
