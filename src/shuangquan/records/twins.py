"""Cases that may be about the same matter, as the current claims see them."""

from shuangquan.records.context import enter_context
from shuangquan.records.models import Case, CaseParty
from shuangquan.records.within import within

MOST = 10


def find_alike(case_id: str, theme: str, region: str) -> tuple[str, ...]:
    """Cases of one theme under way in a region that share a person with this one, the earliest first. Two queries at most."""
    with enter_context():
        people = [bytes(one) for one in CaseParty.objects.filter(case_id=case_id).values_list("index", flat=True) if one]
        if not people:
            return ()
        others = CaseParty.objects.filter(index__in=people).exclude(case_id=case_id).values("case_id")
        found = Case.objects.filter(within(region), id__in=others, theme=theme, state="submitted").order_by("submitted_at", "id")
        return tuple(str(one) for one in found.values_list("id", flat=True)[:MOST])
