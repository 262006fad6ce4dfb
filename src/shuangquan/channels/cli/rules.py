"""`shuangquan rules`: how good the rules are, row by row. No database, no network."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from shuangquan.actions.checking import PlanMaker, walk_with
from shuangquan.channels.cli.show import console, print_json, print_table
from shuangquan.channels.cli.standards import Json, choose_themes, default_standards, load_or_exit
from shuangquan.core.cases.quality import Quality, find_quality, find_spoken
from shuangquan.core.cases.walk import Walked
from shuangquan.core.cases.world import World
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.view import read_view
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.text import Text

THEN = {"approve": "通过", "refer": "转人"}


def rules(
    themes: Annotated[list[str] | None, typer.Argument(help="themes; all by default")] = None,
    standards: Annotated[Path | None, typer.Option(help="folder of standards")] = None,
    json: Json = False,
) -> None:
    """Try every row of every decision table: rows that never speak, rows that contradict each other, rows no example walks."""
    bundle = load_or_exit(standards or default_standards())
    found = [one for theme in choose_themes(bundle, themes) for one in find_theme_quality(bundle, theme)]
    if json:
        print_json(
            {"rows": sum(len(one.rows) for one in found), "covered": sum(one.covered for one in found), "items": to_plain(tuple(found))}
        )
        return
    for one in found:
        _print(one)
    rows = sum(len(one.rows) for one in found)
    covered = sum(one.covered for one in found)
    console.print(f"{len(found)}张决定表，{rows}行，例子走到{covered}行")


def find_theme_quality(bundle: Bundle, theme: str) -> tuple[Quality, ...]:
    """The rules of a theme's items, its examples walked."""
    plans = PlanMaker(bundle, theme)

    def walks() -> Iterator[tuple[Text, Walked]]:
        for example in bundle.examples.get(theme, ()):
            yield example.name, walk_with(World(bundle, example), plans)

    return find_quality(read_view(bundle, theme, "370000", []), find_spoken(walks()))


def _print(one: Quality) -> None:
    rows = [
        (number, row.when.zh, THEN[row.then], len(row.examples) or "没有", "从不先说话" if row.silent else "")
        for number, row in enumerate(one.rows, start=1)
    ]
    print_table(f"{one.name.zh}（{one.theme}）", ("行", "条件", "结果", "例子", ""), rows)
    for clash in one.clashes:
        console.print(f"  第{clash.first}行和第{clash.second}行结果不同又能同时成立，先写的算数：{clash.world.zh}")
    console.print(f"  [dim]试了{one.tried}种数据{'，是全部组合' if one.whole else '，组合太多，没有试全'}[/dim]\n")
