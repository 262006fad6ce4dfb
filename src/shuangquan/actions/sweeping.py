"""Go through a population, or through certificates that end soon, and offer a theme to whom the rule entitles (无感、免申)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from shuangquan.actions.standards import load_online
from shuangquan.core.cases.parameters import find_rows
from shuangquan.core.rules.compiled import Plain
from shuangquan.core.rules.env import ParameterRows
from shuangquan.core.rules.evaluate import evaluate
from shuangquan.core.rules.sql_people import PeopleColumn, render_people
from shuangquan.core.rules.sql_terms import NotInSql
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.divisions import PROVINCE
from shuangquan.core.standard.model_proactive import Proactive
from shuangquan.core.standard.sweeps import Sweep, find_sweep
from shuangquan.core.standard.view import read_view
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.knowledge import Value
from shuangquan.records.certificates import find_ending
from shuangquan.records.clock import today
from shuangquan.records.offers import Found, Tally, append_chunk, close_sweep, open_sweep
from shuangquan.records.population import A_CHUNK, Chunk, NoPopulation, Population, load_population, read_chunk
from shuangquan.records.vault import blind_index

WHO, WHERE = "id_number", "region"
"""Columns that every population has: who it is, and where they belong."""
CannotSweep = NoPopulation
"""The population cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is. done: parts of all parts; entitled, doubtful: people found by this run so far."""

    done: int
    parts: int
    entitled: int
    doubtful: int


Say = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep came to. went_on: parts that were done before; parts: all of them."""

    theme: str
    day: str
    people: int
    entitled: int
    doubtful: int
    missing: Mapping[str, int]
    parts: int
    went_on: int


def sweep_theme(theme: str, population: Path | None, say: Say, a_chunk: int = A_CHUNK) -> Swept:
    """Offer `theme` to everybody whom its own rule entitles; who is in doubt is told which fact is missing.

    say: told after each part. Refusal("theme.unknown", "sweep.nothing", "sweep.population"); NoPopulation.
    """
    bundle = load_online()
    found = bundle.themes.get(theme)
    if found is None:
        raise Refusal("theme.unknown", "theme")
    if found.proactive is None:
        raise Refusal("sweep.nothing", "theme")
    if found.proactive.certificate is not None:
        return _sweep_certificates(bundle, theme, found.proactive, say)
    path = population or settings.POPULATION
    if path is None:
        raise Refusal("sweep.population", "population")
    sweep = find_sweep(read_view(bundle, theme, PROVINCE, []))
    assert sweep is not None
    return _Going(sweep, load_population(path, (WHO, WHERE), a_chunk), today()).go(bundle.hash, say)


class _Going:
    """One sweep over one population on one day."""

    def __init__(self, sweep: Sweep, people: Population, day: date) -> None:
        self.people, self.day = people, day
        held = {path: _settle(column, people.columns) for path, column in sweep.columns.items()}
        self.columns = {path: column for path, column in held.items() if column is not None}
        self.sweep = sweep
        nobody = Plain({}, day)
        self.parameters: dict[str, ParameterRows] = {
            one.name: rows for one in sweep.parameters if (rows := find_rows(one, nobody)) is not None
        }
        marks = [f"{column.name}__absent" for column in self.columns.values() if column.null == "both"]
        self.read = (WHO, WHERE, *dict.fromkeys([*(column.name for column in self.columns.values()), *marks]))
        self.condition = self._render()
        self.missing: dict[str, int] = {}

    def _render(self) -> str:
        try:
            return render_people([self.sweep.where], self.columns, self.parameters, self.day, "duckdb")[0]
        except NotInSql:
            return "NULL"  # the evaluator is asked of everybody: slower, and the same

    def go(self, bundle: str, say: Say) -> Swept:
        """Every part that is not done yet."""
        chunks = self.people.chunks
        ident, done = open_sweep(self.sweep.theme, bundle, self.day, self.people.digest)
        tally = Tally()
        for number, chunk in enumerate(chunks, start=1):
            if chunk.name not in done:
                found = list(self._find(chunk))
                doubtful = sum(1 for one in found if one.missing)
                own = Tally(chunk.last - chunk.first + 1, len(found) - doubtful, doubtful)
                append_chunk(ident, self.sweep.theme, chunk.name, own, found)
                tally = Tally(tally.people + own.people, tally.entitled + own.entitled, tally.doubtful + own.doubtful)
            say(Progress(number, len(chunks), tally.entitled, tally.doubtful))
        whole = close_sweep(ident)
        return Swept(
            self.sweep.theme, self.day.isoformat(), whole.people, whole.entitled, whole.doubtful, self.missing, len(chunks), len(done)
        )

    def _find(self, chunk: Chunk) -> Iterator[Found]:
        for met, *cells in read_chunk(chunk, self.read, self.condition):
            row = dict(zip(self.read, cells, strict=True))
            missing = () if met else self._ask(row)
            if missing is None or not row[WHO]:
                continue
            for name in missing:
                self.missing[name] = self.missing.get(name, 0) + 1
            yield Found(blind_index(WHO, str(row[WHO])), str(row[WHERE] or PROVINCE), missing)

    def _ask(self, row: Mapping[str, Any]) -> tuple[str, ...] | None:
        """Which facts are missing to say it; none for who is entitled after all, None for who is not."""
        outcome = evaluate(self.sweep.where, Plain(dict(self._know(row)), self.day, self.parameters))
        if not outcome.unknown:
            return () if outcome.holds else None
        return tuple(dict.fromkeys(f"{var.role}.{var.fact}" for var in outcome.missing)) or (self.sweep.role,)

    def _know(self, row: Mapping[str, Any]) -> Iterator[tuple[str, Value | None]]:
        for path, column in self.columns.items():
            value = row[column.name]
            if value is not None:
                yield path, value
            elif column.null == "absent" or (column.null == "both" and row[f"{column.name}__absent"]):
                yield path, None


def _settle(column: PeopleColumn, there: Mapping[str, str]) -> PeopleColumn | None:
    """The column as this population has it; None when it has none, and the fact is unknown of everybody."""
    if column.name not in there:
        return None
    return replace(column, null="both") if f"{column.name}__absent" in there else column


def _sweep_certificates(bundle: Bundle, theme: str, proactive: Proactive, say: Say) -> Swept:
    """Certificates on file that end within so many days: each is offered once, as long as it has not ended."""
    day, type_ = today(), str(proactive.certificate)
    last = day + timedelta(days=proactive.days)
    ident, done = open_sweep(theme, bundle.hash, day, f"certificate:{type_}")
    if not done:
        found = [
            Found(holder, region, about=blind_index("certificate", identifier), until=until)
            for holder, region, identifier, until in find_ending(type_, day, last)
        ]
        append_chunk(ident, theme, "all", Tally(len(found), len(found), 0), found)
    whole = close_sweep(ident)
    say(Progress(1, 1, whole.entitled, whole.doubtful))
    return Swept(theme, day.isoformat(), whole.people, whole.entitled, whole.doubtful, {}, 1, len(done))
