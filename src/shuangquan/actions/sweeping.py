"""Go through a population, or through certificates that end soon, and offer a theme to whom the rule entitles (无感、免申)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from shuangquan.actions.calendars import find_calendar
from shuangquan.actions.giving import give_offer
from shuangquan.actions.people import Person
from shuangquan.actions.standards import load_online
from shuangquan.core.cases.parameters import find_rows
from shuangquan.core.rules.compiled import Plain
from shuangquan.core.rules.env import ParameterRows
from shuangquan.core.rules.evaluate import evaluate
from shuangquan.core.rules.sql_people import PeopleColumn, render_people
from shuangquan.core.rules.sql_terms import NotInSql
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.divisions import PROVINCE
from shuangquan.core.standard.durations import read_limit
from shuangquan.core.standard.model_proactive import Proactive
from shuangquan.core.standard.sweeps import Sweep, find_sweep
from shuangquan.core.standard.view import read_view
from shuangquan.core.words.calendar import find_deadline
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.knowledge import Value
from shuangquan.records.certificates import find_ending
from shuangquan.records.clock import now, today
from shuangquan.records.context import SYSTEM_CLAIMS, use_claims
from shuangquan.records.offers import find_due
from shuangquan.records.population import A_CHUNK, Chunk, NoPopulation, Population, find_regions, load_population, read_chunk
from shuangquan.records.sweeps import Found, Tally, append_chunk, close_sweep, open_sweep
from shuangquan.records.vault import blind_index

WHO, WHERE, NAME = "id_number", "region", "name"
"""Columns of a population: who it is and where they belong, always; their name, where something is given without an application."""
CannotSweep = NoPopulation
"""The population cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is. done: parts of all parts; entitled, doubtful, given: people of this run so far."""

    done: int
    parts: int
    entitled: int
    doubtful: int
    given: int = 0


Say = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep came to. went_on: parts that were done before; parts: all of them.

    given: to how many it was given by this run; kept_back: code of what stood in the way → how many, who may still take it by a tap.
    """

    theme: str
    day: str
    people: int
    entitled: int
    doubtful: int
    missing: Mapping[str, int]
    parts: int
    went_on: int
    given: int = 0
    kept_back: Mapping[str, int] = field(default_factory=dict)


def sweep_theme(theme: str, population: Path | None, say: Say, a_chunk: int = A_CHUNK) -> Swept:
    """Offer `theme` to everybody whom its own rule entitles; who is in doubt is told which fact is missing.

    say: told after each part. Refusal("theme.unknown", "sweep.nothing", "sweep.population"); NoPopulation.
    """
    bundle = load_online()
    found = bundle.themes.get(theme)
    if found is None:
        raise Refusal("theme.unknown", "theme")
    if found.proactive is None or found.proactive.event is not None:
        raise Refusal("sweep.nothing", "theme")
    if found.proactive.certificate is not None:
        return _sweep_certificates(bundle, theme, found.proactive, say)
    path = population or settings.POPULATION
    if path is None:
        raise Refusal("sweep.population", "population")
    sweep = find_sweep(read_view(bundle, theme, PROVINCE, []))
    assert sweep is not None
    given = found.proactive.offer == "given"
    wanted = (WHO, WHERE, NAME) if given else (WHO, WHERE)
    giving = _Giving(bundle, theme, found.proactive) if given else None
    return _Going(sweep, load_population(path, wanted, a_chunk), today(), giving).go(bundle.hash, say)


class _Giving:
    """What is given without an application: told first, given by a later sweep to who has not said no."""

    def __init__(self, bundle: Bundle, theme: str, proactive: Proactive) -> None:
        self.bundle, self.theme = bundle, theme
        limit = read_limit(proactive.after)
        assert limit is not None  # the checker asks for it
        self.due = find_deadline(now(), limit, find_calendar()).at
        self.given = 0
        self.kept_back: dict[str, int] = {}

    def give(self, people: Mapping[bytes, Person]) -> None:
        """Give it to those of `people`, by blind index, for whom it is due."""
        for index, offer in find_due(self.theme, people).items():
            with use_claims(SYSTEM_CLAIMS):
                came = give_offer(self.bundle, offer, people[index])
            if came.kept_back:
                self.kept_back[came.kept_back] = self.kept_back.get(came.kept_back, 0) + 1
            else:
                self.given += 1


class _Going:
    """One sweep over one population on one day."""

    def __init__(self, sweep: Sweep, people: Population, day: date, giving: _Giving | None) -> None:
        self.people, self.day, self.giving = people, day, giving
        held = {path: _settle(column, people.columns) for path, column in sweep.columns.items()}
        self.columns = {path: column for path, column in held.items() if column is not None}
        self.sweep = sweep
        nobody = Plain({}, day)
        self.parameters: dict[str, ParameterRows] = {
            one.name: rows for one in sweep.parameters if (rows := find_rows(one, nobody)) is not None
        }
        marks = [f"{column.name}__absent" for column in self.columns.values() if column.null == "both"]
        who = (WHO, WHERE, NAME) if giving else (WHO, WHERE)
        self.read = (*who, *dict.fromkeys([*(column.name for column in self.columns.values()), *marks]))
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
                own = self._go_through(ident, chunk)
                tally = Tally(tally.people + own.people, tally.entitled + own.entitled, tally.doubtful + own.doubtful)
            say(Progress(number, len(chunks), tally.entitled, tally.doubtful, self.giving.given if self.giving else 0))
        whole = close_sweep(ident, (*find_regions(self.people, WHERE), PROVINCE))
        given, kept_back = (self.giving.given, self.giving.kept_back) if self.giving else (0, {})
        return Swept(
            self.sweep.theme, self.day.isoformat(), whole.people, whole.entitled, whole.doubtful, self.missing, len(chunks), len(done),
            given, kept_back,
        )  # fmt: skip

    def _go_through(self, ident: str, chunk: Chunk) -> Tally:
        """One part: give what is due, then keep whom it found; cut off in between, it is gone through again and gives nothing twice."""
        people: dict[bytes, Person] = {}
        found = list(self._find(chunk, people))
        if self.giving:
            self.giving.give(people)
        doubtful = sum(1 for one in found if one.missing)
        own = Tally(chunk.last - chunk.first + 1, len(found) - doubtful, doubtful)
        append_chunk(ident, self.sweep.theme, chunk.name, own, found)
        return own

    def _find(self, chunk: Chunk, people: dict[bytes, Person]) -> Iterator[Found]:
        """Whom the rule finds; into `people` who they are, where it may be given to them."""
        for met, *cells in read_chunk(chunk, self.read, self.condition):
            row = dict(zip(self.read, cells, strict=True))
            missing = () if met else self._ask(row)
            if missing is None or not row[WHO]:
                continue
            for name in missing:
                self.missing[name] = self.missing.get(name, 0) + 1
            index = blind_index(WHO, str(row[WHO]))
            if self.giving and not missing and row[NAME]:
                people[index] = Person(str(row[WHO]), {WHO: str(row[WHO]), NAME: str(row[NAME])})
            yield Found(index, str(row[WHERE] or PROVINCE), missing, due=self.giving.due if self.giving else None)

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
