"""Appending to a case, loading it again, losing races, answering again."""

import threading
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
from django.db import connection

from shuangquan.core.words.errors import Refusal
from shuangquan.records import ids, vault
from shuangquan.records.cases import append_change, load_case
from shuangquan.records.changes import Answered, CaseRow, IdempotentReplay, JobRow, LostRace, NewValue, StoredCase, TaskRow
from shuangquan.records.clock import now, stopped_at
from shuangquan.records.context import SYSTEM_CLAIMS, claims_for, enter_context, use_claims
from shuangquan.records.models import CaseEvent, Certificate, FactValue, Task
from shuangquan.records.queue import enqueue_now
from tests.records.made import MOTHER, MOTHER_ID, case_row, continued, opened, whole


def _kept(row: CaseRow) -> StoredCase:
    append_change(opened(row))
    stored = load_case(row.id)
    assert stored is not None
    return stored


@pytest.fixture
def everything(db: None) -> object:
    with use_claims(SYSTEM_CLAIMS):
        yield


def test_what_is_appended_is_loaded(everything: None) -> None:
    row = case_row(number="370783-1", due_tentative=True)
    change = opened(row)
    assert append_change(change) == 1
    stored = load_case(row.id)
    assert stored is not None
    assert stored.row == row
    assert dict(stored.values) == {v.ref: v.value for v in change.values}
    assert dict(stored.salts) == {v.ref: v.salt for v in change.values}
    assert [(e.seq, e.kind, e.body, e.actor, e.happened_at) for e in stored.events] == [
        (1, "opened", change.events[0].body, "account-1", change.events[0].happened_at)
    ]


def test_a_whole_chain_in_one_change(everything: None) -> None:
    row = case_row()
    assert append_change(whole(row, 1)) == 12
    with enter_context():
        assert Task.objects.filter(case_id=row.id).count() == 4
        assert Certificate.objects.filter(case_id=row.id).count() == 4
        assert FactValue.objects.filter(case_id=row.id).count() == 20
    with connection.cursor() as cursor:
        cursor.execute("select queue_name, task_name, args->>'case' from procrastinate_jobs")
        assert cursor.fetchall() == [("case", "case.advance", row.id)]


def test_a_case_grows_and_its_tasks_are_replaced(everything: None) -> None:
    row = case_row()
    stored = _kept(row)
    value = NewValue(ids.new_id(), "applicant.name", "王芳", ids.new_salt())
    moved = replace(row, state="running", number="370783-2")
    append_change(continued(stored, row=moved, values=(value,), tasks=(TaskRow("move-in", "", "police", "waiting"),)))
    again = load_case(row.id)
    assert again is not None
    assert (again.version, again.row) == (2, moved)
    assert again.values[value.ref] == "王芳"
    append_change(continued(again, tasks=(TaskRow("move-in", "", "police", "done", officer="staff-1"),)))
    with enter_context():
        assert list(Task.objects.filter(case_id=row.id).values_list("state", "officer")) == [("done", "staff-1")]


def test_an_unknown_case_is_none(everything: None) -> None:
    assert load_case(ids.new_id()) is None


def test_the_second_of_two_who_loaded_the_same_loses(everything: None) -> None:
    stored = _kept(case_row())
    append_change(continued(stored))
    with pytest.raises(LostRace):
        append_change(continued(stored))
    again = load_case(stored.row.id)
    assert again is not None
    assert again.version == 2


def test_opening_a_case_twice_loses(everything: None) -> None:
    row = case_row()
    append_change(opened(row))
    with pytest.raises(LostRace):
        append_change(opened(row))


