"""Somebody holds the app's own database password and types SQL: what they can and cannot do."""

import hashlib
import hmac
import time
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from hypothesis import strategies as st

from shuangquan.records import vault
from shuangquan.records.cases import append_change
from shuangquan.records.context import ALL_REGIONS, SYSTEM_CLAIMS, Claims, sign_claims, use_claims
from shuangquan.records.grants import APP, APP_FUNCTIONS
from tests.conftest import Clones, Plain
from tests.records.made import MOTHER_ID, case_row, whole

DENIED = (psycopg.errors.InsufficientPrivilege,)
CASE_TABLES = (
    *("case", "case_event", "case_key", "fact_value", "task", "case_party"),
    *("matter", "objection", "certificate", "blob", "message", "account"),
)


@pytest.fixture(scope="module")
def clone(make_clone: Clones) -> Iterator[str]:
    with make_clone() as name:
        yield name


@pytest.fixture
def thief(app_db: Plain) -> Plain:
    """The app's role in a database with two whole cases of two cities; no context entered."""
    with use_claims(SYSTEM_CLAIMS):
        append_change(whole(case_row(), 1))
        append_change(whole(case_row("371302"), 2))
    return app_db


def enter(thief: Plain, claims: Claims) -> None:
    thief.execute("select set_config('shuangquan.context', %s, false)", [sign_claims(claims)])


def count(thief: Plain, table: str) -> int:
    row = thief.execute(f'select count(*) from "{table}"'.encode()).fetchone()
    assert row is not None
    return int(row[0])


OUTSIDE = {
    "another role": "set role shuangquan_owner",
    "another session": "set session authorization shuangquan_owner",
    "no row security": "alter role shuangquan_app bypassrls",
    "more power": "grant shuangquan_owner to shuangquan_app",
    "a program": "copy (select 1) to program 'id'",
    "a program's answer": "copy idempotency from program 'id'",
    "a file out": "copy (select 1) to '/tmp/stolen'",
    "a file in": "copy idempotency from '/etc/passwd'",
    "a file read": "select pg_read_file('/etc/passwd')",
    "bytes read": "select pg_read_binary_file('secrets.json')",
    "a folder": "select pg_ls_dir('.')",
    "a file as a large object": "select lo_import('/etc/passwd')",
    "a large object as a file": "select lo_export(1, '/tmp/stolen')",
    "a function": "create function mine() returns int language sql as 'select 1'",
    "a table": "create table mine (a int)",
    "a schema": "create schema mine",
    "a view": "create view mine as select 1",
    "a setting": "alter system set log_statement = 'all'",
    "everybody's setting": "alter database current set search_path = pg_temp",
    "a setting of the server": "set session_replication_role = replica",
    "another's password": "alter role shuangquan_owner password 'x'",
    "its rows' owner": "alter table case_event owner to shuangquan_app",
    "no triggers": "alter table case_event disable trigger all",
    "no forced security": 'alter table "case" no force row level security',
    "no security": 'alter table "case" disable row level security',
    "another policy": 'create policy all_of_it on "case" using (true)',
    "no policy": 'drop policy case_seen on "case"',
    "another verifier": "create or replace function context_regions() returns text[] language sql as $$ select array[''] $$",
    "a trigger": "create trigger mine before insert on case_event for each row execute function refuse_event_change()",
    "the key of contexts": "select * from context_key",
    "the key, changed": "update context_key set inner_pad = outer_pad",
    "a job by hand": "insert into procrastinate_jobs (queue_name, task_name, args) values ('case', 'x', '{}')",
    "a job, changed": "update procrastinate_jobs set status = 'todo'",
    "a publication": "create publication mine for all tables",
    "a slot": "select pg_create_physical_replication_slot('mine')",
    "another's password hash": "select rolpassword from pg_authid",
    "the server's settings, read again": "select pg_reload_conf()",
    "the log": "select pg_rotate_logfile()",
    "reindexing": "reindex table case_event",
    "a rule": 'create rule mine as on select to "case" do instead nothing',
}  # fmt: skip


@pytest.mark.parametrize("what", OUTSIDE)
def test_the_app_reaches_nothing_outside_its_tables(make_clone: Clones, clone: str, what: str) -> None:
    statement = OUTSIDE[what].replace("current set", f'"{clone}" set')
    with make_clone.connect(clone, "app") as app, pytest.raises(DENIED):
        app.execute(statement.encode())


