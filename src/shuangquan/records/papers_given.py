"""Papers that a person handed in for their own matters."""

from dataclasses import dataclass
from datetime import datetime

from shuangquan.records.clock import ZONE
from shuangquan.records.context import enter_context
from shuangquan.records.models import Blob, CaseParty

MOST = 200


@dataclass(frozen=True, slots=True)
class GivenPaper:
    """A paper's facts, without its content. purpose: the evidence path it served."""

    id: str
    case_id: str
    purpose: str
    stored_at: datetime


def find_given_papers(index: bytes, but: str) -> tuple[GivenPaper, ...]:
    """Those of matters that the person with this blind index applied for, but one, newest first. Two queries."""
    with enter_context():
        cases = list(CaseParty.objects.filter(index=index, state="applicant").exclude(case_id=but).values_list("case_id", flat=True))
        rows = Blob.objects.filter(case_id__in=cases, erased_at__isnull=True).defer("ciphertext", "wrapped").order_by("-stored_at")[:MOST]
        return tuple(GivenPaper(str(row.id), str(row.case_id), row.purpose, row.stored_at.astimezone(ZONE)) for row in rows)
