"""`shuangquan publicity`: what is published of licences (双公示), as a table, CSV or JSON."""

import csv
import dataclasses
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from shuangquan.actions.acting import acting_system
from shuangquan.actions.publicity import Published, publish_decisions
from shuangquan.channels.cli.show import console, print_json, print_table
from shuangquan.channels.cli.standards import Json, fail
from shuangquan.core.cases.publicity import COLUMNS

Day = Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="first day of decision")]


def publicity(
    first: Day,
    last: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="last day of decision")],
    file: Annotated[Path | None, typer.Option("--csv", help="write a CSV file")] = None,
    json: Json = False,
) -> None:
    """List the licences decided in a time as they are published within seven working days. Persons' names are masked."""
    begin, end = _day(first), _day(last)
    if end < begin:
        fail("--to 早于 --from")
    with acting_system():
        found = publish_decisions(begin, end)
    if file is not None:
        _write(file, found)
    if json:
        print_json(dataclasses.asdict(found))
        return
    rows = [(row.name, row.content, row.certificate_number, row.decided_on, row.publish_by) for row in found.licences]
    print_table(f"行政许可公示 {found.first} 至 {found.last}", ("相对人", "许可内容", "编号", "决定日期", "最迟公示日"), rows)
    console.print(f"{len(rows)} 条，其中 {found.late} 条已过公示期限；行政处罚 0 条，平台不作处罚。字段是业内通行的，待核。")


def _day(moment: datetime) -> date:
    return moment.date()


def _write(file: Path, found: Published) -> None:
    with file.open("w", newline="", encoding="utf-8-sig") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS.values())
        writer.writerows([_plain(str(getattr(row, name))) for name in COLUMNS] for row in found.licences)


def _plain(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
