"""What waits at a hall: what a theme has no post for, or the applicant chose to fetch; not before it is made, not what was sent."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.case_parts import IssuedCertificate
from shuangquan.core.cases.collecting import AT_HALL, find_collection, find_waiting_papers, may_collect
from shuangquan.core.cases.transitions import CaseState

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def make(state: CaseState, *, post: bool, collect: str = "", parcels: tuple[str, ...] = ()) -> tuple[Case, Any]:
    """A case with one paper to deliver and one that is electronic only."""
    case = Case("c")
    case.state, case.collect, case.parcels = state, collect, dict.fromkeys(parcels, NOW)
    made: Any = [SimpleNamespace(type="paper"), SimpleNamespace(type="electronic")]
    case.certificates = made
    index: Any = SimpleNamespace(plan=SimpleNamespace(delivery=("paper",), delivery_address="payer.post_address" if post else None))
    return case, index


@pytest.mark.parametrize(
    ("state", "post", "collect", "parcels", "waits"),
    [
        (CaseState.COMPLETED, False, "", (), True),
        (CaseState.COMPLETED, True, "", (), False),
        (CaseState.COMPLETED, True, "370783-1", (), True),
        (CaseState.PARTIALLY_COMPLETED, True, "370783-1", (), True),
        (CaseState.SUBMITTED, False, "", (), False),
        (CaseState.WITHDRAWN, False, "", (), False),
        (CaseState.COMPLETED, True, "370783-1", ("c.1",), False),
        (CaseState.COMPLETED, False, "", (f"c{AT_HALL}",), False),
    ],
)
def test_what_waits(state: CaseState, post: bool, collect: str, parcels: tuple[str, ...], waits: bool) -> None:
    case, index = make(state, post=post, collect=collect, parcels=parcels)
    found: tuple[IssuedCertificate, ...] = find_waiting_papers(case, index)
    assert [one.type for one in found] == (["paper"] if waits else [])
    handed = any(name.endswith(AT_HALL) for name in parcels)
    assert find_collection(case, index) == ("handed" if handed else "waits" if waits else "")
    assert may_collect(case, index) is (not parcels and state is not CaseState.WITHDRAWN)
