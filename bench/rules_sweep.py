"""One sweep in a process of its own: `python -m bench.rules_sweep ours|hand FOLDER` prints seconds, most memory and a checksum."""

import json
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from bench.rule_set import BY_HAND, COLUMNS, RULES, TODAY, parse_rules
from shuangquan.core.rules.sql_people import render_people


@dataclass(frozen=True)
class Sweep:
    """A query that counts, by rule, who is entitled and who is in doubt, and sums up who they are."""

    text: str
    conditions: tuple[str, ...]


def make_query(side: str, folder: Path) -> Sweep:
    """The same question, its conditions written by our compiler or by hand. Both take what that needs into the time."""
    ours = side == "ours"
    found = render_people(parse_rules(), COLUMNS, {}, TODAY, "duckdb") if ours else tuple(BY_HAND[name] for name in RULES)
    columns = ", ".join(f"({text}) AS r{number}" for number, text in enumerate(found))
    tallies = ", ".join(
        f"count(*) FILTER (WHERE r{n}), count(*) FILTER (WHERE r{n} IS NULL), sum(id) FILTER (WHERE r{n})" for n in range(len(found))
    )
    return Sweep(f"SELECT {tallies} FROM (SELECT id, {columns} FROM '{folder}/*.parquet')", found)


def _find_peak() -> float:
    """Most memory of this process in MiB; not `ru_maxrss`, which begins with what the process had that started this one."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found.group(1)) / 1024


def main() -> None:
    """Measure and print."""
    began, used = time.perf_counter(), time.process_time()
    with duckdb.connect() as engine:
        row = engine.execute(make_query(sys.argv[1], Path(sys.argv[2])).text).fetchone()
    seconds, cpu = time.perf_counter() - began, time.process_time() - used  # of all threads
    print(json.dumps({"seconds": seconds, "cpu": cpu, "mib": _find_peak(), "checksum": str(row)}))


if __name__ == "__main__":
    main()
