"""`shuangquan guide` and `manual`: what people and officers must know, computed from the standard. No database, no network."""

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from shuangquan.actions.printing import print_booklet
from shuangquan.channels.cli.show import console, print_json, print_table
from shuangquan.channels.cli.standards import Json, complete_class, default_standards, fail, load_or_exit
from shuangquan.core.standard.booklet import Booklet
from shuangquan.core.standard.guide import write_guide
from shuangquan.core.standard.manual import write_manual

Pdf = Annotated[Path | None, typer.Option(help="write it as PDF to this file")]
Folder = Annotated[Path | None, typer.Option(help="folder of standards")]


def guide(
    theme: Annotated[str, typer.Argument(help="id of a theme")],
    region: Annotated[str, typer.Option(help="region code, six digits")] = "370000",
    answer: Annotated[list[str] | None, typer.Option("--answer", help="situation=value, as often as needed")] = None,
    pdf: Pdf = None,
    standards: Folder = None,
    json: Json = False,
) -> None:
    """Write the guide for people who know nothing of offices (零基础办事指南)."""
    bundle = load_or_exit(standards or default_standards())
    if theme not in bundle.themes:
        fail(f"没有叫 {theme} 的主题，有：{'、'.join(bundle.themes)}")
    answers = dict(pair.partition("=")[::2] for pair in answer or [])
    _show(write_guide(bundle, theme, region, complete_class(bundle, theme, region, None, answers)), pdf, json=json)


def manual(
    item: Annotated[str, typer.Argument(help="id of an item")],
    pdf: Pdf = None,
    standards: Folder = None,
    json: Json = False,
) -> None:
    """Write what whoever accepts and examines an item must know (受理要点、审查要点)."""
    bundle = load_or_exit(standards or default_standards())
    if item not in bundle.items:
        fail(f"没有叫 {item} 的事项，有：{'、'.join(bundle.items)}")
    _show(write_manual(bundle, item), pdf, json=json)


def _show(booklet: Booklet, pdf: Path | None, *, json: bool) -> None:
    if pdf is not None:
        try:
            print_booklet(booklet, pdf)
        except OSError as error:
            fail(f"写不了 {pdf}：{error}")
    if json:
        print_json(dataclasses.asdict(booklet))
    elif pdf is not None:
        console.print(f"写好了：{pdf}")
    else:
        _print(booklet)


def _print(booklet: Booklet) -> None:
    console.print(f"[bold]{booklet.title.zh}[/bold]\n[dim]{booklet.about.zh}[/dim]")
    for section in booklet.sections:
        if section.rows:
            console.print(f"[bold]{section.title.zh}[/bold]")
            for line in section.lines:
                console.print(f"  {line.zh}")
            print_table("", [head.zh for head in section.heads], [[cell.zh for cell in row] for row in section.rows])
        elif section.lines:
            console.print(f"[bold]{section.title.zh}[/bold]")
            for number, line in enumerate(section.lines, start=1):
                console.print(f"  {f'{number}.' if section.numbered else '·'} {line.zh}")
