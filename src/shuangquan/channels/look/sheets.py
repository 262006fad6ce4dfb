"""Cells, .csv tables and workbooks that people upload, read within fixed bounds."""

import csv
import io
import zipfile
from collections.abc import Sequence

from shuangquan.core.exchange.staff_sheet import MOST
from shuangquan.core.words.errors import Refusal

LARGEST = 2 * 2**20
UNPACKED = 40 * 2**20
Rows = tuple[tuple[int, tuple[str, ...]], ...]
"""(row's number in the file, cells in the order of COLUMNS)."""


def say_cell(cell: object) -> str:
    """A cell as text: a date as 2027-12-31, a code that a sheet took for a number without its point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)[:200].strip()


def make_safe(cell: str) -> str:
    """Text that a sheet would take for a formula is not written as one."""
    return f"'{cell}" if cell.startswith(("=", "+", "@")) else cell


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


def read_sheets(content: bytes, widest: int) -> list[list[tuple[str, ...]]]:
    """The rows of an .xlsx, sheet by sheet, at most six sheets. Refusals: "table.large", "table.kind"."""
    from openpyxl import load_workbook  # noqa: PLC0415 — it loads numpy where there is one, which a web process does not begin with
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > UNPACKED:
                raise Refusal("table.large", "table", most=MOST)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [
            [tuple(say_cell(cell) for cell in row) for row in sheet.iter_rows(values_only=True, max_row=MOST + 2, max_col=widest)]
            for sheet in book.worksheets[:6]
        ]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, IndexError) as error:
        raise Refusal("table.kind", "table") from error


def read_table(content: bytes, widest: int) -> list[tuple[str, ...]]:
    """The first sheet of an .xlsx, or a .csv. Refusals: "table.none", "table.large", "table.kind"."""
    if not content:
        raise Refusal("table.none", "table")
    if len(content) > LARGEST:
        raise Refusal("table.large", "table", most=MOST)
    lines = (read_sheets(content, widest) or [[]])[0] if content.startswith(b"PK") else read_csv(content)
    if len(lines) - 1 > MOST:
        raise Refusal("table.large", "table", most=MOST)
    return lines


def write_table(head: Sequence[str]) -> bytes:
    """An .xlsx with one sheet and this head."""
    from openpyxl import Workbook  # noqa: PLC0415 — as above

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new book has one
    sheet.append([make_safe(cell) for cell in head])
    for letter in "ABCDEFGHIJ":
        sheet.column_dimensions[letter].width = 22
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
