"""What each role may do, asked of the database itself."""

import psycopg
import pytest
from django.apps import apps
from django.db import IntegrityError

from shuangquan.core.standard.life import Step
from shuangquan.records.cases import append_change
from shuangquan.records.changes import LostRace
from shuangquan.records.clock import now
from shuangquan.records.context import SYSTEM_CLAIMS, sign_claims, use_claims
from shuangquan.records.grants import APP, QUEUE
from shuangquan.records.life import append_step, find_steps
from tests.conftest import Clones, Plain
from tests.records.made import case_row, whole


@pytest.fixture
def kept(app_db: Plain) -> Plain:
    """A whole case is there, and app_db has entered a context that shows it, in a transaction of its own."""
    with use_claims(SYSTEM_CLAIMS):
        append_change(whole(case_row(), 1))
    app_db.autocommit = False
    app_db.execute("select set_config('shuangquan.context', %s, false)", [sign_claims(SYSTEM_CLAIMS)])
    app_db.commit()
    return app_db


@pytest.mark.parametrize(
    "table",
    [
        "case_event",
        "party_call",
        "data_use",
        "merkle_root",
        "lease_block",
        "plan",
        "plan_key",
        "draft_text",
        "bundle_step",
        "seal_step",
        "seal_use",
    ],
)
@pytest.mark.parametrize("statement", ["update {} set {} = {}", "delete from {}", "truncate {}"])
def test_what_is_append_only_cannot_be_changed_by_the_app(kept: Plain, table: str, statement: str) -> None:
    column = kept.execute("select column_name from information_schema.columns where table_name = %s", [table]).fetchone()
    assert column is not None
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        kept.execute(statement.format(table, column[0], column[0]).encode())
    kept.rollback()


@pytest.mark.parametrize("statement", ["update case_event set kind = 'other'", "delete from case_event", "truncate case_event"])
def test_events_are_not_changed_by_their_owner_either(kept: Plain, owner_db: Plain, statement: str) -> None:
    # The owner has no policy: an update or delete finds no row. A truncate asks no policy; the trigger refuses it.
    if statement.startswith("truncate"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            owner_db.execute(statement.encode())
    else:
        assert owner_db.execute(statement.encode()).rowcount == 0
    assert kept.execute("select count(*) from case_event").fetchone() == (12,)


def test_not_even_an_administrator_changes_an_event_by_a_slip(kept: Plain, make_clone: Clones, committed_db: str) -> None:
    with make_clone.connect(committed_db, "admin") as admin, pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        admin.execute("update case_event set kind = 'other'")


def test_the_home_of_a_case_never_changes(kept: Plain, make_clone: Clones, committed_db: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        kept.execute("update \"case\" set home_region = '370101'")
    kept.rollback()
    with make_clone.connect(committed_db, "admin") as admin, pytest.raises(psycopg.errors.IntegrityError, match="never change"):
        admin.execute("update \"case\" set home_region = '370101'")


def test_the_owner_sees_no_case(kept: Plain, owner_db: Plain) -> None:
    for table in ("case", "case_event", "fact_value", "case_key", "task", "certificate", "account"):
        assert owner_db.execute(f'select count(*) from "{table}"'.encode()).fetchone() == (0,)


def test_the_app_owns_nothing_and_cannot_pass_row_security(app_db: Plain) -> None:
    assert app_db.execute("select count(*) from pg_class where relowner = 'shuangquan_app'::regrole").fetchone() == (0,)
    roles = app_db.execute("select rolname from pg_roles where rolname like 'shuangquan\\_%' and rolname <> 'shuangquan_admin'").fetchall()
    assert sorted(role for (role,) in roles) == ["shuangquan_app", "shuangquan_owner", "shuangquan_queue"]
    powerful = app_db.execute(
        "select rolname from pg_roles where rolname = any (%s)"
        " and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)",
        [[role for (role,) in roles]],
    )
    assert powerful.fetchall() == []
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app_db.execute("create table mine ()")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app_db.execute("set role shuangquan_owner")


def test_the_app_reads_no_context_key(app_db: Plain) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app_db.execute("select * from context_key")


def test_the_queue_role_reads_nothing_but_the_queue(make_clone: Clones, committed_db: str) -> None:
    with make_clone.connect(committed_db, "queue") as queue:
        assert queue.execute("select count(*) from procrastinate_jobs").fetchone() == (0,)
        for table in ("case", "case_event", "account", "certificate", "django_session", "context_key"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                queue.execute(f'select * from "{table}"'.encode())


def test_every_table_says_who_may_do_what(owner_db: Plain) -> None:
    tables = {name for (name,) in owner_db.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()}
    assert tables == set(APP)
    assert set(QUEUE) < tables


@pytest.mark.parametrize(("role", "grants"), [("shuangquan_app", APP), ("shuangquan_queue", QUEUE)])
def test_the_database_grants_what_is_written_and_no_more(owner_db: Plain, role: str, grants: dict[str, str]) -> None:
    rows = owner_db.execute(
        "select relname, lower(a.privilege_type) from pg_class, aclexplode(relacl) a where a.grantee = %s::regrole and relkind = 'r'",
        [role],
    ).fetchall()
    wanted = {(table, right.strip()) for table, rights in grants.items() for right in rights.split("(")[0].split(",") if right.strip()}
    # An update of some columns only is a column's privilege, not the table's.
    columns = {(table, "update") for table, rights in grants.items() if "(" in rights}
    assert set(rows) == wanted - columns


def test_every_table_of_a_case_has_forced_row_security(owner_db: Plain) -> None:
    regional = {
        model._meta.db_table
        for model in apps.get_app_config("records").get_models()
        if {"home_region"} <= {f.name for f in model._meta.fields}
    }
    forced = owner_db.execute("select relname from pg_class where relrowsecurity and relforcerowsecurity").fetchall()
    own = {"account", "share_consent", "app_grant", "entry_ticket", "delegation", "contact"}
    assert {name for (name,) in forced} == {*regional, *own}
    assert len(regional) == 35


def test_the_insert_trigger_of_the_queue_is_off(owner_db: Plain) -> None:
    found = owner_db.execute(
        "select tgenabled from pg_trigger where tgrelid = 'procrastinate_jobs'::regclass and tgname like '%notify%inserted%'"
    )
    assert found.fetchall() == [("D",)]


@pytest.mark.parametrize("statement", ["update bundle_step set actor = 'x'", "delete from bundle_step", "truncate bundle_step"])
def test_steps_of_a_standard_are_not_changed_by_their_owner_either(committed_db: str, owner_db: Plain, statement: str) -> None:
    with use_claims(SYSTEM_CLAIMS):
        append_step(Step("0" * 64, "mature", "staff-1", now()))
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        owner_db.execute(statement.encode())
    assert len(find_steps("0" * 64)) == 1


def test_a_step_is_taken_once_and_whole(committed_db: str) -> None:
    append_step(Step("0" * 64, "mature", "staff-1", now()))
    with pytest.raises(LostRace):
        append_step(Step("0" * 64, "mature", "staff-2", now()))
    for broken in (
        Step("1" * 64, "other", "staff-1", now()),
        Step("1" * 64, "online", "staff-1", now(), region="370000"),
        Step("1" * 64, "signed", "staff-1", now(), key_id="k", signature=b"short"),
        Step("1" * 64, "mature", "staff-1", now(), key_id="k", signature=bytes(64)),
    ):
        with pytest.raises(IntegrityError):
            append_step(broken)