STATEMENTS = ("drop table {}", "alter table {} add column mine int", "truncate {}", "truncate {} cascade", "comment on table {} is 'x'")


def test_no_table_can_be_altered_dropped_emptied_or_read_by_its_triggers(make_clone: Clones, clone: str) -> None:
    with make_clone.connect(clone, "app") as app:
        for table in APP:
            for statement in STATEMENTS:
                with pytest.raises(DENIED):
                    app.execute(statement.format(f'"{table}"').encode())


def test_a_case_stays_shut_by_plain_sql(thief: Plain) -> None:
    for table in CASE_TABLES:
        assert count(thief, table) == 0, table
    for statement in (
        "set row_security = off",
        "set local row_security = off",
        "set shuangquan.context = '*'",
        "select set_config('shuangquan.context', '1.' || repeat('0', 64) || '.9999999999|*|||', false)",
    ):
        thief.execute(statement.encode())
        try:
            found = [count(thief, table) for table in CASE_TABLES]
        except psycopg.errors.InsufficientPrivilege:
            continue  # row_security = off is answered by an error instead of by rows
        assert not any(found), statement
        thief.execute("reset row_security")


PEEKS = {
    "an error that tells": 'select 1 / (case when theme is not null then 0 else 1 end) from "case"',
    "a row counted by a foreign key": "insert into case_key (home_region, handling_region, case_id, wrapped, key_version)"
    " select '370783', '370783', gen_random_uuid(), '', 1",
    "statistics": "select count(*) from pg_stats where tablename in ('case', 'fact_value', 'account') and most_common_vals is not null",
    "an estimate": "select count(*) from pg_statistic",
}  # fmt: skip


@pytest.mark.parametrize("what", PEEKS)
def test_nothing_is_learned_sideways(thief: Plain, what: str) -> None:
    """Operators that leak run after the policy; statistics of tables with row security are shown to nobody bound by it."""
    try:
        rows = thief.execute(PEEKS[what].encode()).fetchall()
    except (*DENIED, psycopg.errors.IntegrityError):
        return
    assert rows in ([], [(0,)])


def test_functions_of_the_owner_obey_no_search_path_of_the_callers(thief: Plain) -> None:
    found = thief.execute(
        "select p.oid::regprocedure::text, p.proconfig from pg_proc p where prosecdef and pronamespace = 'public'::regnamespace"
    ).fetchall()
    assert {name for name, _ in found} >= {"context_parts()", "context_cases()", "enqueue_jobs(jsonb)"}
    for name, config in found:
        assert config and any(one.startswith("search_path=pg_catalog") for one in config), name
        assert "pg_temp" not in str(config)
    called = thief.execute(
        "select p.oid::regprocedure::text from pg_proc p where prosecdef and pronamespace = 'public'::regnamespace"
        " and has_function_privilege(p.oid, 'execute')"
    ).fetchall()
    assert {name for (name,) in called} <= {one.replace(", ", ",") for one in APP_FUNCTIONS}
    thief.execute("set search_path = pg_temp, public, pg_catalog")
    assert count(thief, "case") == 0
    assert thief.execute("select context_regions()").fetchone() == ([],)


def test_a_table_of_ones_own_in_front_changes_nothing(thief: Plain, make_clone: Clones, template: str) -> None:
    """A temporary table is searched first; functions name the schema of theirs. In a migrated database nobody may make one anyway."""
    pads = [bytes(byte ^ pad for byte in b"mine".ljust(64, b"\0")) for pad in (0x36, 0x5C)]
    thief.execute("create temporary table context_key (id smallint, inner_pad bytea, outer_pad bytea)")  # a clone of tests lets us
    thief.execute("insert into pg_temp.context_key values (1, %s, %s)", pads)
    thief.execute("create temporary table case_party (home_region text, case_id uuid, index bytea, state text)")
    thief.execute("select set_config('shuangquan.context', %s, false)", [forge("9999999999|*|||", b"mine")])
    assert thief.execute("select context_regions(), context_cases()").fetchone() == ([], [])
    assert count(thief, "case") == 0
    with make_clone.connect(template, "admin") as admin:
        asked = "select has_database_privilege(%s, current_database(), 'temp'), has_schema_privilege(%s, 'public', 'create')"
        for role in ("shuangquan_app", "shuangquan_queue"):
            assert admin.execute(asked, [role, role]).fetchone() == (False, False)


