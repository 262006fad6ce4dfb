"""Lists as files: .xlsx and .json, read a row at a time within fixed bounds, and written so that they read back the same."""

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from shuangquan.actions.lists import BadCell, Given, Where
from shuangquan.core.exchange.guide_draft import GUIDE, GUIDE_FIELDS
from shuangquan.core.exchange.list_fields import FIELDS, LINKS, MAIN, PARTS, Field, Record, find_key

MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_BYTES = 64 * 1024 * 1024
MAX_UNPACKED = 300 * 1024 * 1024


class Unreadable(Exception):
    """A file that cannot be taken; its text is one 中文 sentence for whoever sent it."""


def read_list(path: Path) -> Iterator[Given]:
    """The records of a list. Unreadable when it is no list, too large, or holds what a list may not."""
    if not path.is_file():
        raise Unreadable(f"没有这个文件：{path}")
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable(f"文件超过 {MAX_BYTES // 1024 // 1024} MB，请分成几份")
    if path.suffix.lower() == ".json":
        return _read_rows(_load_json(path))
    if path.suffix.lower() == ".xlsx":
        return _read_workbook(path)
    raise Unreadable("只读 .xlsx 和 .json；旧的 .xls 请先另存为 .xlsx")


def read_guide(path: Path) -> tuple[Given, Iterator[Given]]:
    """A theme's guide: its own row, and the records of its items. Unreadable as `read_list`, or when either is missing."""
    if path.suffix.lower() != ".json":
        items = read_list(path)
        return _read_guide_sheet(path), items
    read_list(path)
    guide = _load_json(path)
    own = guide.get("theme", guide.get(GUIDE)) if isinstance(guide, dict) else None
    if not isinstance(guide, dict) or not isinstance(own, dict):
        raise Unreadable("JSON 应是一个对象，有 theme（主题）和 items（事项）两部分")
    where = Where(GUIDE, 1)
    said: list[BadCell] = []
    fields = _read_object(own, GUIDE_FIELDS, where, said)
    return Given(Record(fields), where, said=tuple(said)), _read_rows(guide.get("items", guide.get("事项")))


def _read_guide_sheet(path: Path) -> Given:
    book = _open_workbook(path)
    try:
        if not {GUIDE, MAIN} <= set(book.sheetnames):
            raise Unreadable(f"要有“{GUIDE}”和“{MAIN}”两张表")
        rows = list(islice(_read_sheet(book[GUIDE], GUIDE_FIELDS), 2))
    finally:
        book.close()
    if len(rows) != 1:
        raise Unreadable(f"表“{GUIDE}”应有表头和一行")
    fields, where, said = rows[0]
    return Given(Record(fields), where, said=tuple(said))


def _load_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"不是 JSON：{error}") from None


def _read_rows(rows: Any) -> Iterator[Given]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unreadable("JSON 应是一个列表，每个事项一个对象")
    for number, row in enumerate(rows, start=1):
        where, said = Where(MAIN, number), []
        parts: dict[str, tuple[Mapping[str, str], ...]] = {}
        for part, (name, columns) in PARTS.items():
            found = row.pop(part, None) or row.pop(name, None) or []
            if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
                said.append(BadCell(MAIN, number, part, name, "应是对象的列表", "每行一个对象"))
            elif found:
                parts[part] = tuple(_read_object(one, columns, where, said) for one in found)
        record = Record(_read_object(row, FIELDS, where, said), parts)
        places = {part: tuple(Where(PARTS[part][0], n) for n in range(1, len(own) + 1)) for part, own in parts.items()}
        yield Given(record, where, places, tuple(said))


def _read_object(row: Mapping[str, Any], columns: tuple[Field, ...], where: Where, said: list[BadCell]) -> dict[str, str]:
    found: dict[str, str] = {}
    for heading, value in row.items():
        key = find_key(heading, columns)
        if isinstance(value, dict | list):
            said.append(BadCell(where.sheet, where.row, key, heading, "应是文字或数字", "不要嵌套"))
        elif key in found:
            said.append(BadCell(where.sheet, where.row, key, heading, "这一栏写了两次", "只留一个"))
        elif (text := _print(value)) != "":
            found[key] = text
    return found


def _print(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.strftime("%Y%m%d")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).replace("\r\n", "\n").strip()


def _check_package(path: Path) -> None:
    """A workbook is a zip: neither a bomb nor anything with a document type, in which entities could be defined."""
    try:
        with zipfile.ZipFile(path) as package:
            if len(package.infolist()) > 1000 or sum(one.file_size for one in package.infolist()) > MAX_UNPACKED:
                raise Unreadable(f"解开后超过 {MAX_UNPACKED // 1024 // 1024} MB，不读；请分成几份")
            for one in package.infolist():
                with package.open(one) as part:
                    if one.filename.endswith((".xml", ".rels")) and b"<!" in part.read(2048).split(b"<!--")[0]:
                        raise Unreadable(f"{one.filename} 含有文档类型声明，不读")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise Unreadable(f"不是 .xlsx：{error}") from None


Row = tuple[dict[str, str], Where, list[BadCell]]


def _open_workbook(path: Path) -> Any:
    _check_package(path)
    try:
        return load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, TypeError, SyntaxError) as error:
        raise Unreadable(f"不是 .xlsx：{error}") from None


