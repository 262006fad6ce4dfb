"""`shuangquan try`, `doctor`, `rebase` and `trace`: they need the installation."""

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from shuangquan.actions.doctor import find_ailments
from shuangquan.actions.rebasing import rebase_submitted
from shuangquan.actions.rehearsal_report import Rehearsed
from shuangquan.actions.rehearsing import rehearse
from shuangquan.channels.cli.show import console, print_json, print_table
from shuangquan.channels.cli.standards import fail
from shuangquan.channels.cli.walking import walk_all
from shuangquan.core.cases.walk import Stuck
from shuangquan.core.words.errors import Fault, Refusal, Refusals
from shuangquan.core.words.refusals import say_refusal
from shuangquan.queries.traces import find_trace


@dataclasses.dataclass(frozen=True, slots=True)
class Rebased:
    """A task of a case that goes on by another version."""

    item: str
    member: str
    state: str


Json = Annotated[bool, typer.Option("--json", help="machine-readable, on standard output")]


def try_(
    theme: Annotated[str | None, typer.Argument(help="id of a theme; needed unless --all")] = None,
    example: Annotated[str | None, typer.Option(help="name of an example; the first by default")] = None,
    out: Annotated[Path | None, typer.Option(help="folder to write certificates to")] = None,
    every: Annotated[bool, typer.Option("--all", help="every situation class of the theme, or of every theme, headless")] = False,
    seed: Annotated[int, typer.Option(help="with --all: the same seed makes the same people")] = 1,
    json: Json = False,
) -> None:
    """Walk an example of a theme through the platform and the sandbox departments; with --all every situation, without them."""
    if every:
        walk_all(theme, seed, json=json)
    if theme is None:
        fail("要写主题的编号，或者用 --all")
    try:
        report = rehearse(theme, example, out)
    except Refusal as refusal:
        fail(say_refusal(refusal))
    except Refusals as refusals:
        fail("；".join(say_refusal(one) for one in refusals.refusals))
    except Stuck as stuck:
        fail(f"例子没有说：{stuck.what}")
    except Fault as fault:
        fail(f"{fault.party}：{fault.code}")
    if json:
        print_json(dataclasses.asdict(report))
    else:
        _print_report(report)


def _print_report(report: Rehearsed) -> None:
    console.print(f"[bold]{report.theme}[/bold] {report.case}：{report.state}，{report.seconds} 秒")
    console.print(f"问了 {len(report.asked)} 项：{'、'.join(report.asked)}")
    console.print(f"取来 {len(report.prefilled)} 项：{'、'.join(report.prefilled)}")
    names = ("item", "member", "department", "outcome", "by", "seconds")
    print_table("事项", ("事项", "成员", "部门", "结果", "谁定的", "秒"), [[item[n] or "" for n in names] for item in report.items])
    print_table("证照", ("类型", "标识", "文件"), [[c["type"], c["id"], c["file"]] for c in report.certificates])


def doctor(json: Json = False) -> None:
    """Check every part of the installation by the real call. Exit code 1 when something is wrong."""
    found = []
    for one in find_ailments():
        found.append(one)
        if not json:
            console.print(f"{'[green]好[/green]' if one.good else '[red]坏[/red]'} {one.what}：{one.say}")
    if json:
        print_json([dataclasses.asdict(one) for one in found])
    raise typer.Exit(0 if all(one.good for one in found) else 1)


def rebase(
    case: Annotated[str, typer.Argument(help="a submitted case's number or id")],
    why: Annotated[str, typer.Option(help="the reason, kept with the case")] = "",
    json: Json = False,
) -> None:
    """Have a submitted case go on by the version of its standard that is online now. What has begun, was signed and promised stays."""
    try:
        found = rebase_submitted(case, why)
    except Refusal as refusal:
        fail(say_refusal(refusal))
    except Refusals as refusals:
        fail("\n".join(say_refusal(one) for one in refusals.refusals))
    tasks = [Rebased(task.item, task.member or "", task.state.value) for task in found.case.tasks.values()]
    if json:
        print_json({"case": found.case.id, "bundle": found.case.bundle, "tasks": [dataclasses.asdict(task) for task in tasks]})
        return
    rows = [(found.index.items[task.item].name.zh, task.member, task.state) for task in tasks]
    print_table(f"{found.case.id} 按 {found.case.bundle[:12]} 接着办", ("事项", "成员", "状态"), rows)


def trace(
    what: Annotated[str, typer.Argument(help="a case's number or id, or a correlation id (X-Request-ID, a log line's, an event's)")],
    json: Json = False,
) -> None:
    """Show what a click set going: every step in every process, from the request to the certificate."""
    try:
        rows = find_trace(what)
    except Refusal as refusal:
        fail(say_refusal(refusal))
    if json:
        print_json([dataclasses.asdict(row) for row in rows])
        return
    last = ""
    for row in rows:
        if row.trace != last:
            console.print(f"[bold]{row.trace}[/bold]")
            last = row.trace
        codes = " ".join(f"{name}={value}" for name, value in row.codes.items() if name not in ("method", "route", "job", "verb", "party"))
        console.print(f"{row.start:9.1f} ms  {'  ' * row.depth}{row.name}  [bold]{row.ms:.1f} ms[/bold]  [dim]{row.service} {codes}[/dim]")
