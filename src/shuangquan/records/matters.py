"""What live cases are about, beyond what a change writes."""

from django.conf import settings

from shuangquan.records.clock import now
from shuangquan.records.context import SYSTEM_CLAIMS, Claims, enter_context
from shuangquan.records.models import Case, CaseParty, Matter


def free_rehearsed(door: str) -> int:
    """Free what cases of a rehearsal's door were about, so that an example can be walked again. RuntimeError in live mode."""
    if settings.MODE == "live":
        raise RuntimeError("in live mode a matter is freed by its own case only")
    with enter_context(SYSTEM_CLAIMS):
        rehearsed = Case.objects.filter(door=door).values("id")
        return Matter.objects.filter(ended_at__isnull=True, case_id__in=rehearsed).update(ended_at=now())


def find_live_matter(index: bytes) -> str | None:
    """The case that is about this, wherever and whoever's it is; None when there is none under way."""
    with enter_context(SYSTEM_CLAIMS):
        found = Matter.objects.filter(index=index, ended_at__isnull=True).values_list("case_id", flat=True).first()
    return str(found) if found else None


def find_under_way(party: bytes, theme: str) -> str | None:
    """The newest case of a theme that this person applies in and that has not ended, drafts too."""
    with enter_context(Claims(party=party)):
        mine = CaseParty.objects.filter(index=party, state="applicant").values("case_id")
        open_ones = Case.objects.filter(id__in=mine, theme=theme, closed_at__isnull=True).order_by("-opened_at")
        found = open_ones.values_list("id", flat=True).first()
    return str(found) if found else None
