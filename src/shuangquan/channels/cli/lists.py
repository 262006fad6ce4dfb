"""`shuangquan import items` and `shuangquan export items`: a bureau's implementation list becomes drafts, and the other way round."""

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from shuangquan.actions.lists import Imported, export_list, import_list
from shuangquan.channels.cli.show import console, print_json
from shuangquan.channels.cli.standards import default_standards, fail, load_or_exit
from shuangquan.channels.cli.workbooks import Unreadable, read_list, write_list
from shuangquan.core.standard.divisions import find_division, find_near_region

Json = Annotated[bool, typer.Option("--json", help="machine-readable, on standard output")]
Standards = Annotated[Path | None, typer.Option(help="folder of standards; the shipped ones by default")]
SHOWN = 50


def import_items(
    file: Annotated[Path, typer.Argument(help="a list, .xlsx or .json")],
    into: Annotated[Path | None, typer.Option(help="new folder for the drafts; draft-FILE by default")] = None,
    standards: Standards = None,
    json: Json = False,
) -> None:
    """Draft the items of an implementation list (GB/T 39554). Bad rows are named, good ones kept. Exit code 1 when a row is bad."""
    bundle = load_or_exit(standards or default_standards())
    folder = into or Path(f"draft-{file.stem}")
    status = console.status("读取…") if not json else None
    try:
        if status is not None:
            status.start()
        made = import_list(
            bundle, read_list(file), folder, lambda rows: status.update(f"已读 {rows} 行") if status and rows % 100 == 0 else None
        )
    except Unreadable as error:
        fail(str(error))
    except FileExistsError:
        fail(f"文件夹已经存在：{folder}，请另给一个 --into")
    finally:
        if status is not None:
            status.stop()
    if json:
        print_json(dataclasses.asdict(made))
    else:
        _print_imported(made)
    raise typer.Exit(1 if made.wrong else 0)


def _print_imported(made: Imported) -> None:
    for bad in made.wrong[:SHOWN]:
        console.print(f"[red]错误[/red] {bad.sheet} 第 {bad.row} 行 {bad.column} 列 {bad.heading}", markup=True)
        console.print(f"   {bad.what}\n   改法：{bad.mend}", markup=False)
    if len(made.wrong) > SHOWN:
        console.print(f"另有 {len(made.wrong) - SHOWN} 处错误，用 --json 看全部")
    if made.unknown:
        console.print(f"不认识但已照原样保存的列：{'、'.join(made.unknown)}", markup=False)
    said = (
        f"读了 {made.rows} 行：新草稿 {made.items} 项，标准已有 {made.standing} 项，地区文件 {made.overlays} 个，错误 {len(made.wrong)} 处"
    )
    console.print(said)
    if made.items + made.standing:
        console.print(f"写在 {made.folder}", markup=False)


def export_items(
    file: Annotated[Path, typer.Argument(help="the file to write, .xlsx or .json")],
    region: Annotated[str, typer.Option(help="region code, six digits")] = "370000",
    standards: Standards = None,
    json: Json = False,
) -> None:
    """Write the items of a standard as an implementation list, as they stand in a region."""
    folder = standards or default_standards()
    bundle = load_or_exit(folder)
    if find_division(region) is None and region not in bundle.regions:
        near = find_near_region(region, bundle.regions)
        fail(f"没有地区 {region}" + (f"，是不是 {near}？" if near else ""))
    try:
        items = write_list(file, export_list(bundle, region, folder))
    except (Unreadable, OSError) as error:
        fail(str(error))
    if json:
        print_json({"file": str(file), "region": region, "items": items})
    else:
        console.print(f"{items} 项写在 {file}", markup=False)
