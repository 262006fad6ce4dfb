"""`python -m faults [--seed N] [--faults N]`: harms an installation of its own under load and judges what is left. Exit 1 on any breach."""

import argparse
import json
import secrets
import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path

from faults.house import stand

EACH = 4
"""Persons who come for every fault."""


def main() -> int:
    """Read the command line and do it."""
    parser = argparse.ArgumentParser(prog="python -m faults")
    parser.add_argument("--seed", type=int, default=None, help="the run that this number stands for, again")
    parser.add_argument("--faults", type=int, default=120)
    parser.add_argument("--quick", action="store_true", help="without the kinds that take long")
    parser.add_argument("--json", type=Path, default=Path("artefacts") / "faults.json")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # everything that was started is stopped on the way out
    seed = secrets.randbelow(10**6) if given.seed is None else given.seed
    say(f"seed {seed}")
    with stand((EACH + 1) * given.faults + 2) as (house, people):
        from faults.report import render_run  # noqa: PLC0415 — imports models, which need the environment that `stand` set
        from faults.rounds import run_faults  # noqa: PLC0415

        run = run_faults(house, people, seed, given.faults, EACH, say, quick=given.quick)
    given.json.parent.mkdir(exist_ok=True)
    given.json.write_text(json.dumps(asdict(run), indent=1, ensure_ascii=False) + "\n")
    print(render_run(run))
    return 0 if run.clean else 1


def say(text: str) -> None:
    """Progress, on standard error."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    raise SystemExit(main())
