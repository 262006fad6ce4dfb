"""What live cases are about, beyond what a change writes."""

from django.conf import settings

from shuangquan.records.clock import now
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.models import Case, Matter


def free_rehearsed(door: str) -> int:
    """Free what cases of a rehearsal's door were about, so that an example can be walked again. RuntimeError in live mode."""
    if settings.MODE == "live":
        raise RuntimeError("in live mode a matter is freed by its own case only")
    with enter_context(SYSTEM_CLAIMS):
        rehearsed = Case.objects.filter(door=door).values("id")
        return Matter.objects.filter(ended_at__isnull=True, case_id__in=rehearsed).update(ended_at=now())
