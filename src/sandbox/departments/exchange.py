"""Departments reached through tables: a thread takes what stands in the exchange database, and fills in what was said of it."""

import json
import threading
import time
import traceback
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from sandbox.departments.api import Departments
from sandbox.web import Problem

LOOK = 0.05
"""Seconds between two looks into the tables."""
DDL = Path(__file__).parent / "exchange.sql"
Plain = psycopg.Connection[Any]
_TABLES = {
    "accepted": "up_pro_process", "correct": "up_pro_process", "suspended": "up_pro_special_procedure",
    "resumed": "up_pro_special_procedure", "decided": "up_pro_result", "certificate": "up_pro_result",
    "revoked": "up_pro_result",
}  # fmt: skip


class Exchange:
    """The departments' side of the five tables. A database that is away is asked again; nothing is taken or said twice."""

    def __init__(self, departments: Departments, address: str, guest: str = "") -> None:
        """guest: the platform's role, "" when it logs in as we do."""
        self._departments = departments
        self._address = address
        self._guest = guest
        self._open: dict[str, tuple[str, int]] = {}
        threading.Thread(target=self._work, name="exchange", daemon=True).start()

    def _work(self) -> None:
        while True:
            try:
                with psycopg.connect(self._address, autocommit=True) as database:
                    database.execute(DDL.read_bytes())
                    if self._guest:
                        grant_platform(database, self._guest)
                    self._learn(database)
                    while True:
                        self._look(database)
                        time.sleep(LOOK)
            except psycopg.OperationalError:
                traceback.print_exc()
                time.sleep(1)

    def _learn(self, database: Plain) -> None:
        """After a restart: whatever was taken and has not come to an end."""
        rows = database.execute(
            "select a.row_guid, a.org_code, (select count(*) from exchange.report r where r.accept_guid = a.row_guid)"
            " from exchange.up_pro_accept a where state = 'taken'"
        )
        self._open = {package: (department, int(said)) for package, department, said in rows.fetchall()}

    def _look(self, database: Plain) -> None:
        for department, key_id in self._departments.known_keys():
            database.execute("insert into exchange.platform_key values (%s, %s) on conflict do nothing", [department, key_id])
        new = (
            "select row_guid, org_code, content, digest, signature, key_id from exchange.up_pro_accept where state = 'new' order by cd_time"
        )
        for package, department, *sealed in database.execute(new).fetchall():
            self._take(database, package, department, dict(zip(("content", "digest", "signature", "key_id"), sealed, strict=True)))
        asked = "select row_guid, org_code, accept_guid from exchange.up_pro_process where event_name = '催办' and state = 'new'"
        for row, department, package in database.execute(asked).fetchall():
            self._departments.desk.remind(department, package)
            database.execute("update exchange.up_pro_process set state = 'read' where row_guid = %s", [row])
        self._recall(database)
        for package, (department, said) in list(self._open.items()):
            self._tell(database, package, department, said)

    def _recall(self, database: Plain) -> None:
        withdrawn = (
            "select row_guid, org_code, accept_guid, content, digest, signature, key_id from exchange.up_pro_process"
            " where event_name = '撤回' and state = 'new'"
        )
        for row, department, package, *sealed in database.execute(withdrawn).fetchall():
            try:
                envelope = dict(zip(("content", "digest", "signature", "key_id"), sealed, strict=True))
                self._departments.recall_sealed(department, package, envelope)
                state = "read"
            except Problem as problem:
                state = problem.code
            database.execute("update exchange.up_pro_process set state = %s where row_guid = %s", [state, row])

    def _take(self, database: Plain, package: str, department: str, sealed: dict[str, str]) -> None:
        try:
            receipt, state = self._departments.take_sealed(department, sealed), "taken"
            self._open[package] = (department, 0)
        except Problem as problem:
            receipt, state = "", problem.code
        change = "update exchange.up_pro_accept set state = %s, accept_doc_no = %s where row_guid = %s"
        database.execute(change, [state, receipt, package])

    def _tell(self, database: Plain, package: str, department: str, said: int) -> None:
        found = self._departments.desk.find(department, package)
        for report in found["reports"][said:]:
            content = json.loads(report["content"])
            _write_report(database, package, department, report, content)
            self._open[package] = (department, content["number"])
            if content["what"] in ("correct", "certificate", "revoked") or (content["what"] == "decided" and not content["follows"]):
                if found["closed"]:
                    del self._open[package]
                closed = "update exchange.up_pro_accept set state = 'closed', outcome = %s where row_guid = %s"
                database.execute(closed, [found["outcome"], package])


GRANTS = (
    "usage on schema exchange",
    "select on exchange.platform_key, exchange.up_pro_accept, exchange.report",
    "select (row_guid) on exchange.up_pro_process, exchange.up_pro_material",
    "insert (row_guid, org_code, task_handle_item, data_source, content, digest, signature, key_id, package_digest)"
    " on exchange.up_pro_accept",
    "insert (row_guid, material_name, get_type, material_attach_name, data_source, accept_guid) on exchange.up_pro_material",
    "insert (row_guid, event_name, data_source, accept_guid, org_code, content, digest, signature, key_id) on exchange.up_pro_process",
)
"""What the platform needs: it hands over, reminds, withdraws and reads. What a department writes (states, numbers, results, keys) it
cannot.
"""


def grant_platform(database: Plain, role: str) -> None:
    """Give the platform's role these and nothing else; take from ourselves what nobody needs, so that no row is lost by mistake."""
    guest = sql.Identifier(role)
    database.execute(sql.SQL("revoke all on all tables in schema exchange from {}").format(guest))
    for grant in GRANTS:
        database.execute(sql.SQL("grant {} to {}").format(sql.SQL(grant), guest))
    database.execute("revoke delete, truncate on all tables in schema exchange from current_user")


def _write_report(database: Plain, package: str, department: str, report: dict[str, str], content: dict[str, Any]) -> None:
    what, reason = content["what"], content["reason"]["zh"]
    plain = {
        "accepted": {"event_name": "受理", "process_name": "受理", "handle_explain": reason},
        "correct": {"event_name": "补正", "process_name": "补正", "handle_explain": reason},
        "suspended": {"special_type": "2", "special_name": "特别程序", "special_reason": reason, "end_time": content["until"]},
        "resumed": {"special_type": "2", "special_name": "特别程序结束", "special_reason": reason, "result": "结束"},
        "decided": {"result_type": content["outcome"], "result_cetr_no": content["assigned"]},
        "certificate": {"result_type": "certificate", "result_cetr_no": content["assigned"]},
        "revoked": {"result_type": "revoked", "result_cetr_no": content["assigned"]},
    }[what]
    row = {
        **plain, "row_guid": f"{package}/{content['number']}", "data_source": department, "accept_guid": package, "org_code": department,
        "number": content["number"], **{name: report[name] for name in ("content", "digest", "signature", "key_id")},
    }  # fmt: skip
    seq = sql.SQL("null" if what == "accepted" else "nextval('exchange.said')")
    insert = sql.SQL("insert into {} ({}, seq) values ({}, {}) on conflict (row_guid) do nothing").format(
        sql.Identifier("exchange", _TABLES[what]),
        sql.SQL(", ").join(map(sql.Identifier, row)),
        sql.SQL(", ").join(sql.Placeholder() * len(row)),
        seq,
    )
    database.execute(insert, list(row.values()))
