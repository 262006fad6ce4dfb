"""The inbox by time left: keyset pages that miss nothing, in a number of queries that does not grow."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shuangquan.actions.acting import acting, acting_system
from shuangquan.core.words.actor import Actor
from shuangquan.queries.desk_inbox import PAGE, find_inbox
from shuangquan.queries.desk_tasks import Place, find_counts
from shuangquan.queries.desk_times import say_left
from shuangquan.records.cases import append_change
from shuangquan.records.changes import TaskRow
from tests.records.made import MOMENT, OFFICER, case_row, opened

HERE = Place("police", "370783")


def append_tasks(count: int, *, region: str = "370783", department: str = "police", state: str = "review", reason: str = "") -> None:
    """One case each; every seventh without a limit, every three with the same one."""
    for n in range(count):
        due = None if n % 7 == 0 else MOMENT + timedelta(hours=n // 3)
        decided = MOMENT + timedelta(minutes=n // 3) if state == "done" else None
        row = TaskRow("move-in", "1", department, state, reason, due_at=due, accepted_at=MOMENT, decided_at=decided)
        change = opened(case_row(region))
        append_change(type(change)(change.actor, change.row, None, change.events, change.values, (row,), change.parties))


@pytest.mark.parametrize(("tab", "state"), [("review", "review"), ("done", "done")])
def test_pages_hold_every_task_once_and_in_order(db: None, tab: str, state: str) -> None:
    with acting_system():
        append_tasks(2 * PAGE + 7, state=state)
        append_tasks(3, region="371302", state=state)
        append_tasks(3, department="health", state=state)
    with acting(OFFICER):
        after, seen = "", []
        for _ in range(3):
            page = find_inbox(HERE, tab, "zh", after)
            seen += [row.key for row in page.rows]
            after = page.after
        assert after == ""
        whole = {row.key for row in find_inbox(HERE, tab, "zh").rows}
        assert find_inbox(HERE, tab, "zh", "nonsense~~~").rows[0].key == seen[0]
    assert len(seen) == len(set(seen)) == 2 * PAGE + 7
    assert whole <= set(seen)


def test_the_least_time_left_comes_first_and_no_limit_last(db: None) -> None:
    with acting_system():
        append_tasks(15)
    with acting(OFFICER):
        left = [row.left for row in find_inbox(HERE, "review", "zh").rows]
    assert left[-3:] == ["", "", ""]
    assert "" not in left[:-3]


def test_the_number_of_queries_does_not_grow(db: None) -> None:
    spent = []
    for more in (2, 25):
        with acting_system():
            append_tasks(more)
        with acting(OFFICER), CaptureQueriesContext(connection) as caught:
            find_inbox(HERE, "review", "zh")
            find_counts(HERE)
        spent.append(len(caught))
    assert spent[0] == spent[1]


def test_counts_are_of_the_own_inbox(db: None) -> None:
    with acting_system():
        append_tasks(4)
        append_tasks(3, state="correct")
        append_tasks(2, state="held")
        append_tasks(1, region="370781")
        append_tasks(5, department="health")
        append_tasks(2, state="done")
        append_tasks(3, state="sent", reason="hand:type")
        append_tasks(1, state="withdrawn", reason="hand:recall")
        append_tasks(2, state="withdrawn")
    with acting(OFFICER):
        assert find_counts(HERE) == {"review": 4, "hand": 4, "second": 0, "correct": 3, "away": 2, "verify": 0, "appeals": 0}
        assert [len(find_inbox(HERE, tab, "zh").rows) for tab in ("hand", "away")] == [4, 2]
    city = Actor("officer", "staff-2", "370700", "desk", 4, "police", "test")
    with acting(city):
        assert find_counts(Place("police", "370700"))["review"] == 5


def test_another_region_shows_nothing_even_when_asked_for(db: None) -> None:
    with acting_system():
        append_tasks(2, region="371302")
    with acting(OFFICER):
        assert find_inbox(Place("police", "371302"), "review", "zh").rows == ()


@pytest.mark.parametrize(
    ("hours", "zh", "en"),
    [
        (0.5, "30 分", "30 min"),
        (1.25, "1 时 15 分", "1 h 15 min"),
        (12, "今天 21:00", "Today 21:00"),
        (25, "明天 10:00", "Tomorrow 10:00"),
        (24 * 9, "12 月 3 日", "3 Dec"),
        (-2, "超 2 小时", "2 h late"),
    ],
)
def test_time_left_in_words(hours: float, zh: str, en: str) -> None:
    due = MOMENT + timedelta(hours=hours)
    assert say_left(due, "zh", MOMENT) == zh
    assert say_left(due, "en", MOMENT) == en
