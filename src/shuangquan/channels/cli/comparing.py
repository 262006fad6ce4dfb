"""`shuangquan diff`: two standards side by side, in an official's words. No database, no network."""

import dataclasses
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from shuangquan.channels.cli.show import console, print_json
from shuangquan.channels.cli.standards import Json, default_standards, load_or_exit, read_folder
from shuangquan.core.standard.differences import Difference, Weight, find_differences
from shuangquan.core.standard.recall import find_stirred

WEIGHTS: Mapping[Weight, str] = {"lighter": "[green]轻[/green]", "heavier": "[red]重[/red]", "neutral": "[dim]平[/dim]"}


def diff(
    old: Annotated[Path, typer.Argument(help="folder of the standard as it was; of one as it is to be, when no other is named")],
    new: Annotated[Path | None, typer.Argument(help="folder of the standard as it is to be")] = None,
    json: Json = False,
) -> None:
    """Say what changed between two standards, and what it comes to for people: materials, trips, days, counted from the plans.

    With one folder: between the shipped standards and that one.
    """
    before, after = (old, new) if new is not None else (default_standards(), old)
    themes = find_stirred(read_folder(before), read_folder(after))
    found = find_differences(load_or_exit(before), load_or_exit(after), themes=themes)
    counts = Counter(one.weight for one in found)
    if json:
        weights = {weight: counts[weight] for weight in WEIGHTS}
        print_json({"differences": [dataclasses.asdict(one) for one in found], "weights": weights})
        return
    _print_group("改了什么", [one for one in found if one.kind != "figure"])
    _print_group("群众负担的变化（由方案数出）", [one for one in found if one.kind == "figure"])
    console.print(f"共{len(found)}处：减轻{counts['lighter']}，加重{counts['heavier']}，其余{counts['neutral']}" if found else "没有不同")


def _print_group(title: str, found: list[Difference]) -> None:
    if found:
        console.print(f"[bold]{title}[/bold]")
    for one in found:
        console.print(f"  {WEIGHTS[one.weight]} {one.text.zh} [dim]{one.where}[/dim]")
