"""Tables that officers upload: .xlsx and .csv, read within fixed bounds; and the template they begin with."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence

from shuangquan.core.exchange.staff_sheet import COLUMNS, MOST
from shuangquan.core.words.errors import Refusal

LARGEST = 2 * 2**20
UNPACKED = 40 * 2**20
Rows = tuple[tuple[int, tuple[str, ...]], ...]
"""(row's number in the file, cells in the order of COLUMNS)."""


def read_table(content: bytes) -> Rows:
    """The rows under the head. Refusals: "table.none", "table.large", "table.kind", "table.head" where the first row is another."""
    if not content:
        raise Refusal("table.none", "table")
    if len(content) > LARGEST:
        raise Refusal("table.large", "table", most=MOST)
    lines = _read_workbook(content) if content.startswith(b"PK") else read_csv(content)
    head = tuple(lines[0]) if lines else ()
    if head[: len(COLUMNS)] != COLUMNS:
        raise Refusal("table.head", "table", head="、".join(COLUMNS))
    if len(lines) - 1 > MOST:
        raise Refusal("table.large", "table", most=MOST)
    return tuple((number, cells[: len(COLUMNS)]) for number, cells in enumerate(lines[1:], start=2))


def _read_workbook(content: bytes) -> list[tuple[str, ...]]:
    from openpyxl import load_workbook  # noqa: PLC0415 — it loads numpy where there is one, which a web process does not begin with
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > UNPACKED:
                raise Refusal("table.large", "table", most=MOST)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True, max_row=MOST + 2, max_col=len(COLUMNS))
        return [tuple(say_cell(cell) for cell in row) for row in rows]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, IndexError) as error:
        raise Refusal("table.kind", "table") from error


def say_cell(cell: object) -> str:
    """A cell as text: a date as 2027-12-31, a code that a sheet took for a number without its point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)[:200].strip()


def read_csv(content: bytes) -> list[tuple[str, ...]]:
    """In UTF-8, or in GB18030 as office programs here write it."""
    for code in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        try:
            return [tuple(cell[:200].strip() for cell in row) for row in csv.reader(io.StringIO(text))][: MOST + 2]
        except csv.Error:
            break
    raise Refusal("table.kind", "table")


def write_template(rows: Iterable[Sequence[str]]) -> bytes:
    """An .xlsx with the head and these rows under it."""
    from openpyxl import Workbook  # noqa: PLC0415 — as above

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new book has one
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append(list(row))
    for letter in "ABCDEF":
        sheet.column_dimensions[letter].width = 18
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
