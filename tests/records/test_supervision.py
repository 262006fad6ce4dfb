"""Whom the job asks is exactly whose clock has come to the next level, as the core decides it."""

from dataclasses import replace
from datetime import timedelta

from shuangquan.actions.acting import acting_system
from shuangquan.core.cases.supervision import LEVELS, RUNNING, find_level
from shuangquan.records.cases import append_change
from shuangquan.records.changes import TaskRow
from shuangquan.records.supervision import find_due_cards
from tests.records.made import MOMENT, case_row, opened

LIMIT = timedelta(hours=10)
HOURS = (0, 7.99, 8, 9, 10, 10.01, 14.99, 15, 15.01, 40)


def keep(row: TaskRow) -> str:
    change = opened(case_row("370783"))
    append_change(type(change)(change.actor, change.row, None, change.events, change.values, (row,), change.parties))
    return change.row.id


def test_the_database_finds_whom_the_core_would_card(db: None) -> None:
    running = sorted(state.value for state in RUNNING)
    with acting_system():
        wanted = set()
        for card in LEVELS:
            for nth, hours in enumerate(HOURS):
                accepted = MOMENT - timedelta(hours=hours)
                row = TaskRow(
                    "move-in", "1", "police", running[nth % len(running)], accepted_at=accepted, due_at=accepted + LIMIT, card=card
                )
                case = keep(row)
                if LEVELS.index(find_level(accepted, accepted + LIMIT, MOMENT)) > LEVELS.index(card):
                    wanted.add(case)
        found = {case for case, _, _ in find_due_cards(MOMENT, 500)}
    assert found == wanted and 0 < len(wanted) < len(LEVELS) * len(HOURS)


def test_what_stands_still_is_decided_or_has_no_limit_is_not_asked_for(db: None) -> None:
    late = TaskRow("move-in", "1", "police", "", accepted_at=MOMENT - 9 * LIMIT, due_at=MOMENT - 8 * LIMIT)
    with acting_system():
        for state in ("correct", "waiting", "suspended", "withdrawn", "stopped"):
            keep(replace(late, state=state))
        keep(replace(late, state="sent", reason="special:outside"))
        keep(replace(late, state="passed", decided_at=MOMENT))
        keep(replace(late, state="review", due_at=None))
        assert find_due_cards(MOMENT, 500) == ()
