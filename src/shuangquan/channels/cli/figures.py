"""`shuangquan figures`: before and after, counted from the plans. No database, no network."""

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from shuangquan.channels.cli.show import console, print_json, print_table
from shuangquan.channels.cli.standards import Json, default_standards, load_or_exit
from shuangquan.core.standard.booklet import GRADES
from shuangquan.core.standard.counted import FIGURES, Change, Figures
from shuangquan.core.standard.figures import AIM, count_figures

ZEROS = {"materials": "零材料", "certificates": "零证明", "trips": "零跑腿"}


def figures(
    region: Annotated[str, typer.Option(help="region code, six digits")] = "370000",
    standards: Annotated[Path | None, typer.Option(help="folder of standards")] = None,
    json: Json = False,
) -> None:
    """Count what the reform comes to: per theme before and after, and how many situations need no paper, no certificate, no trip."""
    found = count_figures(load_or_exit(standards or default_standards()), region)
    if json:
        print_json({**dataclasses.asdict(found), "share": found.share})
    else:
        _print_figures(found)


def _print_figures(found: Figures) -> None:
    heads = ("主题", "口径", "改革前（所称）", "改革后", "最差情形减少")
    rows = [(theme.name.zh, *_say_change(change)) for theme in found.themes for change in theme.changes]
    print_table(f"改革前后（地区{found.region}）", heads, rows)
    counts = [(theme.name.zh, theme.classes, *(theme.zeros[what] for what in ZEROS)) for theme in found.themes]
    counts.append(("合计", found.classes, *(found.zeros[what] for what in ZEROS)))
    print_table("情形数", ("主题", "全部情形", *ZEROS.values()), counts)
    console.print(f"能比的{found.compared}项里，最差情形也减少{AIM:.0%}以上的有{found.reached}项（{found.share:.0%}）")
    console.print("[dim]改革前的数是所称的，带等级；改革后的数是从方案里数出来的，时限是承诺的。[/dim]")


def _say_change(change: Change) -> tuple[str, str, str, str]:
    before = f"{change.before:g}（{GRADES[change.claim.grade].zh}）"
    after = f"{change.most:g}" if change.least == change.most else f"{change.least:g}–{change.most:g}"
    fall = "—" if change.reduction is None else f"{change.reduction:.0%}"
    return FIGURES[change.what].zh, before, f"{after}（{GRADES[change.basis.grade].zh}）", fall
