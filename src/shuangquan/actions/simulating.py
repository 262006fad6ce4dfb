"""What would happen with so many cases and so many officers: discrete events (SimPy) over compiled plans.

Cases arrive by chance (Poisson) while offices are open, each in a situation class; an item starts when those it waits for are done. Rules
answer at once, a department's system after a time by chance; a share of cases goes to an officer of the department, who is one of so many
and works in office hours only. All chance of a case comes from the seed and the case alone, so that runs with other staff are comparable.
"""

import random  # noqa: TID251 — a simulation is chance, drawn from the seed that is passed in
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import accumulate
from typing import Any

import simpy

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.classes import list_final
from shuangquan.core.standard.compile import compile_view
from shuangquan.core.standard.plan import Plan, PlanItem
from shuangquan.core.standard.view import read_view
from shuangquan.core.words.calendar import Calendar, find_deadline
from shuangquan.records.clock import find_packaged

Process = Generator[Any, Any, None]
HOUR = 60.0
"""The clock of a simulation counts minutes from `Assumptions.start`."""


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the standard does not say; every default is a guess (grade U). Times are means, in minutes, exponentially distributed.

    arrivals: cases a working day and theme. staff: department → officers. referred: share of items that go to an officer. weights:
    situation → value → how often against 1. opens, closes: office hours, whole hours of the day; every_day: no day is free.
    """

    start: datetime
    days: int = 20
    seed: int = 1
    arrivals: float = 20.0
    staff: Mapping[str, int] = field(default_factory=dict)
    staff_each: int = 2
    referred: float = 0.2
    officer: float = 20.0
    system: float = 2.0
    weights: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    opens: int = 9
    closes: int = 17
    every_day: bool = False


@dataclass(frozen=True, slots=True)
class ThemeTimes:
    """A theme's cases. hours: from submission to the end, one a case, sorted. kept: the share within the theme's limit; None without one.

    limit: the theme's limit in the hours of the clock that it came to on average.
    """

    theme: str
    hours: tuple[float, ...]
    kept: float | None
    limit: float | None

    def find_percentile(self, percent: int) -> float:
        """The hours within which `percent` of the cases were done; 0 when there was none."""
        return self.hours[min(len(self.hours) - 1, len(self.hours) * percent // 100)] if self.hours else 0.0

    @property
    def mean(self) -> float:
        """The mean hours."""
        return sum(self.hours) / len(self.hours) if self.hours else 0.0


@dataclass(frozen=True, slots=True)
class Desk:
    """A department's officers. waited: mean minutes a task waited for one; most: the longest queue; busy: share of open time at work."""

    department: str
    staff: int
    tasks: int
    waited: float
    most: int
    busy: float


@dataclass(frozen=True, slots=True)
class Simulated:
    """The outcome of a run."""

    themes: tuple[ThemeTimes, ...]
    desks: tuple[Desk, ...]


def simulate(bundle: Bundle, themes: tuple[str, ...], region: str, assumed: Assumptions, calendar: Calendar) -> Simulated:
    """Run every theme's cases against the same officers until the last is done. Deterministic by the seed."""
    return _Run({theme: _compile(bundle, theme, region, assumed) for theme in themes}, assumed, calendar).run()


def _compile(bundle: Bundle, theme: str, region: str, assumed: Assumptions) -> list[tuple[float, Plan]]:
    """Each class's weight and plan, for whoever applies first."""
    view = read_view(bundle, theme, region, [])
    signed_in = str(view.theme.apply[0])
    found = []
    for situation in list_final(view, signed_in):
        weight = 1.0
        for name, value in situation.items():
            weight *= assumed.weights.get(name, {}).get(value, 1.0)
        if weight > 0:
            found.append((weight, compile_view(view, situation, frozenset(), signed_in)))
    return found


class Hours:
    """Office hours on the simulation's clock."""

    def __init__(self, assumed: Assumptions, calendar: Calendar) -> None:
        self.assumed, self.calendar = assumed, calendar

    def find_open(self, minute: float) -> tuple[float, float]:
        """The stretch of office hours that is open at `minute`, or the next one: from (not before `minute`) and to."""
        now = self.assumed.start + timedelta(minutes=minute)
        day = now.date()
        while True:
            midnight = (datetime.combine(day, time(), now.tzinfo) - self.assumed.start).total_seconds() / 60
            opens, closes = midnight + self.assumed.opens * HOUR, midnight + self.assumed.closes * HOUR
            if (self.assumed.every_day or self.calendar.works(day)) and minute < closes:
                return max(minute, opens), closes
            day += timedelta(days=1)

    def find_end(self, minute: float, work: float) -> float:
        """When `work` minutes of office time, begun at `minute`, are done."""
        opens, closes = self.find_open(minute)
        while work > closes - opens:
            work -= closes - opens
            opens, closes = self.find_open(closes)
        return opens + work


@dataclass(slots=True)
class _Counter:
    officers: simpy.Resource
    waits: list[float] = field(default_factory=list)
    worked: float = 0.0
    most: int = 0


