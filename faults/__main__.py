"""`python -m faults [--seed N] [--faults N]`: harms an installation of its own under load and judges what is left. Exit 1 on any breach."""

import argparse
import json
import secrets
import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from faults.house import stand

EACH = 2
"""Persons who come for every fault."""
QUICK = 0.25
"""Faults of the small run last so much of their usual time, and one person comes for each."""


def main() -> int:
    """Read the command line and do it."""
    parser = argparse.ArgumentParser(prog="python -m faults")
    parser.add_argument("--seed", type=int, default=None, help="the run that this number stands for, again")
    parser.add_argument("--faults", type=int, default=120)
    parser.add_argument("--quick", action="store_true", help="a small run: short faults, and none of the kinds that take long")
    parser.add_argument("--outages", type=float, nargs="*", default=[], help="no faults: a receiver is down for so many seconds, in turn")
    parser.add_argument("--receiver", default="police")
    parser.add_argument("--rate", type=float, default=0.5, help="people a second during an outage")
    parser.add_argument("--json", type=Path, default=None)
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # everything that was started is stopped on the way out
    clean, told, text = _outages(given) if given.outages else _faults(given)
    target = given.json or Path("artefacts") / ("outages.json" if given.outages else "faults.json")
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    print(text)
    return 0 if clean else 1


def _faults(given: argparse.Namespace) -> tuple[bool, Any, str]:
    seed = secrets.randbelow(10**6) if given.seed is None else given.seed
    say(f"seed {seed}")
    each = 1 if given.quick else EACH
    with stand((each + 1) * given.faults + 2, mounted=not given.quick) as (house, people):
        house.pace = QUICK if given.quick else 1.0
        from faults.report import render_run  # noqa: PLC0415 — imports models, which need the environment that `stand` set
        from faults.rounds import run_faults  # noqa: PLC0415

        run = run_faults(house, people, seed, given.faults, each, say, quick=given.quick)
        return run.clean, asdict(run), render_run(run)


def _outages(given: argparse.Namespace) -> tuple[bool, Any, str]:
    births = int(sum(2 * seconds + 70 for seconds in given.outages) * given.rate) + 10
    with stand(births, mounted=False) as (house, people):
        from faults.outages import run_outages  # noqa: PLC0415 — as above
        from faults.report import render_outages  # noqa: PLC0415

        done, verdict = run_outages(house, people, given.outages, given.receiver, given.rate, say)
        clean = all(one.clean for one in done) and not verdict.breaches
        return clean, {"outages": [asdict(one) for one in done], "verdict": asdict(verdict)}, render_outages(done, verdict)


def say(text: str) -> None:
    """Progress, on standard error."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    raise SystemExit(main())
