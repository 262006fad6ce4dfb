"""By whose hands somebody's matters were begun."""

from shuangquan.records.chain import parse_event
from shuangquan.records.context import enter_context
from shuangquan.records.models import Case, CaseEvent, CaseParty

MOST = 50


def find_begun(index: bytes) -> tuple[tuple[str, str, str], ...]:
    """(case, theme, `Actor.by` of who opened it) of somebody's newest matters; three queries, whatever their number."""
    with enter_context():
        mine = list(CaseParty.objects.filter(index=index).exclude(state="removed").values_list("case_id", flat=True))
        rows = list(Case.objects.filter(id__in=mine).order_by("-opened_at").values_list("id", "theme")[:MOST])
        first = CaseEvent.objects.filter(case_id__in=[case for case, _ in rows], seq=1).values_list("case_id", "canonical", "hash")
        by = {case: parse_event(bytes(canonical), bytes(held)).by for case, canonical, held in first}
    return tuple((str(case), theme, by.get(case, "")) for case, theme in rows)