def test_events_written_by_hand_are_found_by_the_chain(thief: Plain) -> None:
    """The app may add events; the chain and the signed roots say which were not added by the platform."""
    from shuangquan.records.integrity import check_chain  # noqa: PLC0415 — beside its one use

    enter(thief, SYSTEM_CLAIMS)
    row = thief.execute('select home_region, id from "case" limit 1').fetchone()
    assert row is not None
    thief.execute(
        "insert into case_event (home_region, handling_region, case_id, seq, kind, schema_version, happened_at, recorded_at, actor_kind,"
        " actor, correlation, canonical, hash)"
        " values (%s, %s, %s, 999, 'task_decided', 1, now(), now(), 'system', 'system', '', '{}', '\\x00')",
        [row[0], row[0], row[1]],
    )
    with use_claims(SYSTEM_CLAIMS):
        assert check_chain(str(row[1]))


# Tokens


def forge(body: str, key: bytes | None = None, number: str = "1") -> str:
    made = hmac.new(key or settings.SECRETS.context_key, body.encode(), hashlib.sha256).hexdigest()
    return f"{number}.{made}.{body}"


def test_a_token_of_one_purpose_serves_no_other(thief: Plain) -> None:
    """A party's token shows that party's cases, whatever else stands in the place of a claim."""
    mother = vault.blind_index("id_number", MOTHER_ID)
    enter(thief, Claims(token_hash=mother))
    assert not any(count(thief, table) for table in CASE_TABLES)
    enter(thief, Claims(party=bytes(32)))
    assert not any(count(thief, table) for table in CASE_TABLES)
    enter(thief, Claims(case="00000000-0000-7000-8000-000000000000"))
    assert not any(count(thief, table) for table in CASE_TABLES)
    for secret in (settings.SECRETS.index_key, settings.SECRETS.django_key.encode(), b"", bytes(32)):
        thief.execute("select set_config('shuangquan.context', %s, false)", [forge("9999999999|*|||", secret or b"\0")])
        assert count(thief, "case") == 0


def test_a_token_is_over_when_it_is_over(thief: Plain) -> None:
    """Also inside one transaction, where now() stands still."""
    good = sign_claims(Claims(ALL_REGIONS, seconds=1))
    with thief.transaction():
        thief.execute("select set_config('shuangquan.context', %s, true)", [good])
        assert count(thief, "case") == 2
        thief.execute("select pg_sleep(2.1)")
        assert count(thief, "case") == 0
    thief.execute("select set_config('shuangquan.context', %s, false)", [good])
    assert count(thief, "case") == 0, "replayed later it shows nothing"


_PIECES = st.one_of(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=6),
    st.sampled_from(["*", "|", ",", "|*|", "37", "9" * 12, "-", "."]),
)


@pytest.fixture(scope="module")
def reader(make_clone: Clones, clone: str) -> Iterator[Plain]:
    with make_clone.connect(clone, "app") as app:
        yield app


@budget(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(at=st.floats(0, 1, exclude_max=True), new=_PIECES, gone=st.integers(0, 8))
def test_no_mutation_of_a_token_shows_more(reader: Plain, at: float, new: str, gone: int) -> None:
    good = sign_claims(Claims(("370783",), vault.blind_index("id_number", MOTHER_ID)))
    place = int(at * len(good))
    token = good[:place] + new + good[place + gone :]
    reader.execute("select set_config('shuangquan.context', %s, false)", [token])
    row = reader.execute("select context_regions(), context_party(), context_cases()").fetchone()
    assert row == ([], None, []) or token == good


def test_claims_are_never_made_of_what_a_visitor_sends() -> None:
    for region in ("370783,*", "*,", "37|", "", "３７", "37\n"):
        with pytest.raises(ValueError, match="digits"):
            sign_claims(Claims((region,)))
    assert int(sign_claims(Claims(("37",))).split(".", 2)[2].split("|")[0]) - time.time() < 125
