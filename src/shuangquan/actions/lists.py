"""Implementation lists come in as drafts and go out again: one row at a time, good ones kept, bad ones named."""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from shuangquan.core.exchange.guide_draft import render_theme
from shuangquan.core.exchange.list_check import Wrong
from shuangquan.core.exchange.list_draft import Drafted, Drafter
from shuangquan.core.exchange.list_export import export_records
from shuangquan.core.exchange.list_fields import FIELDS, PARTS, Field, Record
from shuangquan.core.standard.bundle import Bundle
from shuangquan.records.clock import today

SIDECAR = "implementation-list.jsonl"
"""Everything a list said, a line an item: {"item", "fields", "parts"}. Written beside the drafts and read when items are exported."""

GUIDE_SIDECAR = "theme-guide.json"
"""The guide's own row as given."""

ITEMS_A_FILE = 500


@dataclass(frozen=True, slots=True)
class Where:
    """Where a row stands. columns: key → the column's letter; for JSON empty."""

    sheet: str
    row: int
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """A record as read from a file, with the place of each of its rows. said: what its reader could not take."""

    record: Record
    where: Where
    parts: Mapping[str, tuple[Where, ...]] = field(default_factory=dict)
    said: tuple["BadCell", ...] = ()


@dataclass(frozen=True, slots=True)
class BadCell:
    """What is wrong in one cell, and how to mend it. column: its letter, or the key in JSON."""

    sheet: str
    row: int
    column: str
    heading: str
    what: str
    mend: str


@dataclass(slots=True)
class Imported:
    """What became of a list. items: drafted; standing: rows of items that the standard has; unknown: headings kept but not understood."""

    folder: str
    rows: int = 0
    items: int = 0
    standing: int = 0
    overlays: int = 0
    unknown: list[str] = field(default_factory=list)
    wrong: list[BadCell] = field(default_factory=list)


def import_list(
    bundle: Bundle, given: Iterable[Given], into: Path, tell: Callable[[int], None], guide: Mapping[str, str] | None = None
) -> Imported:
    """Draft every good row into the new folder `into`; every bad one is named in `wrong`. tell: called with the rows read so far.

    guide: the row of a theme's guide, whose good items are then bound in a draft theme.

    FileExistsError when the folder is there already. Nothing is left behind when reading fails half way or no row is good.
    """
    if into.exists():
        raise FileExistsError(into)
    part = into.with_name(f".{into.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    made = Imported(str(into))
    try:
        uses = _import(bundle, given, part, made, tell, keep=guide is not None)
        if guide is not None:
            (part / "theme.yaml").write_text(render_theme(bundle, guide, uses), encoding="utf-8")
            (part / GUIDE_SIDECAR).write_text(json.dumps(dict(guide), ensure_ascii=False) + "\n", encoding="utf-8")
        if made.items + made.standing:
            part.rename(into)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return made


def _import(
    bundle: Bundle, given: Iterable[Given], part: Path, made: Imported, tell: Callable[[int], None], *, keep: bool
) -> list[tuple[str, Record]]:
    """The items with their records, if they are to be kept."""
    uses: list[tuple[str, Record]] = []
    drafter = Drafter(bundle, today().isoformat())
    with ExitStack() as files:
        sidecar = files.enter_context((part / SIDECAR).open("w", encoding="utf-8"))
        items: TextIO | None = None
        for one in given:
            made.rows += 1
            tell(made.rows)
            drafted = list(one.said) or drafter.draft(one.record)
            if not isinstance(drafted, Drafted):
                made.wrong += [wrong if isinstance(wrong, BadCell) else _place(one, wrong) for wrong in drafted]
                continue
            _note_unknown(one.record, made.unknown)
            if keep:
                uses.append((drafted.item, one.record))
            sidecar.write(_print_record(drafted.item, one.record))
            if not drafted.text:
                made.standing += 1
                continue
            if made.items % ITEMS_A_FILE == 0:
                items = files.enter_context((part / f"items-{made.items // ITEMS_A_FILE + 1:03d}.yaml").open("w", encoding="utf-8"))
                items.write("# 由实施清单生成的草稿，写着“待定”的地方要人来定。\nitems:\n")
            assert items is not None
            items.write(drafted.text)
            made.items += 1
    departments = drafter.render_departments()
    if departments:
        (part / "departments.yaml").write_text(departments, encoding="utf-8")
    for name, text in drafter.render_overlays():
        (part / name).write_text(text, encoding="utf-8")
        made.overlays += 1
    return uses


def export_list(bundle: Bundle, region: str, folder: Path) -> Iterator[Record]:
    """Items of the standard in `folder` as they stand in `region`, with what its imported lists said of them."""
    given: dict[str, list[Record]] = {}
    for file in sorted(folder.rglob(SIDECAR)):
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                record = Record(row["fields"], {name: tuple(rows) for name, rows in row["parts"].items()})
                given.setdefault(row["item"], []).append(record)
    return export_records(bundle, region, given)


def _print_record(item: str, record: Record) -> str:
    return json.dumps({"item": item, "fields": dict(record.fields), "parts": dict(record.parts)}, ensure_ascii=False) + "\n"


def _note_unknown(record: Record, unknown: list[str]) -> None:
    known = {one.key for one in FIELDS}
    heads = [key for key in record.fields if key not in known]
    for part, rows in record.parts.items():
        columns = {one.key for one in PARTS[part][1]}
        heads += [f"{PARTS[part][0]}.{key}" for row in rows for key in row if key not in columns]
    unknown += [head for head in dict.fromkeys(heads) if head not in unknown]


def place_wrong(where: Where, wrong: Wrong, columns: tuple[Field, ...]) -> BadCell:
    """A fault in the cell where it stands."""
    heading = next((column.heading for column in columns if column.key == wrong.key), wrong.key)
    return BadCell(where.sheet, where.row, where.columns.get(wrong.key, wrong.key), heading, wrong.what, wrong.mend)


def _place(one: Given, wrong: Wrong) -> BadCell:
    where = one.parts[wrong.part][wrong.number - 1] if wrong.part else one.where
    return place_wrong(where, wrong, PARTS[wrong.part][1] if wrong.part else FIELDS)
