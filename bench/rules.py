"""`python -m bench.rules [--hundred] [--millions N] [--json]`: rules at the speed of one case and of a population, beside other engines.

Per case: our compiled table, zen-engine and OpenFisca decide the same people by the same twenty rows, in one run; first it is proved that
they say the same. Population: our SQL and SQL written by hand over the same Parquet files, each in a process of its own, by turns.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from bench.measures import Measure, print_measures, tell
from bench.people import write_people
from bench.rule_set import FACTS, RULES
from bench.rules_engines import Engine, NeedsExtra, Record, make_openfisca, make_openfisca_batch, make_ours, make_zen
from bench.rules_sweep import make_query

CASES = 2_000
FEW = 300
"""Cases that OpenFisca is given one by one: a simulation each."""
TURNS = 5


def main() -> int:
    """Measure once and print; exit code 1 when a goal is missed, 2 when the other engines are not installed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--millions", type=int, default=10, help="residents of the sweep, in millions")
    parser.add_argument("--hundred", action="store_true", help="sweep 100 million residents too (some 3 GB on disk)")
    parser.add_argument("--folder", type=Path, help="where the residents are kept; a folder that is removed again by default")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    try:
        measures = list(_measure_all(given.millions, given.hundred, given.folder))
    except NeedsExtra as missing:
        sys.stderr.write(f"{missing}\n")
        return 2
    return print_measures(measures, as_json=given.json)


def _measure_all(millions: int, hundred: bool, folder: Path | None) -> Iterator[Measure]:
    with tempfile.TemporaryDirectory(prefix="bench-people-") as made:
        where = folder or Path(made)
        yield from _measure_cases(where)
        for count in (millions, *((100,) if hundred and millions != 100 else ())):
            yield from _measure_sweep(where / f"{count}-million", count)


# --- one case -------------------------------------------------------------------------------------------------------------------------


def _read_people(folder: Path) -> list[dict[str, Any]]:
    """People of whom everything is known, and whatever they do not have is known to be absent."""
    (path,) = write_people(folder / "cases", CASES * 2)
    names = ", ".join(FACTS)
    with duckdb.connect() as engine:
        rows = engine.execute(f"SELECT {names} FROM '{path}' WHERE income IS NOT NULL AND low_income IS NOT NULL ORDER BY id LIMIT {CASES}")
        return [dict(zip(FACTS, row, strict=True)) for row in rows.fetchall()]


def _measure_cases(folder: Path) -> Iterator[Measure]:
    _say("cases: are the engines of one opinion?")
    people = _read_people(folder)
    engines = {"ours": make_ours(), "zen-engine": make_zen(), "OpenFisca": make_openfisca()}
    records = {name: [engine.prepare(one) for one in people[: FEW if name == "OpenFisca" else None]] for name, engine in engines.items()}
    told = {name: [engine.decide(one) for one in records[name]] for name, engine in engines.items()}
    batch = make_openfisca_batch(people)
    assert told["zen-engine"] == told["ours"] == list(batch()), "the engines differ"
    assert told["OpenFisca"] == told["ours"][:FEW], "the engines differ"
    _say(f"cases: equal on {len(people)} people; rows that spoke: {len(set(told['ours']))} of {len(RULES) + 1}")
    rates: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(TURNS):
        for name, engine in engines.items():
            rates[name].append(_rate(engine, records[name]))
    middle = {name: statistics.median(found) for name, found in rates.items()}
    yield tell("decisions a second, ours", middle["ours"], "1/s")
    for name in ("zen-engine", "OpenFisca"):
        yield tell(f"decisions a second, {name}, case by case", middle[name], "1/s")
        yield tell(f"ours beside {name}, case by case", middle["ours"] / middle[name], "times", 50, least=True)
    took = min(_seconds(batch) for _ in range(TURNS))
    yield tell(f"decisions a second, OpenFisca, {len(people)} people at once", len(people) / took, "1/s")


def _rate(engine: Engine, records: Sequence[Record]) -> float:
    began = time.perf_counter()
    for _ in range(engine.rounds):
        for one in records:
            engine.decide(one)
    return engine.rounds * len(records) / (time.perf_counter() - began)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


# --- a population ---------------------------------------------------------------------------------------------------------------------


def _measure_sweep(folder: Path, millions: int) -> Iterator[Measure]:
    _say(f"sweep: {millions} million residents")
    write_people(folder, millions * 1_000_000)
    differing = _count_differing(folder)
    assert differing == 0, f"{differing} residents come out differently"
    _say("sweep: equal for every resident and rule")
    runs: dict[str, list[dict[str, float]]] = {"ours": [], "hand": []}
    for turn in range(TURNS if millions <= 20 else 3):
        for side in ("ours", "hand") if turn % 2 == 0 else ("hand", "ours"):
            runs[side].append(_run(side, folder))
    assert len({one["checksum"] for found in runs.values() for one in found}) == 1
    seconds = {side: min(one["seconds"] for one in found) for side, found in runs.items()}  # others work on this machine too
    cpu = {side: min(one["cpu"] for one in found) for side, found in runs.items()}
    memory = {side: statistics.median(one["mib"] for one in found) for side, found in runs.items()}
    what = f"{millions} million residents, {len(RULES)} rules"
    yield tell(f"{what}: seconds, ours", seconds["ours"], "s")
    yield tell(f"{what}: seconds, SQL by hand", seconds["hand"], "s")
    yield tell(f"{what}: time beside SQL by hand", seconds["ours"] / seconds["hand"], "times", 1.3)
    yield tell(f"{what}: CPU seconds, ours", cpu["ours"], "s")
    yield tell(f"{what}: CPU seconds, SQL by hand", cpu["hand"], "s")
    yield tell(f"{what}: CPU time beside SQL by hand", cpu["ours"] / cpu["hand"], "times", 1.3)
    yield tell(f"{what}: most memory, ours", memory["ours"], "MiB")
    yield tell(f"{what}: most memory, SQL by hand", memory["hand"], "MiB")
    yield tell(f"{what}: memory beside SQL by hand", memory["ours"] / memory["hand"], "times", 1.3)


def _count_differing(folder: Path) -> int:
    ours, hand = make_query("ours", folder), make_query("hand", folder)
    tests = " OR ".join(f"({a}) IS DISTINCT FROM ({b})" for a, b in zip(ours.conditions, hand.conditions, strict=True))
    with duckdb.connect() as engine:
        row = engine.execute(f"SELECT count(*) FILTER (WHERE {tests}) FROM '{folder}/*.parquet'").fetchone()
    assert row is not None
    return int(row[0])


def _run(side: str, folder: Path) -> dict[str, float]:
    done = subprocess.run([sys.executable, "-m", "bench.rules_sweep", side, str(folder)], check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _say(text: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")


if __name__ == "__main__":
    raise SystemExit(main())
