"""`shuangquan rules`: how good the rules are, row by row. No database, no network."""

from pathlib import Path
from typing import Annotated

import typer

from shuangquan.actions.checking import examine_rules
from shuangquan.channels.cli.show import console, print_json, print_table
from shuangquan.channels.cli.standards import Json, choose_themes, default_standards, load_or_exit
from shuangquan.core.cases.quality import Quality
from shuangquan.core.words.codec import to_plain

THEN = {"approve": "通过", "refer": "转人"}


def rules(
    themes: Annotated[list[str] | None, typer.Argument(help="themes; all by default")] = None,
    standards: Annotated[Path | None, typer.Option(help="folder of standards")] = None,
    json: Json = False,
) -> None:
    """Try every row of every decision table: rows that never speak, rows that contradict each other, rows no example walks."""
    bundle = load_or_exit(standards or default_standards())
    found = [one for theme in choose_themes(bundle, themes) for one in examine_rules(bundle, theme)]
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


def _print(one: Quality) -> None:
    rows = [
        (number, row.when.zh, THEN[row.then], len(row.examples) or "没有", "从不先说话" if row.silent else "")
        for number, row in enumerate(one.rows, start=1)
    ]
    print_table(f"{one.name.zh}（{one.theme}）", ("行", "条件", "结果", "例子", ""), rows)
    for clash in one.clashes:
        console.print(f"  第{clash.first}行和第{clash.second}行结果不同又能同时成立，先写的算数：{clash.world.zh}")
    console.print(f"  [dim]试了{one.tried}种数据{'，再没有别的' if one.whole else '，没有试全'}[/dim]\n")
