"""Departments reached through the five 办件交换表 of a database that both sides see: the calls of the wire, done with rows.

The tables are the department's; their fields are those of the national exchange, and each row carries the sealed package or report.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import psycopg
from psycopg_pool import ConnectionPool, PoolTimeout

from shuangquan.connectors.guard import About, Ask, Guard, Hooks, Limits, Reply
from shuangquan.core.words.errors import Fault

Database = psycopg.Connection[Any]
NOWHERE = "http://127.0.0.1:9"
"""The guard's address for HTTP, which is not used."""
_ACCEPT = (
    "insert into exchange.up_pro_accept (row_guid, org_code, task_handle_item, data_source, content, digest, signature, key_id,"
    " package_digest) values (%s, %s, %s, 'platform', %s, %s, %s, %s, %s) on conflict (row_guid) do nothing"
)
_MATERIAL = (
    "insert into exchange.up_pro_material (row_guid, material_name, get_type, material_attach_name, data_source, accept_guid)"
    " values (%s, %s, %s, %s, 'platform', %s) on conflict (row_guid) do nothing"
)
_REMIND = (
    "insert into exchange.up_pro_process (row_guid, event_name, data_source, accept_guid, org_code)"
    " values (%s || '/' || gen_random_uuid(), '催办', 'platform', %s, %s)"
)
_RECALL = (
    "insert into exchange.up_pro_process (row_guid, event_name, data_source, accept_guid, org_code, content, digest, signature, key_id)"
    " values (%s || '/recall', '撤回', 'platform', %s, %s, %s, %s, %s, %s) on conflict (row_guid) do nothing"
)
_SINCE = (
    "select row_guid, package_digest,"
    " (select coalesce(max(number), 0) from exchange.report where accept_guid = row_guid), outcome"
    " from exchange.up_pro_accept where org_code = %s and cd_time >= to_timestamp(%s) and state in ('taken', 'closed')"
    " order by cd_time"
)
_NEWS = "select accept_guid, seq from exchange.report where org_code = %s and seq > %s order by seq limit 500"
_NEWEST = "select accept_guid, seq from exchange.report where org_code = %s and seq is not null order by seq desc limit 500"
_REPORTS = "select content, digest, signature, key_id from exchange.report where accept_guid = %s and org_code = %s order by number"


class ExchangeGuard(Guard):
    """A guard (limits, breaker, record, no call inside a transaction) whose calls are done in the exchange's tables."""

    def __init__(self, address: str, limits: Limits, hooks: Hooks) -> None:
        """address: a libpq connection string."""
        super().__init__(NOWHERE, limits, hooks)
        options = f"-c statement_timeout={round(limits.read * 1000)}"
        given = {"options": options, "connect_timeout": 2, "autocommit": True}
        self._pool = ConnectionPool(address, min_size=0, max_size=4, timeout=limits.connect, kwargs=given, open=False)

    def close(self) -> None:
        """Close every connection."""
        super().close()
        self._pool.close()

    def _exchange(self, _party: object, about: About, ask: Ask) -> Reply:
        parts = urlsplit(ask.path)
        what = (ask.method, *(unquote(one) for one in parts.path.strip("/").split("/")[2:]))
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        try:
            self._pool.open()
            with self._pool.connection() as database:
                status, found = _do(database, about.party, what, query, ask.body)
        except (PoolTimeout, psycopg.errors.QueryCanceled) as error:
            raise Fault(about.party, "timeout") from error
        except (psycopg.OperationalError, psycopg.errors.UndefinedTable) as error:
            raise Fault(about.party, "unreachable") from error
        if status >= 400 and status not in ask.accept:
            raise Fault(about.party, "refused", permanent=True)
        return Reply(status, json.dumps(found, ensure_ascii=False).encode())


Found = tuple[int, Mapping[str, Any]]


def _do(database: Database, department: str, what: tuple[str, ...], query: Mapping[str, str], body: bytes) -> Found:
    match what:
        case ("POST", "packages"):
            with database.transaction():
                return _submit(database, department, json.loads(body))
        case ("GET", "packages", package):
            return _find_reports(database, department, package)
        case ("POST", "packages", package, "reminders"):
            if _find_state(database, department, package) is None:
                return 404, {"error": "no_such_package"}
            database.execute(_REMIND, [package, package, department])
            return 202, {}
        case ("POST", "packages", package, "recall"):
            if _find_state(database, department, package) is None:
                return 404, {"error": "no_such_package"}
            sealed = json.loads(body)
            database.execute(
                _RECALL, [package, package, department, *(sealed[name] for name in ("content", "digest", "signature", "key_id"))]
            )
            return 202, {}
        case ("GET", "answers"):
            rows = database.execute(_NEWEST if "newest" in query else _NEWS, [department, *([query["after"]] if "after" in query else [])])
            return 200, {"answers": sorted(({"package": p, "seq": seq} for p, seq in rows.fetchall()), key=lambda one: int(one["seq"]))}
        case ("GET", "held"):
            names = ("package", "package_digest", "last", "outcome")
            rows = database.execute(_SINCE, [department, query["since"]])
            return 200, {"packages": [dict(zip(names, row, strict=True)) for row in rows.fetchall()]}
    return 404, {"error": "not_exchanged"}  # what no table says: a quote


def _submit(database: Database, department: str, sealed: Mapping[str, str]) -> Found:
    known = "select 1 from exchange.platform_key where org_code = %s and key_id = %s"
    if database.execute(known, [department, sealed["key_id"]]).fetchone() is None:
        return 409, {"error": "unknown_key"}
    package = json.loads(sealed["content"])
    row = [package["id"], department, package["item"], *(sealed[name] for name in ("content", "digest", "signature", "key_id"))]
    database.execute(_ACCEPT, [*row, package["digest"]])
    held = database.execute("select digest, state from exchange.up_pro_accept where row_guid = %s", [package["id"]]).fetchone()
    if held is None or held[0] != sealed["digest"] or held[1] == "other_body":
        return 409, {"error": "other_body"}
    for nth, paper in enumerate(package["attachments"]):
        database.execute(_MATERIAL, [f"{package['id']}/{nth}", paper["name"], paper["certificate"], paper["sm3"], package["id"]])
    return 202, {"receipt": package["id"]}


def _find_state(database: Database, department: str, package: str) -> str | None:
    found = database.execute("select state from exchange.up_pro_accept where row_guid = %s and org_code = %s", [package, department])
    row = found.fetchone()
    return str(row[0]) if row else None


def _find_reports(database: Database, department: str, package: str) -> Found:
    state = _find_state(database, department, package)
    if state is None:
        return 404, {"error": "no_such_package"}
    names = ("content", "digest", "signature", "key_id")
    reports = [dict(zip(names, row, strict=True)) for row in database.execute(_REPORTS, [package, department]).fetchall()]
    return 200, {"state": {"new": "received", "taken": "working"}.get(state, "answered"), "reports": reports}
