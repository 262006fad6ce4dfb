"""`shuangquan bench …`: speed, measured on this machine by the checkout's own bench. No database, no network."""

import json as json_
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from shuangquan.channels.cli.show import console, print_json, print_table
from shuangquan.channels.cli.standards import Json

ROOT = Path(__file__).parents[4]


def bench_rules(
    millions: Annotated[int, typer.Option(help="residents of the sweep, in millions")] = 10,
    hundred: Annotated[bool, typer.Option(help="sweep 100 million residents too; some 3 GB on disk")] = False,
    folder: Annotated[Path | None, typer.Option(help="where the residents are kept; removed again by default")] = None,
    json: Json = False,
) -> None:
    """Measure rules beside other engines in one run: per case, and over a population beside SQL written by hand."""
    wanted = ["--millions", str(millions), *(["--hundred"] if hundred else [])]
    wanted += ["--folder", str(folder.resolve())] if folder is not None else []
    _run("rules", wanted, "规则有多快 How fast rules are", json)


def bench_certificates(
    times: Annotated[int, typer.Option(help="files rendered of each format")] = 200,
    json: Json = False,
) -> None:
    """Measure certificates in one run: issuing beside the library's bare signatures, rendering and verifying PDF and OFD."""
    _run("certificates", ["--times", str(times)], "证照有多快 How fast certificates are", json)


def _run(name: str, wanted: Sequence[str], title: str, json: bool) -> None:
    if not (ROOT / "bench" / f"{name}.py").is_file():
        console.print("要在源代码目录里运行：那里才有测速用的程序 run it in a checkout")
        raise typer.Exit(2)
    command = (sys.executable, "-m", f"bench.{name}", "--json", *wanted)
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if not done.stdout:
        raise typer.Exit(2)
    found = json_.loads(done.stdout)
    if json:
        print_json(found)
    else:
        rows = [(one["name"], f"{one['value']:,} {one['unit']}", one["goal"] or "", _say(one["holds"])) for one in found["measures"]]
        print_table(title, ("", "", "目标", ""), rows)
    raise typer.Exit(done.returncode)


def _say(holds: bool | None) -> str:
    return "" if holds is None else "达到" if holds else "没有达到"
