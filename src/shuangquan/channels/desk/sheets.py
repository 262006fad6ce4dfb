"""Cells and .csv tables that officers upload, read within fixed bounds."""

import csv
import io

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
