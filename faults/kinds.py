"""What is done to the house. Each kind does its harm, undoes what does not undo itself, and answers in a few words what it did."""

import os
import random  # noqa: TID251 — chance is seeded and handed on
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

from faults.house import House, find_database, find_processes, kill

DEPARTMENTS = ("health", "police", "medical", "tax", "hr")
"""Whom a birth's four items ask, send packages to, or are paid by."""
OTHERS = ("payment", "courier", "messages")
FREEZE = 18.0
"""Longer than a worker may be silent (15 s): its jobs are given to another while it still holds them."""


class Skipped(Exception):
    """This harm cannot be done here; the message says why."""


Act = Callable[[House, random.Random], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """name: as the table shows it. weight: how often it is drawn, relative to the others. slow: too slow for the small run."""

    name: str
    act: Act
    weight: int = 2
    slow: bool = False


def kill_web(house: House, _chance: random.Random) -> str:
    """The web's main process, its serving process with it or orphaned, as the system happens to do it."""
    kill(house.child("web").pid or 0)
    return "main process of the web"


def kill_web_process(house: House, _chance: random.Random) -> str:
    """The process that serves; its main process starts another."""
    pids = find_processes(house.child("web").pid or 0)
    kill(*pids)
    return f"{len(pids)} serving processes"


def kill_worker(house: House, _chance: random.Random) -> str:
    """The worker, with up to 32 jobs in hand."""
    kill(house.child("worker-1").pid or 0)
    return "the worker with the jobs in its hands"


def kill_sandbox(house: House, _chance: random.Random) -> str:
    """Every department at once, in the middle of whatever they write."""
    main = house.child("sandbox").pid or 0
    kill(main, *find_processes(main))
    return "every department's own system"


def kill_database(_house: House, _chance: random.Random) -> str:
    """The postmaster and every backend: recovery from the log."""
    main = find_database()
    backends = find_processes(main)
    kill(main, *backends)
    return f"the postmaster and {len(backends)} of its processes"


def kill_backend(_house: House, chance: random.Random) -> str:
    """One backend: the postmaster cuts every connection and recovers."""
    pids = find_processes(find_database())
    if not pids:
        raise Skipped("no backend lived at that moment")
    kill(chance.choice(pids))
    return "one process of the database"


def kill_all(house: House, _chance: random.Random) -> str:
    """As if the power went: everything at once."""
    mains = [house.child(name).pid or 0 for name in ("web", "worker-1", "sandbox")] + [find_database()]
    kill(*mains, *(pid for main in mains for pid in find_processes(main)))
    return "web, worker, departments and database at once"


def freeze_worker(house: House, _chance: random.Random) -> str:
    """It stops, counts as dead, its jobs are given away, and then it goes on with them."""
    pid = house.child("worker-1").pid or 0
    os.kill(pid, signal.SIGSTOP)
    time.sleep(FREEZE)
    os.kill(pid, signal.SIGCONT)
    return f"the worker stood still for {FREEZE:.0f} s"


def _harm(mode: str, parties: tuple[str, ...], seconds: tuple[float, float] = (0.0, 0.0)) -> Act:
    def act(house: House, chance: random.Random) -> str:
        party, lasts = chance.choice(parties), house.pace * chance.uniform(2.0, 6.0)
        body = {"mode": mode, "seconds": round(chance.uniform(*seconds), 1), "share": chance.choice((0.5, 0.8, 1.0))}
        house.control(party, body)
        time.sleep(lasts)
        house.control(party, {"mode": "ok"})
        after = f" by {body['seconds']} s" if body["seconds"] else ""
        return f"{party}{after}, {body['share']:.0%} of its calls for {lasts:.1f} s"

    return act


def fill_disk(house: House, chance: random.Random) -> str:
    """Not a byte left on the database's volume; then there is room again."""
    if house.volume is None:
        raise Skipped("mounting a small volume for the database needs root and Linux")
    ballast, lasts = house.volume / "ballast", chance.uniform(3.0, 8.0)
    written = 0
    try:
        with ballast.open("wb", buffering=0) as out:
            end = time.monotonic() + lasts
            for size in (1 << 24, 1 << 20, 1 << 12):
                try:
                    while True:
                        written += out.write(bytes(size))
                except OSError:
                    continue
            while time.monotonic() < end:  # whatever the database frees is taken, too
                try:
                    written += out.write(bytes(1 << 12))
                except OSError:
                    time.sleep(0.01)
    finally:
        ballast.unlink()
    return f"the last {written >> 20} MB of the database's volume for {lasts:.1f} s"


def skew_clock(house: House, chance: random.Random) -> str:
    """Web or worker is started again with a clock that is wrong; then with the right one."""
    name = chance.choice(("web", "worker-1"))
    offset = chance.choice((-1, 1)) * chance.choice((chance.randint(20, 280), 7200, 26 * 3600))
    child, lasts = house.child(name), chance.uniform(5.0, 8.0)
    right = child.env
    for env in ({**right, "SHUANGQUAN_CLOCK_OFFSET": str(offset)}, right):
        with house.lock:
            child.env = env
            kill(child.pid or 0)
        if env is not right:
            house.wait_well(30)
            time.sleep(lasts)
    return f"the clock of {name} {abs(offset)} s {'ahead' if offset > 0 else 'behind'} for {lasts:.1f} s"


KINDS: tuple[Kind, ...] = (
    Kind("kill web", kill_web, 4),
    Kind("kill serving process", kill_web_process, 3),
    Kind("kill worker", kill_worker, 6),
    Kind("kill departments", kill_sandbox, 4),
    Kind("kill PostgreSQL", kill_database, 5),
    Kind("kill one backend", kill_backend, 4),
    Kind("kill everything", kill_all, 2),
    Kind("freeze worker", freeze_worker, 1, slow=True),
    Kind("party slow", _harm("slow", (*DEPARTMENTS, *OTHERS), (1.0, 5.0)), 3),
    Kind("party down", _harm("down", (*DEPARTMENTS, *OTHERS)), 4),
    Kind("party talks nonsense", _harm("wrong", (*DEPARTMENTS, *OTHERS)), 4),
    Kind("party speaks of another case", _harm("other", ("police", "medical", "tax", "hr", "payment")), 4),
    Kind("answer late", _harm("late", (*DEPARTMENTS, "payment"), (3.0, 8.0)), 3),
    Kind("answer twice", _harm("twice", (*DEPARTMENTS, *OTHERS)), 4),
    Kind("answer cut off", _harm("drop", (*DEPARTMENTS, *OTHERS)), 5),
    Kind("disk full", fill_disk, 3, slow=True),
    Kind("clock wrong", skew_clock, 3, slow=True),
)


def draw(count: int, chance: random.Random, *, quick: bool = False) -> list[Kind]:
    """`count` kinds by chance; each kind once before any comes by weight, as far as the count reaches. quick: without the slow ones."""
    kinds = [kind for kind in KINDS if not (quick and kind.slow)]
    drawn = chance.sample(kinds, min(count, len(kinds)))
    drawn += chance.choices(kinds, [kind.weight for kind in kinds], k=max(0, count - len(kinds)))
    return drawn
