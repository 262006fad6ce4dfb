"""`shuangquan new theme` and `new item`: YAML to start from, sound at once. No database, no network."""

from pathlib import Path
from typing import Annotated

import typer

from shuangquan.actions.starting import start_item, start_theme
from shuangquan.channels.cli.show import console, print_json
from shuangquan.channels.cli.standards import Json, check_region, default_standards, fail, load_readable
from shuangquan.core.exchange.starting import Unstartable, Wanted, render_use
from shuangquan.core.standard.bundle import Bundle

Name = Annotated[str | None, typer.Option(help="中文 name; the id, marked 示例, by default")]
Department = Annotated[str | None, typer.Option(help="id of the department; the first of the standard by default")]
Folder = Annotated[Path | None, typer.Option(help="folder of standards to add to; the shipped ones by default")]


def new_theme(
    theme: Annotated[str, typer.Argument(help="id of the new theme")],
    name: Name = None,
    department: Department = None,
    region: Annotated[str, typer.Option(help="region code of the examples, six digits")] = "370000",
    stage: Annotated[str, typer.Option(help="stage of life or of a company, by which the portal sorts")] = "示例",
    standards: Folder = None,
    json: Json = False,
) -> None:
    """Start a theme: one item, one situation, three examples (one that goes to a person), every line with what it is for."""
    folder = standards or default_standards()
    bundle = load_readable(folder)
    check_region(bundle, region)
    wanted = Wanted(theme, name or f"{theme}（示例）", _find_department(bundle, department), region, stage)
    try:
        made = start_theme(bundle, wanted, folder)
    except (Unstartable, OSError) as error:
        fail(str(error))
    after = [f"shuangquan check {folder}", f"SHUANGQUAN_STANDARDS={folder} shuangquan try {theme}"]
    _show(theme, made, after, json=json)


def new_item(
    item: Annotated[str, typer.Argument(help="id of the new item")],
    name: Name = None,
    department: Department = None,
    theme: Annotated[str | None, typer.Option(help="theme into whose folder it goes; the shared folder by default")] = None,
    standards: Folder = None,
    json: Json = False,
) -> None:
    """Start an item: department, needs, a material, rules, result, limits, every line with what it is for."""
    folder = standards or default_standards()
    bundle = load_readable(folder)
    if theme is not None and theme not in bundle.themes:
        fail(f"没有叫 {theme} 的主题，有：{'、'.join(bundle.themes)}")
    place = folder / Path(bundle.themes[theme].at.file).parent if theme else folder
    try:
        made = start_item(bundle, Wanted(item, name or f"{item}（示例）", _find_department(bundle, department)), place)
    except (Unstartable, OSError) as error:
        fail(str(error))
    _show(item, made, [f"shuangquan check {folder}"], json=json)
    if not json:
        console.print(f"主题要用它，就在 theme.yaml 里加上：\n{render_use(item)}", markup=False)


def _find_department(bundle: Bundle, given: str | None) -> str:
    if given is None and not bundle.departments:
        fail("这套标准还没有部门，先写 departments")
    return given or next(iter(bundle.departments))


def _show(made_id: str, made: list[Path], after: list[str], *, json: bool) -> None:
    if json:
        print_json({"id": made_id, "files": [str(file) for file in made], "next": after})
        return
    for file in made:
        console.print(f"写好了：{file}", soft_wrap=True)
    console.print("每一行后面有说明，标“示例”的改成真的。接着：")
    for line in after:
        console.print(f"  {line}", soft_wrap=True)
