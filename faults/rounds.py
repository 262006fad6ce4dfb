"""One run: load, faults one after another, healing, quiet, the auditor."""

import random  # noqa: TID251 — chance is seeded and handed on
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.drafts import Draft, prepare

from faults.audit import Verdict, audit
from faults.house import House, serving
from faults.kinds import KINDS, Kind, Skipped, draw
from faults.ledger import read_ledger
from faults.load import Load
from faults.quiet import wait_quiet

THEME = "newborn"
PEOPLE = 6
WELL_WITHIN = 120.0
"""Seconds within which every part must answer again after a fault has ended."""
QUIET_WITHIN = 240.0
"""Seconds within which every case must have come to an end, or to somebody it waits for, after the last fault."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Suffered:
    """One fault: what was done, and the seconds from its end until every part answered and a person was told. skipped: why not."""

    kind: str
    what: str
    recovered: float | None
    skipped: bool = False


@dataclass(slots=True)
class Run:
    """What a run was and what came of it. acknowledged: cases; presses: of 提交 for them."""

    seed: int
    suffered: list[Suffered] = field(default_factory=list)
    acknowledged: int = 0
    presses: int = 0
    quiet_after: float | None = None
    verdict: Verdict | None = None

    @property
    def clean(self) -> bool:
        """Nothing was found, everything came back and came to rest."""
        done = [one for one in self.suffered if not one.skipped]
        well = all(one.recovered is not None for one in done) and self.quiet_after is not None
        return well and self.verdict is not None and not self.verdict.breaches


def run_faults(house: House, people: Sequence[dict[str, str]], seed: int, count: int, each: int, say: Say, *, quick: bool = False) -> Run:
    """`each` persons come for every fault; quick: without the kinds that take long."""
    chance, run = random.Random(seed), Run(seed)
    kinds = draw(count, chance, quick=quick)
    say(f"preparing {len(people)} drafts")
    drafts: list[Draft] = prepare(people, THEME, pay=False)
    with serving(house):
        load = Load(house.layout.address, drafts, random.Random(seed + 1))
        with load.running(PEOPLE):
            for number, kind in enumerate(kinds, 1):
                load.release(each)
                # Half of the faults come while people press, half while departments and workers are busy with what they sent.
                time.sleep(chance.choice((chance.uniform(0.0, 0.15), chance.uniform(0.15, 2.0))))
                suffered = _suffer(house, load, kind, chance)
                run.suffered.append(suffered)
                after = "—" if suffered.recovered is None else f"{suffered.recovered:.1f} s"
                say(f"{number}/{len(kinds)} {suffered.kind}: {suffered.what}; {after}")
            say("healing")
            house.control("reset", {})
            told = load.wait_told(QUIET_WITHIN)
            run.acknowledged, run.presses = len(load.acknowledged), sum(one.presses for one in load.acknowledged)
            named = [one.case for one in load.acknowledged]
            run.quiet_after = wait_quiet(QUIET_WITHIN) if told else None
            say(f"quiet after {run.quiet_after}; judging {run.acknowledged} cases")
            run.verdict = audit(named, read_ledger(house.home / "sandbox"))
    return run


def _suffer(house: House, load: Load, kind: Kind, chance: random.Random) -> Suffered:
    try:
        what = kind.act(house, chance)
    except Skipped as skipped:
        return Suffered(kind.name, f"skipped: {skipped}", None, skipped=True)
    ended = time.monotonic()
    load.release(1)
    if not house.wait_well(WELL_WITHIN):
        return Suffered(kind.name, f"{what}; {house.what_is_missing()} did not come back", None)
    while load.underway and not load.acknowledged_since(ended):
        if time.monotonic() - ended > WELL_WITHIN:
            return Suffered(kind.name, f"{what}; nobody was told any more", None)
        time.sleep(0.05)
    return Suffered(kind.name, what, time.monotonic() - ended)


__all__ = ["KINDS", "Run", "Suffered", "run_faults"]
