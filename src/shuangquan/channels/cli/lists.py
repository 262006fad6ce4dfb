"""`shuangquan import items`, `import guide` and `export items`: a bureau's lists become drafts, and the other way round."""

import dataclasses
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from shuangquan.actions.lists import Imported, export_list, import_list, place_wrong
from shuangquan.channels.cli.show import console, print_json
from shuangquan.channels.cli.standards import check_region, default_standards, fail, load_or_exit
from shuangquan.channels.cli.workbooks import Unreadable, read_guide, read_list, write_list
from shuangquan.core.exchange.guide_draft import GUIDE_FIELDS, check_guide
from shuangquan.core.standard.bundle import Bundle

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
    _import(file, into, standards, json, guide=False)


def import_guide(
    file: Annotated[Path, typer.Argument(help="a theme's guide, .xlsx or .json")],
    into: Annotated[Path | None, typer.Option(help="new folder for the draft; draft-FILE by default")] = None,
    standards: Standards = None,
    json: Json = False,
) -> None:
    """Draft a theme and its items from a guide. Bad rows are named, good ones kept. Exit code 1 when a row is bad."""
    _import(file, into, standards, json, guide=True)


def _import(file: Path, into: Path | None, standards: Path | None, json: bool, *, guide: bool) -> NoReturn:
    bundle = load_or_exit(standards or default_standards())
    folder = into or Path(f"draft-{file.stem}")
    with nullcontext() if json else console.status("读取…") as status:

        def tell(rows: int) -> None:
            if status is not None and rows % 100 == 0:
                status.update(f"已读 {rows} 行")

        try:
            made = _import_guide(bundle, file, folder, tell) if guide else import_list(bundle, read_list(file), folder, tell)
        except Unreadable as error:
            fail(str(error))
        except FileExistsError:
            fail(f"文件夹已经存在：{folder}，请另给一个 --into")
    if json:
        print_json(dataclasses.asdict(made))
    else:
        _print_imported(made)
    raise typer.Exit(1 if made.wrong else 0)


def _import_guide(bundle: Bundle, file: Path, folder: Path, tell: Callable[[int], None]) -> Imported:
    """Nothing is drafted when the guide's own row is bad: there would be no theme to bind its items in."""
    own, items = read_guide(file)
    wrong = [*own.said, *(place_wrong(own.where, one, GUIDE_FIELDS) for one in check_guide(own.record.fields))]
    return Imported(str(folder), wrong=wrong) if wrong else import_list(bundle, items, folder, tell, own.record.fields)


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
    check_region(bundle, region)
    try:
        items = write_list(file, export_list(bundle, region, folder))
    except (Unreadable, OSError) as error:
        fail(str(error))
    if json:
        print_json({"file": str(file), "region": region, "items": items})
    else:
        console.print(f"{items} 项写在 {file}", markup=False)
