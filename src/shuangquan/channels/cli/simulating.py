"""`shuangquan simulate`: what would happen with so many cases and so many officers. No database, no network."""

import dataclasses
from pathlib import Path
from typing import Annotated, Any

import typer

from shuangquan.actions.simulating import Assumptions, Simulated, find_published, simulate
from shuangquan.channels.cli.assumptions import GUESSED, read_assumptions
from shuangquan.channels.cli.show import console, print_json, print_table
from shuangquan.channels.cli.standards import Json, default_standards, fail, load_or_exit
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.histogram import draw_histogram


def simulate_(
    theme: Annotated[str | None, typer.Argument(help="id of a theme; needed unless --all")] = None,
    every: Annotated[bool, typer.Option("--all", help="every theme, against the same officers")] = False,
    assume: Annotated[Path | None, typer.Option(help="a YAML file of assumptions; options given here count more")] = None,
    days: Annotated[int | None, typer.Option(help="working days on which cases arrive")] = None,
    seed: Annotated[int | None, typer.Option(help="the same seed gives the same run")] = None,
    arrivals: Annotated[float | None, typer.Option(help="cases a working day and theme")] = None,
    staff: Annotated[list[str] | None, typer.Option(help="DEPARTMENT=officers, or a number for every department")] = None,
    referred: Annotated[float | None, typer.Option(help="share of items that go to an officer")] = None,
    officer: Annotated[float | None, typer.Option(help="minutes an officer takes, mean")] = None,
    system: Annotated[float | None, typer.Option(help="minutes a department's system takes, mean")] = None,
    weight: Annotated[list[str] | None, typer.Option(help="SITUATION:VALUE=how often, against 1")] = None,
    region: Annotated[str, typer.Option(help="region code, six digits")] = "370000",
    svg: Annotated[Path | None, typer.Option(help="draw the times of the first theme to this file")] = None,
    standards: Annotated[Path | None, typer.Option(help="folder of standards")] = None,
    json: Json = False,
) -> None:
    """Run cases by chance through a theme's work: how long they take, who keeps the limit, where they queue. By guesses (U)."""
    bundle = load_or_exit(standards or default_standards())
    if theme is not None and theme not in bundle.themes:
        fail(f"没有叫 {theme} 的主题，有：{'、'.join(bundle.themes)}")
    if (theme is None) != every:
        fail("要么写一个主题的编号，要么用 --all")
    flags: dict[str, Any] = {"days": days, "seed": seed, "arrivals": arrivals, "referred": referred, "officer": officer, "system": system}
    assumed = read_assumptions(bundle, assume) if assume is not None else GUESSED
    assumed = dataclasses.replace(assumed, **{name: value for name, value in flags.items() if value is not None})
    if weight:
        assumed = dataclasses.replace(assumed, weights={**assumed.weights, **_read_weights(weight)})
    assumed = _read_staff(bundle, assumed, staff or [])
    if assumed.days < 1 or assumed.arrivals <= 0 or not 0 <= assumed.referred <= 1 or assumed.officer < 0 or assumed.system < 0:
        fail("天数、到件量要大于零，转人工的比例在0到1之间，时间不能是负数")
    found = simulate(bundle, (theme,) if theme else tuple(bundle.themes), region, assumed, find_published())
    if svg is not None:
        _draw(bundle, found, svg)
    if json:
        print_json(_plain(found, assumed))
    else:
        _print(bundle, found, assumed)


def _draw(bundle: Bundle, found: Simulated, file: Path) -> None:
    first = found.themes[0]
    try:
        file.write_text(draw_histogram(f"{bundle.themes[first.theme].name.zh}：办理用时", first.hours, first.limit), encoding="utf-8")
    except OSError as error:
        fail(f"写不了 {file}：{error}")


def _read_staff(bundle: Bundle, assumed: Assumptions, given: list[str]) -> Assumptions:
    own = dict(assumed.staff)
    each = assumed.staff_each
    for one in given:
        name, _, number = one.rpartition("=")
        if not number.isdigit() or int(number) < 1 or (name and name not in bundle.departments):
            fail(f"看不懂人手 {one}，写成 部门=人数，或只写人数；部门有：{'、'.join(bundle.departments)}")
        if name:
            own[name] = int(number)
        else:
            each = int(number)
    return dataclasses.replace(assumed, staff=own, staff_each=each)


def _read_weights(given: list[str]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for one in given:
        name, _, rest = one.partition(":")
        value, _, number = rest.rpartition("=")
        try:
            found.setdefault(name, {})[value] = float(number)
        except ValueError:
            fail(f"看不懂权重 {one}，写成 情形:值=次数")
    return found


def _plain(found: Simulated, assumed: Assumptions) -> dict[str, Any]:
    themes = [
        {
            "theme": one.theme,
            "cases": len(one.hours),
            "hours": {"mean": one.mean, **{f"p{n}": one.find_percentile(n) for n in (50, 90, 95)}},
            "limit": one.limit,
            "kept": one.kept,
        }
        for one in found.themes
    ]
    return {
        "assumed": {**dataclasses.asdict(assumed), "start": assumed.start.isoformat(), "grade": "U"},
        "themes": themes,
        "desks": [dataclasses.asdict(one) for one in found.desks],
    }


def _print(bundle: Bundle, found: Simulated, assumed: Assumptions) -> None:
    rows = [
        (
            bundle.themes[one.theme].name.zh,
            len(one.hours),
            *(f"{one.find_percentile(n):.1f}" for n in (50, 90, 95)),
            "—" if one.limit is None else f"{one.limit:.1f}",
            "—" if one.kept is None else f"{one.kept:.1%}",
        )
        for one in found.themes
    ]
    print_table("办理用时（小时）", ("主题", "件数", "一半在", "九成在", "九成五在", "时限", "守住时限"), rows)
    names = {key: name.zh for key, name in bundle.departments.items()}
    desks = [(names.get(d.department, d.department), d.staff, d.tasks, f"{d.waited:.0f}", d.most, f"{d.busy:.0%}") for d in found.desks]
    print_table("各部门", ("部门", "人手", "转人工", "平均等（分钟）", "最长的队", "忙的时间"), desks)
    console.print(
        f"[dim]假设（示例，未核实）：每天{assumed.arrivals:g}件，{assumed.days}个工作日，{assumed.referred:.0%}转人工，"
        f"人工{assumed.officer:g}分钟，系统{assumed.system:g}分钟，{assumed.opens}点到{assumed.closes}点上班，种子{assumed.seed}[/dim]"
    )
