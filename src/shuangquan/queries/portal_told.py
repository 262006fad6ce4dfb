"""What a message was about, for whom it was sent to."""

from shuangquan.records.context import enter_context
from shuangquan.records.models import Message


def find_told_case(message: str) -> str | None:
    """The case that a message was about, if whoever asks may see it; None for any other."""
    with enter_context():
        row = Message.objects.filter(id=message).exclude(case_id=None).values_list("case_id", flat=True).first()
    return str(row) if row is not None else None
