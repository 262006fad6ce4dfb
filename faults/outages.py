"""A receiver that is down for minutes while people go on applying: what was lost, what came twice, and how long it took to catch up."""

import random  # noqa: TID251 — chance is seeded and handed on
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bench.drafts import prepare

from faults.audit import Verdict, audit
from faults.house import House, serving
from faults.ledger import read_ledger
from faults.load import Load
from faults.quiet import find_open, wait_quiet
from faults.rounds import PEOPLE, THEME

WARM = 5.0
"""Seconds of load before the receiver goes down."""
SETTLE = 60.0
"""Seconds within which everything must be at rest once it has caught up."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outage:
    """One outage. seconds: how long the receiver was down. waiting: cases that waited for it when it came back.

    caught_up: seconds from then until all of those had ended, None when they never did. cases: acknowledged in this outage's time; lost,
    doubled: of them, by the auditor; breaches: whatever else it found.
    """

    receiver: str
    seconds: float
    cases: int
    waiting: int
    lost: int
    doubled: int
    breaches: int
    caught_up: float | None

    @property
    def clean(self) -> bool:
        """Nothing lost, nothing twice, caught up in less time than it was down."""
        return not (self.lost or self.doubled or self.breaches) and self.caught_up is not None and self.caught_up < self.seconds


def run_outages(
    house: House, people: Sequence[dict[str, str]], outages: Sequence[float], receiver: str, rate: float, say: Say
) -> tuple[list[Outage], Verdict]:
    """Each outage in turn, under `rate` applications a second; the auditor's last word on all of it."""
    say(f"preparing {len(people)} drafts")
    drafts = prepare(people, THEME, pay=False)
    done: list[Outage] = []
    verdict: Verdict | None = None
    with serving(house):
        load = Load(house.layout.address, drafts, random.Random(0))
        with load.running(PEOPLE):
            for seconds in outages:
                outage, verdict = _run_one(house, load, seconds, receiver, rate, say)
                done.append(outage)
                say(f"{receiver} down {seconds:.0f} s: {outage}")
    assert verdict is not None
    return done, verdict


def _run_one(house: House, load: Load, seconds: float, receiver: str, rate: float, say: Say) -> tuple[Outage, Verdict]:
    before = len(load.acknowledged)
    with _steady(load, rate):
        time.sleep(WARM)
        say(f"{receiver} goes down for {seconds:.0f} s")
        house.control(receiver, {"mode": "down"})
        time.sleep(seconds)
        waiting = find_open()
        house.control(receiver, {"mode": "ok"})
        say(f"{receiver} is back; {len(waiting)} cases wait")
        caught_up = _catch_up(waiting, 2 * seconds + SETTLE)
    load.wait_told(SETTLE)
    wait_quiet(SETTLE)
    named = [one.case for one in load.acknowledged[before:]]
    verdict = audit([one.case for one in load.acknowledged], read_ledger(house.home / "sandbox"))
    own = [one for one in verdict.breaches if any(case in one.where for case in named) or one.kind.endswith("twice")]
    lost = sum(one.kind in ("lost", "stuck") for one in own)
    doubled = sum(one.kind.endswith("twice") for one in own)
    return Outage(receiver, seconds, len(named), len(waiting), lost, doubled, len(own) - lost - doubled, caught_up), verdict


def _catch_up(waiting: frozenset[str], within: float) -> float | None:
    """Seconds until none of these is open any more."""
    began = time.monotonic()
    while time.monotonic() - began < within:
        if not waiting & find_open():
            return time.monotonic() - began
        time.sleep(0.2)
    return None


@contextmanager
def _steady(load: Load, rate: float) -> Iterator[None]:
    """People come one after another, `rate` a second."""
    stop = threading.Event()

    def come() -> None:
        while not stop.wait(1 / rate):
            load.release(1)

    thread = threading.Thread(target=come, name="steady", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
