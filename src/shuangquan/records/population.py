"""A population as Parquet files: columns named as facts, read chunk by chunk by DuckDB. Nothing of it is kept here.

Only what sweeps imports this: web processes never load the engine.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

A_CHUNK = 500_000
"""People a chunk: what is done again when a sweep is cut off."""
A_FETCH = 10_000


class NoPopulation(Exception):
    """There is no such file, or it is no population. The text says what is wrong."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows `first` to `last` of a file."""

    file: Path
    first: int
    last: int

    @property
    def name(self) -> str:
        """What it is called in the record of a sweep."""
        return f"{self.file.name[-40:]}:{self.first}"


@dataclass(frozen=True, slots=True)
class Population:
    """The files, their columns (name → SQL type), a digest of which files they are, and the chunks."""

    files: tuple[Path, ...]
    columns: dict[str, str]
    digest: str
    chunks: tuple[Chunk, ...]


def load_population(path: Path, wanted: Sequence[str], a_chunk: int = A_CHUNK) -> Population:
    """The Parquet file or folder at `path`. NoPopulation when there is none, files differ, or a column of `wanted` lacks everywhere."""
    files = tuple(sorted(path.glob("*.parquet"))) if path.is_dir() else (path,)
    if not files or not all(file.is_file() for file in files):
        raise NoPopulation(f"没有找到人口文件（Parquet）：{path}")
    columns: dict[str, str] | None = None
    chunks: list[Chunk] = []
    digest = hashlib.new("sm3")
    with duckdb.connect() as engine:
        for file in files:
            found = _describe(engine, file)
            if columns is not None and found != columns:
                raise NoPopulation(f"{file.name} 的列和 {files[0].name} 的不一样")
            columns = found
            (count,) = engine.execute("SELECT count(*) FROM read_parquet(?)", [str(file)]).fetchone() or (0,)
            chunks += [Chunk(file, first, min(first + a_chunk, count) - 1) for first in range(0, count, a_chunk)]
            seen = file.stat()
            digest.update(f"{file.name}|{seen.st_size}|{seen.st_mtime_ns}|{a_chunk}\n".encode())
    lacking = [name for name in wanted if name not in (columns or {})]
    if lacking:
        raise NoPopulation(f"人口文件缺少列：{'、'.join(lacking)}")
    return Population(files, columns or {}, digest.hexdigest(), tuple(chunks))


def _describe(engine: duckdb.DuckDBPyConnection, file: Path) -> dict[str, str]:
    try:
        rows = engine.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(file)]).fetchall()
    except duckdb.Error as error:
        raise NoPopulation(f"{file.name} 读不出来：{str(error).splitlines()[0]}") from error
    return {str(row[0]): str(row[1]) for row in rows}


def read_chunk(chunk: Chunk, columns: Sequence[str], condition: str) -> Iterator[tuple[Any, ...]]:
    """(the condition, each column) of everybody in the chunk of whom the condition is not false."""
    picked = ", ".join(f'"{name}"' for name in columns)
    text = (
        f"SELECT met, {picked} FROM (SELECT ({condition}) AS met, {picked} FROM read_parquet(?, file_row_number = true)"
        " WHERE file_row_number BETWEEN ? AND ?) WHERE met IS NOT FALSE"
    )
    with duckdb.connect() as engine:
        found = engine.execute(text, [str(chunk.file), chunk.first, chunk.last])
        while rows := found.fetchmany(A_FETCH):
            yield from rows


def find_regions(population: Population, column: str) -> tuple[str, ...]:
    """Every value of the column that says where people belong."""
    with duckdb.connect() as engine:
        files = [str(file) for file in population.files]
        rows = engine.execute(f'SELECT DISTINCT "{column}" FROM read_parquet(?) ORDER BY 1', [files]).fetchall()
    return tuple(str(value) for (value,) in rows if value is not None)
