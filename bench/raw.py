"""The same rows by one raw statement a chain: what the database alone costs, on the same connection settings, in the same run."""

import os
import threading
import time
from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import connection

from shuangquan.actions.acting import acting_system
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context, sign_claims
from shuangquan.records.ids import new_id

_STATEMENT = """
with made as (
    insert into "case" (home_region, handling_region, id, theme, bundle, state, door, opened_at, due_tentative, version, head)
    values (%(region)s, %(region)s, %(case)s::uuid, 'bench', '', 'completed', 'bench', now(), false, %(events)s, '') returning id
), events as (
    insert into case_event (home_region, handling_region, case_id, seq, kind, schema_version, happened_at, recorded_at, actor_kind, actor,
        correlation, canonical, hash)
    select %(region)s, %(region)s, made.id, n, 'bench', 1, now(), now(), 'system', 'bench', '', %(event)s, %(hash)s
    from made, generate_series(1, %(events)s) n
), held as (
    insert into fact_value (home_region, handling_region, case_id, ref, path, ciphertext, recorded_at)
    select %(region)s, %(region)s, made.id, gen_random_uuid(), 'bench', %(value)s, now() from made, generate_series(1, %(values)s)
), tasks as (
    insert into task (home_region, handling_region, case_id, item, member, department, state, reason, outcome, officer, due_tentative)
    select %(region)s, %(region)s, made.id, 'item' || n, '', 'bench', 'done', '', 'approve', '', false
    from made, generate_series(1, %(tasks)s) n
)
insert into certificate (home_region, handling_region, case_id, id, type, identifier, issuer, item, member, token_hash, status, status_at,
    issued_at, digest, signature, signer, wrapped, key_version, ciphertext)
select %(region)s, %(region)s, made.id, gen_random_uuid(), 'bench', gen_random_uuid()::text, 'bench', 'item' || n, '',
    decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'), 'valid', now(), now(), %(hash)s, %(hash)s, 'bench',
    %(hash)s, 1, %(payload)s
from made, generate_series(1, %(certificates)s) n
"""


def count_rows(case: str) -> dict[str, int]:
    """How many rows a submission of this case wrote, and how long they are on average."""
    queries = {
        "events": "select count(*), coalesce(avg(length(canonical)), 0)::int from case_event where case_id = %s and seq > %s",
        "values": "select count(*), coalesce(avg(length(ciphertext)), 0)::int from fact_value where case_id = %s and recorded_at >= %s",
        "tasks": "select count(*), 0 from task where case_id = %s",
        "certificates": "select count(*), coalesce(avg(length(ciphertext)), 0)::int from certificate where case_id = %s",
    }
    found: dict[str, int] = {}
    with acting_system(), enter_context(), connection.cursor() as cursor:
        cursor.execute("select seq, recorded_at from case_event where case_id = %s and kind = 'case.submitted'", [case])
        seq, moment = cursor.fetchone()
        for name, query in queries.items():
            more = {"events": [seq - 1], "values": [moment]}.get(name, [])
            cursor.execute(query, [case, *more])
            found[name], found[f"{name}_bytes"] = cursor.fetchone()
    return found


def measure_raw(shape: dict[str, int], chains: int, threads: int) -> float:
    """Chains a second, each in a transaction of its own, durable."""
    given: dict[str, Any] = {
        "region": "370783",
        **{name: shape[name] for name in ("events", "values", "tasks", "certificates")},
        "event": os.urandom(shape["events_bytes"]),
        "value": os.urandom(shape["values_bytes"] or 40),
        "payload": os.urandom(shape["certificates_bytes"]),
        "hash": os.urandom(32),
    }
    settings = connection.get_connection_params()
    share = [chains // threads] * threads
    started = time.perf_counter()
    workers = [threading.Thread(target=_write, args=(settings, given, count)) for count in share]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(share) / (time.perf_counter() - started)


def _write(settings: dict[str, Any], given: dict[str, Any], count: int) -> None:
    kept = {name: value for name, value in settings.items() if name in ("host", "port", "dbname", "user", "password", "options")}
    with psycopg.connect(**kept, autocommit=True) as line:
        for _ in range(count):
            with line.transaction():
                line.execute("select set_config('shuangquan.context', %s, true)", [sign_claims(SYSTEM_CLAIMS)])
                line.execute(_STATEMENT, {**given, "case": new_id()})


def find_closed(cases: Sequence[str]) -> list[float]:
    """Seconds from submission to the end of each case that has ended."""
    with acting_system(), enter_context(), connection.cursor() as cursor:
        cursor.execute(
            'select extract(epoch from closed_at - submitted_at) from "case" where id = any(%s::uuid[]) and closed_at is not null',
            [list(cases)],
        )
        return [float(row[0]) for row in cursor.fetchall()]