def test_of_many_at_once_one_wins(committed_db: str) -> None:
    with use_claims(SYSTEM_CLAIMS):
        stored = _kept(case_row())
    results: list[str] = []
    start = threading.Barrier(8)

    def append() -> None:
        with use_claims(SYSTEM_CLAIMS):
            start.wait()
            try:
                append_change(continued(stored))
                results.append("won")
            except LostRace:
                results.append("lost")
            finally:
                connection.close()

    threads = [threading.Thread(target=append) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["lost"] * 7 + ["won"]


def test_the_same_request_again_is_answered_as_before(everything: None) -> None:
    answered = Answered("key-1", b"1" * 32, {"case": "c-1"})
    row = case_row()
    append_change(replace(opened(row), answered=answered))
    with pytest.raises(IdempotentReplay) as replay:
        append_change(replace(opened(case_row()), answered=answered))
    assert replay.value.answer == {"case": "c-1"}
    stored = load_case(row.id)
    assert stored is not None
    with pytest.raises(IdempotentReplay):
        append_change(continued(stored, answered=answered))


def test_the_same_key_for_another_request_is_refused(everything: None) -> None:
    append_change(replace(opened(case_row()), answered=Answered("key-1", b"1" * 32, {})))
    with pytest.raises(Refusal) as refusal:
        append_change(replace(opened(case_row()), answered=Answered("key-1", b"2" * 32, {})))
    assert refusal.value.code == "idempotency.other_body"


def test_somebody_elses_same_key_is_another_key(everything: None) -> None:
    answered = Answered("key-1", b"1" * 32, {})
    append_change(replace(opened(case_row()), answered=answered))
    append_change(replace(opened(case_row()), answered=answered, actor=replace(MOTHER, subject="account-2")))


def test_nothing_is_kept_of_a_change_that_fails(everything: None) -> None:
    row = case_row()
    change = whole(row, 1)
    twice = replace(
        change, certificates=(change.certificates[0], replace(change.certificates[1], identifier=change.certificates[0].identifier))
    )
    with pytest.raises(psycopg.errors.UniqueViolation):
        append_change(twice)
    assert load_case(row.id) is None
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs")
        assert cursor.fetchone() == (0,)


def test_a_job_with_a_key_waits_once_and_is_never_postponed(everything: None) -> None:
    stored = _kept(case_row())
    later, sooner = (stored.row.opened_at.replace(hour=hour) for hour in (20, 12))
    version = stored
    for moment in (later, sooner, later):
        append_change(continued(version, jobs=(JobRow("case.advance", {"case": "c"}, run_at=moment, key="k"),)))
        version = load_case(stored.row.id) or version
    with connection.cursor() as cursor:
        cursor.execute("select scheduled_at from procrastinate_jobs")
        ((found,),) = cursor.fetchall()
        assert abs(found - sooner) < timedelta(seconds=5)


def test_when_a_job_is_due_is_counted_by_the_clock_of_the_database(everything: None) -> None:
    wrong = now() + timedelta(hours=26)
    with stopped_at(wrong):
        enqueue_now(JobRow("case.advance", {"case": "c"}, run_at=wrong + timedelta(seconds=60)))
    with connection.cursor() as cursor:
        cursor.execute("select extract(epoch from scheduled_at - now()) from procrastinate_jobs")
        ((seconds,),) = cursor.fetchall()
    assert 55 < seconds <= 60


def test_a_citizen_opens_and_continues_the_own_case_and_no_other(db: None) -> None:
    mine = claims_for(MOTHER, vault.blind_index("id_number", MOTHER_ID))
    theirs = claims_for(MOTHER, vault.blind_index("id_number", "379901199511150026"))
    with use_claims(mine):
        stored = _kept(case_row())
        append_change(continued(stored))
    with use_claims(theirs):
        assert load_case(stored.row.id) is None
        with pytest.raises(LostRace):  # they do not see it, so they find nothing to continue
            append_change(continued(replace(stored, version=2)))


def test_events_are_one_row_each_for_the_orm(everything: None) -> None:
    row = case_row()
    append_change(whole(row, 3))
    with enter_context():
        assert list(CaseEvent.objects.filter(case_id=row.id).order_by("seq").values_list("seq", flat=True)) == list(range(1, 13))