def _read_workbook(path: Path) -> Iterator[Given]:
    book = _open_workbook(path)
    try:
        main = MAIN if MAIN in book.sheetnames else book.sheetnames[0]
        waiting: dict[tuple[str, str, str], list[Row]] = {}
        links = tuple(one for one in FIELDS if one.key in LINKS)
        for part, (name, columns) in PARTS.items():
            for row, where, said in _read_sheet(book[name], (*links, *columns)) if name in book.sheetnames else ():
                link = next(((key, row[key]) for key in LINKS if row.get(key)), ("", ""))
                bare = {key: text for key, text in row.items() if key not in LINKS}
                waiting.setdefault((part, *link), []).append((bare, where, said))
        used: set[tuple[str, str, str]] = set()
        for row, where, said in _read_sheet(book[main], FIELDS):
            yield _join(row, where, said, waiting, used)
        for (part, key, text), rows in waiting.items():
            if (part, key, text) not in used:
                yield from (_find_orphan(where, key, text) for _, where, _ in rows)
    finally:
        book.close()


def _join(
    row: dict[str, str], where: Where, said: list[BadCell], waiting: dict[tuple[str, str, str], list[Row]], used: set[tuple[str, str, str]]
) -> Given:
    parts: dict[str, tuple[Mapping[str, str], ...]] = {}
    places: dict[str, tuple[Where, ...]] = {}
    for part in PARTS:
        keys = [(part, key, row[key]) for key in LINKS if row.get(key) and (part, key, row[key]) in waiting]
        used.update(keys)
        rows = [one for key in keys for one in waiting[key]]
        if rows:
            parts[part], places[part] = tuple(one[0] for one in rows), tuple(one[1] for one in rows)
            said = [*said, *(bad for one in rows for bad in one[2])]
    return Given(Record(row, parts), where, places, tuple(said))


def _find_orphan(where: Where, key: str, text: str) -> Given:
    what = f"清单里没有“{text}”这一项" if text else "没有写属于哪一项"
    bad = BadCell(where.sheet, where.row, where.columns.get(key, "A"), "所属事项", what, "写清单中该项的唯一标识、业务办理项编码或实施编码")
    return Given(Record({}), where, said=(bad,))


def _read_sheet(sheet: Any, columns: tuple[Field, ...]) -> Iterator[Row]:
    """Rows of a sheet whose first row is its headings; empty rows are passed over."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=MAX_COLUMNS, max_row=MAX_ROWS + 2)
    heads = {n: find_key(_print(cell.value), columns) for n, cell in enumerate(next(rows, ())) if _print(cell.value)}
    if len(set(heads.values())) < len(heads):
        raise Unreadable(f"表“{sheet.title}”有两列的表头相同")
    letters = {key: get_column_letter(n + 1) for n, key in heads.items()}
    for number, cells in enumerate(rows, start=2):
        if number > MAX_ROWS + 1:
            raise Unreadable(f"表“{sheet.title}”超过 {MAX_ROWS} 行，请分成几份")
        said: list[BadCell] = []
        found: dict[str, str] = {}
        for n, cell in enumerate(cells):
            text = _print(cell.value)
            if not text:
                continue
            key = heads.get(n, "")
            if cell.data_type in ("f", "e") or not key:
                what, mend = ("不是值，是公式或错误", "复制后选择性粘贴为数值") if key else ("这一列没有表头", "补上表头，或清空这一格")
                said.append(BadCell(sheet.title, number, get_column_letter(n + 1), key, what, mend))
            else:
                found[key] = text
        if found or said:
            yield found, Where(sheet.title, number, letters), said


def write_list(path: Path, records: Iterable[Record]) -> int:
    """Write records as .xlsx or .json, by the file's ending; returns how many. Unreadable for any other ending."""
    held = list(records)
    if path.suffix.lower() == ".json":
        rows = [{**one.fields, **{part: list(own) for part, own in one.parts.items()}} for one in held]
        path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    elif path.suffix.lower() == ".xlsx":
        book = Workbook(write_only=True)
        _write_sheet(book, MAIN, FIELDS, [one.fields for one in held])
        links = tuple(one for one in FIELDS if one.key in LINKS)
        for part, (name, columns) in PARTS.items():
            own = [{**_find_link(one.fields), **row} for one in held for row in one.parts.get(part, ())]
            _write_sheet(book, name, (*links, *columns), own)
        book.save(path)
    else:
        raise Unreadable("只写 .xlsx 和 .json")
    return len(held)


def _find_link(fields: Mapping[str, str]) -> dict[str, str]:
    return next(({key: fields[key]} for key in LINKS if fields.get(key)), {})


def _write_sheet(book: Workbook, name: str, columns: tuple[Field, ...], rows: Sequence[Mapping[str, str]]) -> None:
    """Every cell is text, so that codes keep their digits and no text is taken for a formula."""
    sheet: Any = book.create_sheet(name)
    heads = {one.key: one.heading for one in columns} | {key: key for row in rows for key in row if all(key != c.key for c in columns)}
    for texts in (heads, *rows):
        cells = []
        for key in heads:
            cell = WriteOnlyCell(sheet, texts.get(key) or None)
            if cell.value is not None:
                cell.data_type, cell.number_format = "s", "@"
            cells.append(cell)
        sheet.append(cells)
