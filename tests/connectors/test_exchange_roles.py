"""Each side of the exchange's tables may do what it needs and nothing else. The contract suite shows that what it needs is enough."""

from typing import Any

import psycopg
import pytest

from sandbox.running import Running
from shuangquan.site.exchange import Exchange

TABLES = ("platform_key", "up_pro_accept", "up_pro_process", "up_pro_special_procedure", "up_pro_result", "up_pro_material")
ROW = "(row_guid, result_type, data_source, accept_guid, org_code) values ('x', 'approve', 'x', 'x', 'transport')"


def connect(address: str) -> "psycopg.Connection[Any]":
    return psycopg.connect(address, autocommit=True)


@pytest.mark.parametrize(
    "tried",
    [
        *(f"delete from exchange.{table}" for table in TABLES),
        *(f"truncate exchange.{table} cascade" for table in TABLES),
        "update exchange.up_pro_accept set state = 'taken'",
        "update exchange.up_pro_process set content = ''",
        f"insert into exchange.up_pro_result {ROW}",
        "insert into exchange.platform_key values ('transport', 'mine')",
        "insert into exchange.up_pro_process (row_guid, event_name, data_source, accept_guid, org_code, number)"
        " values ('x', 'x', 'x', 'x', 'x', 1)",
        "insert into exchange.up_pro_accept (row_guid, org_code, task_handle_item, data_source, content, digest, signature, key_id,"
        " package_digest, outcome) values ('x', 'x', 'x', 'x', '', '', '', '', '', 'approve')",
        "select content from exchange.up_pro_process",
        "select nextval('exchange.said')",
        "create table exchange.mine (a int)",
        "create table public.mine (a int)",
        "alter table exchange.up_pro_accept add column mine int",
        "set role postgres",
    ],
)
def test_the_platform_cannot(exchange: Exchange, sandbox: Running, tried: str) -> None:
    with (
        connect(exchange.platform) as database,
        pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidParameterValue)),
    ):
        database.execute(tried.encode())


@pytest.mark.parametrize("table", TABLES)
def test_the_departments_lose_no_row_by_mistake(exchange: Exchange, sandbox: Running, table: str) -> None:
    with connect(exchange.departments) as database, pytest.raises(psycopg.errors.InsufficientPrivilege):
        database.execute(f"delete from exchange.{table}".encode())


def test_neither_side_is_more_than_it_is(exchange: Exchange, sandbox: Running) -> None:
    asked = "select rolsuper or rolcreatedb or rolcreaterole or rolbypassrls or rolreplication from pg_roles where rolname = current_user"
    for address in (exchange.platform, exchange.departments):
        with connect(address) as database:
            assert database.execute(asked.encode()).fetchone() == (False,)
    with connect(exchange.platform) as database:
        owned = database.execute(b"select count(*) from pg_class where pg_get_userbyid(relowner) = current_user").fetchone()
        assert owned == (0,)
