"""How a limit was kept: counted in SQL as the core decides it, whatever the dates."""

from datetime import timedelta
from itertools import product

import pytest

from shuangquan.core.cases.delivery import find_lateness
from shuangquan.core.words.actor import SYSTEM
from shuangquan.records.cases import append_change
from shuangquan.records.changes import Change, NewEvent
from shuangquan.records.context import claims_for, use_claims
from shuangquan.records.lateness import Kept, count_kept
from tests.records.made import MOMENT, case_row

pytestmark = pytest.mark.database
NOW = MOMENT + timedelta(days=20)
HOURS = (None, -30, 0, 30)
"""From the deadline, of an end; None: there is none."""


def test_sql_counts_what_the_core_says(committed_db: str) -> None:
    due = NOW - timedelta(days=2)
    expected: dict[str, int] = {"on_time": 0, "late": 0, "open": 0, "none": 0}
    with use_claims(claims_for(SYSTEM)):
        for limit, closed, delivers, delivered in product((due, NOW + timedelta(days=9), None), HOURS, (None, False, True), HOURS):
            row = case_row(
                state="completed" if closed is not None else "submitted", due_at=limit, submitted_at=MOMENT,
                closed_at=None if closed is None else due + timedelta(hours=closed), to_deliver=delivers,
                delivered_at=None if delivered is None else due + timedelta(hours=delivered),
            )  # fmt: skip
            append_change(Change(SYSTEM, row, None, (NewEvent("case.opened", 1, {}, MOMENT),)))
            if closed is not None:
                expected[find_lateness(row.due_at, row.limit_ended_at, NOW)] += 1
        assert all(expected.values()), "every answer is asked for"
        assert count_kept("370000", MOMENT, NOW) == {"moving-house": Kept(expected["on_time"], expected["late"])}
        assert count_kept("370302", MOMENT, NOW).get("moving-house") is None, "another region"
        assert count_kept("370000", NOW, NOW) == {}, "only what was decided since"
