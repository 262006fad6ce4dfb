"""Synthetic residents by the million, as Parquet: drawn by a hash of their number, so that every run has the same ones.

Nobody real: a number from 0 up is all the identity they have.
"""

from pathlib import Path

import duckdb

A_FILE = 5_000_000
"""People a file."""

_DRAW = "(hash({n} * 1000003 + {salt}) % 1000000)"


def write_people(folder: Path, count: int) -> list[Path]:
    """Files of `count` residents; those that are there already are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for first in range(0, count, A_FILE):
        last = min(count, first + A_FILE)
        path = folder / f"people-{first:010d}-{last:010d}.parquet"
        if not path.exists():
            with duckdb.connect() as engine:
                part = path.with_suffix(".part")
                engine.execute(f"COPY ({_select(first, last)}) TO '{part}' (FORMAT parquet, COMPRESSION zstd)")
            part.rename(path)
        files.append(path)
    return files


def _select(first: int, last: int) -> str:
    def draw(salt: int) -> str:
        return _DRAW.format(n="n", salt=salt)

    work = f"CASE WHEN age >= 60 THEN 'retired' WHEN age < 6 THEN 'none' WHEN age < 22 THEN 'student' ELSE {_pick(draw(7), _WORK)} END"
    return f"""
    SELECT n AS id, birth_date, CAST(370000 + {draw(2)} % 16 * 100 + {draw(3)} % 12 AS VARCHAR) AS region,
      CASE WHEN {draw(4)} < 620000 THEN 'urban' ELSE 'rural' END AS household,
      {work} AS work,
      CASE WHEN {draw(8)} < 20000 THEN NULL ELSE CAST({draw(9)} % 12000 AS INTEGER) END AS income,
      CAST(CASE WHEN age < 18 THEN 0 ELSE {draw(10)} % ((age - 17) * 12) END AS INTEGER) AS insured_months,
      CAST(CASE WHEN age < 20 THEN 0 ELSE {draw(11)} % 4 END AS INTEGER) AS children,
      CASE WHEN age BETWEEN 20 AND 50 AND {draw(11)} % 4 > 0 THEN DATE '2026-11-28' - CAST({draw(12)} % 9000 AS INTEGER) END
        AS youngest_born,
      CASE WHEN {draw(13)} < 60000 THEN CAST(1 + {draw(14)} % 4 AS INTEGER) END AS disability_grade,
      CASE WHEN {draw(13)} < 45000 THEN 'C' || CAST(n AS VARCHAR) END AS card_number,
      CASE WHEN {draw(15)} < 15000 THEN NULL ELSE {draw(16)} < 40000 END AS low_income,
      {draw(17)} < 5000 AS destitute, {draw(18)} < 2000 AS injury_care, age >= 80 AND {draw(19)} < 200000 AS elder_care,
      age >= 20 AND {draw(20)} < 30000 AS veteran,
      CASE WHEN age >= 18 AND {draw(21)} < 350000 THEN DATE '2026-05-01' + CAST({draw(22)} % 2100 AS INTEGER) END AS licence_until,
      CASE WHEN age BETWEEN 22 AND 59 AND {draw(7)} BETWEEN 800000 AND 899999 THEN DATE '2026-11-28' - CAST({draw(23)} % 700 AS INTEGER) END
        AS jobless_since,
      CASE WHEN age >= 60 THEN CAST(150 + {draw(24)} % 6000 AS INTEGER) END AS pension
    FROM (SELECT n, birth_date, 2026 - year(birth_date) AS age
          FROM (SELECT n, DATE '2026-11-28' - CAST(sqrt({draw(1)} / 1000000.0) * 0.4 * 37500 + {draw(25)} * 0.0225 AS INTEGER) AS birth_date
                FROM (SELECT range AS n FROM range({first}, {last}))))"""


_WORK = (("employed", 650000), ("flexible", 800000), ("seeking", 900000), ("none", 1000000))


def _pick(draw: str, steps: tuple[tuple[str, int], ...]) -> str:
    return f"CASE {' '.join(f'WHEN {draw} < {end} THEN {name!r}' for name, end in steps)} END"