class _Run:
    def __init__(self, plans: Mapping[str, list[tuple[float, Plan]]], assumed: Assumptions, calendar: Calendar) -> None:
        self.plans, self.assumed, self.calendar = plans, assumed, calendar
        self.hours = Hours(assumed, calendar)
        self.env = simpy.Environment()
        self.done: dict[str, list[tuple[float, float | None]]] = {theme: [] for theme in plans}
        names = sorted({item.department for found in plans.values() for _, plan in found for item in plan.items})
        self.counters = {n: _Counter(simpy.Resource(self.env, assumed.staff.get(n, assumed.staff_each))) for n in names}

    def run(self) -> Simulated:
        for theme, found in self.plans.items():
            self.env.process(self._arrive(theme, found))
        self.env.run()
        opened = self._count_open(float(self.env.now))
        themes = tuple(self._sum_up(theme) for theme in self.plans)
        return Simulated(themes, tuple(self._read(name, counter, opened) for name, counter in self.counters.items()))

    def _arrive(self, theme: str, found: list[tuple[float, Plan]]) -> Process:
        chance = random.Random(f"{self.assumed.seed}:{theme}")
        ends = list(accumulate(weight for weight, _ in found))
        gap, number, until = (self.assumed.closes - self.assumed.opens) * HOUR / self.assumed.arrivals, 0, self._find_last()
        at = 0.0
        while True:
            at = self.hours.find_end(at, chance.expovariate(1 / gap))
            if at > until:
                return
            yield self.env.timeout(at - self.env.now)
            plan = chance.choices([plan for _, plan in found], cum_weights=ends)[0]
            self.env.process(self._handle(theme, plan, f"{self.assumed.seed}:{theme}:{number}"))
            number += 1

    def _find_last(self) -> float:
        """The end of the last day on which cases arrive."""
        closes = 0.0
        for _ in range(self.assumed.days):
            closes = self.hours.find_open(closes)[1]
        return closes

    def _count_open(self, until: float) -> float:
        """Office minutes up to `until`."""
        total, (opens, closes) = 0.0, self.hours.find_open(0.0)
        while opens < until:
            total += min(closes, until) - opens
            opens, closes = self.hours.find_open(closes)
        return total

    def _handle(self, theme: str, plan: Plan, key: str) -> Process:
        begun = self.env.now
        ends = {item.id: self.env.event() for item in plan.items}
        for item in plan.items:
            before = [ends[a] for a, b in plan.edges if b == item.id and a in ends]
            self.env.process(self._do(item, before, ends[item.id], random.Random(f"{key}:{item.id}")))
        yield self.env.all_of([ends[item.id] for item in plan.items if item.counts])
        kept = None
        if plan.limit is not None:
            start = self.assumed.start + timedelta(minutes=begun)
            kept = (find_deadline(start, plan.limit, self.calendar).at - start).total_seconds() / 60
            kept += sum(self._count_wait(item, start) for item in plan.items)  # such waits stand outside the limits
        self.done[theme].append((self.env.now - begun, kept))

    def _count_wait(self, item: PlanItem, start: datetime) -> float:
        """Minutes in stages: as long as something lies open, or as what is awaited usually takes."""
        usual = (find_deadline(start, wait.expect or wait.limit, self.calendar).at for wait in item.waits)
        return sum((end - start).total_seconds() / 60 for end in usual)

    def _do(self, item: PlanItem, before: list[simpy.Event], end: simpy.Event, chance: random.Random) -> Process:
        referred, work, answer = chance.random() < self.assumed.referred, self._draw(chance, "officer"), self._draw(chance, "system")
        yield self.env.all_of(before)
        if item.decided_by == "department":
            yield self.env.timeout(answer)
        if referred:
            counter = self.counters[item.department]
            with counter.officers.request() as turn:
                since = self.env.now
                counter.most = max(counter.most, len(counter.officers.queue))
                yield turn
                counter.waits.append(self.env.now - since)
                counter.worked += work
                yield self.env.timeout(self.hours.find_end(self.env.now, work) - self.env.now)
        waits = self._count_wait(item, self.assumed.start + timedelta(minutes=self.env.now))
        if waits:
            yield self.env.timeout(waits)
        end.succeed()

    def _draw(self, chance: random.Random, what: str) -> float:
        mean = float(getattr(self.assumed, what))
        return chance.expovariate(1 / mean) if mean else 0.0

    def _sum_up(self, theme: str) -> ThemeTimes:
        done = self.done[theme]
        limits = [limit for _, limit in done if limit is not None]
        kept = sum(took <= limit for took, limit in done if limit is not None) / len(limits) if limits else None
        mean = sum(limits) / len(limits) / HOUR if limits else None
        return ThemeTimes(theme, tuple(sorted(took / HOUR for took, _ in done)), kept, mean)

    def _read(self, name: str, counter: _Counter, opened: float) -> Desk:
        waited = sum(counter.waits) / len(counter.waits) if counter.waits else 0.0
        busy = counter.worked / (opened * counter.officers.capacity) if opened else 0.0
        return Desk(name, int(counter.officers.capacity), len(counter.waits), waited, counter.most, busy)


def find_published() -> Calendar:
    """The published years that need no database."""
    found = find_packaged()
    return Calendar(found.years, found.days_off, found.days_on)
