"""`python -m bench.million [--cases N]`: does a submission take longer when a million cases lie in the same tables?

One real, finished case is the pattern: its rows are multiplied by COPY into the same tables with their indexes, with new ids, numbers,
tokens and blind indexes; of its events and values a share, so that a million fits a small disk. Before and after, drafts of the same kind
are submitted over HTTP and the same pages are looked at; what counts is the ratio. Each part begins at a checkpoint, when PostgreSQL has to
log every page whole that it touches for the first time; the last part leaves these images out, to tell their share from everything else's.
"""

import argparse
import json
import os
import secrets
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import httpx
import psycopg

from bench.__main__ import say
from bench.standing import stand

if TYPE_CHECKING:
    from bench.drafts import Draft

SHARES = {"case": 0, "case_key": 0, "case_party": 0, "task": 0, "certificate": 0, "matter": 0, "case_event": 6, "fact_value": 6}
"""Tables in the order in which they are filled; at most so many rows a case (0: all of the pattern's)."""
BATCH = 10_000
CONNECTIONS = 8
WARM = 20
DRAFTS = 400
PAGE_IMAGES = "no page images"


Make = Callable[[int, int, str], str]
"""(number of the case, place of the row, id of the case) → a text that no other row has."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A table's rows of one case, as COPY takes them; `None` stands where each case needs a value of its own."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


def read_patterns(admin: "psycopg.Connection[Any]", case: str) -> list[Pattern]:
    """The pattern's rows, table by table."""
    found = []
    for table, most in SHARES.items():
        names = [
            str(name)
            for (name,) in admin.execute(
                "select column_name from information_schema.columns where table_name = %s and is_identity = 'NO' order by ordinal_position",
                [table],
            ).fetchall()
        ]
        own = "id" if table == "case" else "case_id"
        listed = ", ".join(f'"{name}"::text' for name in names)
        rows = admin.execute(f'select {listed} from "{table}" where {own} = %s::uuid'.encode(), [case]).fetchall()
        kept = rows[:: max(1, len(rows) // most)][:most] if most else rows
        found.append(Pattern(table, tuple(names), tuple(_blank(table, names, row) for row in kept)))
    return found


_OWN = {"id", "case_id", "ref", "number", "identifier", "token_hash", "index", "holder_index"}


def _blank(table: str, names: Sequence[str], row: Sequence[str | None]) -> tuple[str | None, ...]:
    return tuple(None if name in _OWN else "\\N" if text is None else _escape(text) for name, text in zip(names, row, strict=True))


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def fill(conninfo: str, patterns: Sequence[Pattern], first: int, last: int) -> int:
    """Write cases first..last-1, in batches; answers how many rows. Foreign keys are not looked up: they hold by construction."""
    written = 0
    with psycopg.connect(conninfo, autocommit=True) as line:
        line.execute("set session_replication_role = replica")
        line.execute("set synchronous_commit = off")
        for start in range(first, last, BATCH):
            cases = [(number, _new_uuid()) for number in range(start, min(last, start + BATCH))]
            for pattern in patterns:
                listed = ", ".join(f'"{name}"' for name in pattern.columns)
                with line.cursor().copy(f'copy "{pattern.table}" ({listed}) from stdin'.encode()) as copy:
                    copy.write("".join(_lines(pattern, cases)))
                written += len(cases) * len(pattern.rows)
    return written


def _lines(pattern: Pattern, cases: Sequence[tuple[int, str]]) -> Iterator[str]:
    makers = [_MAKERS.get((pattern.table, name)) or _MAKERS.get(("", name)) for name in pattern.columns]
    for number, case in cases:
        for nth, row in enumerate(pattern.rows):
            filled = [text if text is not None else cast(Make, make)(number, nth, case) for text, make in zip(row, makers, strict=True)]
            yield "\t".join(filled) + "\n"


def _new_uuid() -> str:
    stamp, digits = time.time_ns() // 1_000_000, secrets.token_hex(10)  # in order of time, as records/ids.py makes them
    return f"{stamp >> 16:08x}-{stamp & 0xFFFF:04x}-7{digits[:3]}-a{digits[3:6]}-{digits[6:18]}"


_MAKERS: dict[tuple[str, str], Make] = {
    ("case", "id"): lambda _number, _nth, case: case,
    ("", "case_id"): lambda _number, _nth, case: case,
    ("", "id"): lambda _number, _nth, _case: _new_uuid(),
    ("", "ref"): lambda _number, _nth, _case: _new_uuid(),
    ("", "number"): lambda number, _nth, _case: f"SQ37078320250101{number:08d}",
    ("", "identifier"): lambda number, nth, _case: f"bench.{number}.{nth}",
    ("", "token_hash"): lambda _number, _nth, _case: "\\\\x" + secrets.token_hex(32),
    ("", "index"): lambda _number, _nth, _case: "\\\\x" + secrets.token_hex(32),
    ("", "holder_index"): lambda _number, _nth, _case: "\\\\x" + secrets.token_hex(32),
}


def load_cases(conninfo: str, case: str, count: int, start: int = 0) -> tuple[int, float]:
    """Multiply the case, numbered from `start`; answers (rows, seconds)."""
    with psycopg.connect(conninfo, autocommit=True) as admin:
        patterns = read_patterns(admin, case)
    began, step, end = time.perf_counter(), max(1, count // 10), start + count
    rows = 0
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        parts = [pool.submit(fill, conninfo, patterns, first, min(end, first + step)) for first in range(start, end, step)]
        for nth, part in enumerate(parts, 1):
            rows += part.result()
            say(f"{nth * step:,} cases, {rows:,} rows")
    with psycopg.connect(conninfo, autocommit=True) as admin:
        admin.execute("vacuum analyze")
        admin.execute("checkpoint")  # what was loaded is on disk; what follows is the daily work's own writing
    return rows, time.perf_counter() - began


def measure_pages(address: str, sessions: Sequence[str], times: int = 200) -> dict[str, float]:
    """p50 and p95 milliseconds of a citizen's own pages."""
    found: dict[str, float] = {}
    for name, path in (("my matters", "/my/"), ("certificates", "/certificates/"), ("my data", "/my/data/")):
        taken = []
        with httpx.Client(base_url=address, trust_env=False) as client:
            for nth in range(times):
                began = time.perf_counter()
                page = client.get(path, cookies={"session": sessions[nth % len(sessions)]})
                taken.append(time.perf_counter() - began)
                page.raise_for_status()
        parts = statistics.quantiles(taken[20:], n=20)
        found |= {f"{name} p50": 1000 * parts[9], f"{name} p95": 1000 * parts[-1]}
    return found


def main() -> int:
    """Measure, fill, measure again; print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with stand(3 * (DRAFTS + WARM) + 60) as ground:
        from django.conf import settings  # noqa: PLC0415 — read once `stand` has set the environment

        from bench.drafts import prepare  # noqa: PLC0415 — as above
        from bench.runs import THEME, load_unchecked  # noqa: PLC0415 — as above
        from bench.starting import serving  # noqa: PLC0415 — as above
        from shuangquan.site.roles import find_target  # noqa: PLC0415 — as above
        from shuangquan.site.wiring import wire  # noqa: PLC0415 — as above

        load_unchecked(Path(settings.STANDARDS))
        wire()
        say("preparing drafts")
        drafts = iter(prepare(ground.people[: 3 * (DRAFTS + WARM)], THEME))
        target = find_target(settings.SECRETS)
        assert target is not None
        found: dict[str, dict[str, float]] = {}
        with serving(ground, Path(settings.HOME), processes=2, workers=0):
            some = list(islice(drafts, WARM + DRAFTS))
            found["0"] = measure(ground.web, target.admin, some)
            rows, seconds = load_cases(target.admin, some[0].case, given.cases)
            say(f"{rows:,} rows in {seconds:.0f} s")
            found[f"{given.cases:,}"] = measure(ground.web, target.admin, list(islice(drafts, WARM + DRAFTS)))
            leave_out_page_images(target.admin)
            found[f"{given.cases:,}, {PAGE_IMAGES}"] = measure(ground.web, target.admin, list(islice(drafts, WARM + DRAFTS)))
    show(found)
    if given.json:
        given.json.write_text(json.dumps(found, indent=1) + "\n")
    return 0


def measure(address: str, conninfo: str, drafts: "Sequence[Draft]") -> dict[str, float]:
    """Milliseconds of submissions and pages, from a checkpoint on; bytes of PostgreSQL's log a submission."""
    from bench.load import press  # noqa: PLC0415 — imports models, which need the settings read

    press(address, drafts[:WARM], CONNECTIONS)
    with psycopg.connect(conninfo, autocommit=True) as admin:
        admin.execute("checkpoint")
        began = _ask(admin, "select pg_current_wal_lsn()")
        taken = press(address, drafts[WARM:], CONNECTIONS)
        logged = float(_ask(admin, "select pg_wal_lsn_diff(pg_current_wal_lsn(), %s)", began))
    found = {"submit p50": taken.percentile(0.5), "submit p95": taken.percentile(0.95), "not taken": taken.bad}
    return (
        found
        | {"KB logged a submission": logged / 1024 / len(taken.latencies)}
        | measure_pages(address, [d.session for d in drafts[WARM : WARM + 20]])
    )


def leave_out_page_images(conninfo: str) -> None:
    """Only here, where nothing is lost if the machine stops: it would make a torn page unmendable."""
    with psycopg.connect(conninfo, autocommit=True) as admin:
        admin.execute("alter system set full_page_writes = off")
        admin.execute("select pg_reload_conf()")


def _ask(line: "psycopg.Connection[Any]", query: str, *given: object) -> Any:
    row = line.execute(query.encode(), given).fetchone()
    return row[0] if row else None


def show(found: dict[str, dict[str, float]]) -> None:
    """The table, in milliseconds, with the ratios to the first column."""
    first, *others = found.values()
    print(f"| ms, {os.cpu_count()} cores | " + " | ".join(f"{label} cases" for label in found) + " | ratios |")
    print("|---" * (len(found) + 2) + "|")
    for name, value in first.items():
        ratios = ", ".join(f"{other[name] / value:.2f}" for other in others) if value else ""
        print(f"| {name} | " + " | ".join(f"{one[name]:.1f}" for one in found.values()) + f" | {ratios} |")


if __name__ == "__main__":
    sys.exit(main())
