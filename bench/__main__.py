"""`python -m bench [--chains N] [--json FILE]`: everything in one run; prints a table and writes bench/figures.json."""

import argparse
import json
import os
import platform
import sys
import time
from pathlib import Path
from typing import Any

from bench.ground import ROOT
from bench.standing import stand

THEME = "newborn"


def main() -> int:
    """Run every measurement once and print it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--chains", type=int, default=400, help="chains of each throughput run")
    parser.add_argument("--json", type=Path, default=ROOT / "bench" / "figures.json")
    given = parser.parse_args()
    births = 2 * given.chains + 140
    figures: dict[str, Any] = {"machine": f"{os.cpu_count()} cores, Python {platform.python_version()}", "chains": given.chains}
    with stand(births) as ground:
        from bench.runs import run_all  # noqa: PLC0415 — imports models, which need the environment that `stand` set

        figures |= run_all(ground, given.chains, say)
    given.json.write_text(json.dumps(figures, indent=1) + "\n")
    show(figures)
    return 0


def say(text: str) -> None:
    """Progress, on standard error."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")


def show(figures: dict[str, Any]) -> None:
    """The figures as the README's table."""
    print("| figure | value |\n|---|---|")
    for name, value in figures.items():
        if isinstance(value, dict):
            print(f"| {name} | {', '.join(f'{k} {v:.2f}' if isinstance(v, float) else f'{k} {v}' for k, v in value.items())} |")
        else:
            print(f"| {name} | {value:.1f} |" if isinstance(value, float) else f"| {name} | {value} |")


if __name__ == "__main__":
    raise SystemExit(main())
