"""`shuangquan sweep`: who is entitled to a theme and has not asked, offered it (无感、免申即享)."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from shuangquan.actions.sweeping import CannotSweep, Progress, sweep_theme
from shuangquan.channels.cli.show import console, print_json
from shuangquan.channels.cli.standards import Json
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal


def sweep(
    theme: Annotated[str, typer.Argument(help="id of a theme that is offered")],
    population: Annotated[Path | None, typer.Option(help="Parquet file or folder; SHUANGQUAN_POPULATION by default")] = None,
    json: Json = False,
) -> None:
    """Go through a population and offer the theme to whom its rule entitles; go on where an earlier run was cut off."""
    try:
        found = sweep_theme(theme, population, _tell)
    except Refusal as refusal:
        console.print(say_refusal(refusal, "zh"))
        raise typer.Exit(2) from None
    except CannotSweep as wrong:
        console.print(str(wrong))
        raise typer.Exit(2) from None
    if json:
        print_json(
            {
                "theme": found.theme,
                "day": found.day,
                "people": found.people,
                "entitled": found.entitled,
                "doubtful": found.doubtful,
                "missing": dict(found.missing),
                "parts": found.parts,
                "done_before": found.went_on,
                "given": found.given,
                "kept_back": dict(found.kept_back),
            }
        )
        return
    console.print(f"看了{found.people:,}人：{found.entitled:,}人符合条件，{found.doubtful:,}人还说不准")
    for name, count in sorted(found.missing.items()):
        console.print(f"  缺{name}：{count:,}人")
    if found.given:
        console.print(f"没说“不需要”的，到了时候：直接办了{found.given:,}人")
    for code, count in sorted(found.kept_back.items()):
        console.print(f"  没有直接办（{code}）：{count:,}人，本人仍可以自己领取")
    if found.went_on:
        console.print(f"  [dim]{found.parts}段里有{found.went_on}段以前已经做完，这次没有再做[/dim]")


def _tell(now: Progress) -> None:
    end = "" if now.done < now.parts else "\n"
    sys.stderr.write(f"\r{now.done}/{now.parts}段，符合{now.entitled:,}人，说不准{now.doubtful:,}人{end}")
    sys.stderr.flush()
