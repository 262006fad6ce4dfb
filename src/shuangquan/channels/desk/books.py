"""Workbooks that administrators upload: 机构, 窗口, 人员与岗位, each known by its head; a .csv is one of them. And what they download."""

import io
from collections.abc import Mapping, Sequence

from shuangquan.channels.look.sheets import LARGEST, Rows, make_safe, read_csv, read_sheets
from shuangquan.core.exchange.house_sheet import ORGANISATION_COLUMNS, ORGANISATIONS, PEOPLE, WINDOW_COLUMNS, WINDOWS
from shuangquan.core.exchange.staff_sheet import COLUMNS, MOST, PHONE
from shuangquan.core.words.errors import Refusal

HEADS: Mapping[str, tuple[str, ...]] = {ORGANISATIONS: ORGANISATION_COLUMNS, WINDOWS: WINDOW_COLUMNS, PEOPLE: COLUMNS}
WIDTHS = {sheet: len(columns) + (sheet == PEOPLE) for sheet, columns in HEADS.items()}
"""Cells of a row: people may have a telephone number after the head's own columns."""
Book = dict[str, Rows]


def read_book(content: bytes) -> Book:
    """Rows under each head. Refusals: "table.none", "table.large", "table.kind", "table.head" where no sheet has one of the heads."""
    if not content:
        raise Refusal("table.none", "table")
    if len(content) > LARGEST:
        raise Refusal("table.large", "table", most=MOST)
    found: Book = {}
    for lines in read_sheets(content, max(map(len, HEADS.values()))) if content.startswith(b"PK") else (read_csv(content),):
        sheet = _find_sheet(lines)
        if sheet is not None and sheet not in found:
            found[sheet] = _under(lines, WIDTHS[sheet])
    if not found:
        raise Refusal("table.head", "table", head="、".join(COLUMNS))
    return found


def _find_sheet(lines: Sequence[Sequence[str]]) -> str | None:
    head = tuple(lines[0]) if lines else ()
    return next((sheet for sheet, columns in HEADS.items() if head[: len(columns)] == columns), None)


def _under(lines: Sequence[tuple[str, ...]], width: int) -> Rows:
    if len(lines) - 1 > MOST:
        raise Refusal("table.large", "table", most=MOST)
    return tuple((number, cells[:width]) for number, cells in enumerate(lines[1:], start=2))


def write_book(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """An .xlsx with a sheet for each head and these rows under it."""
    from openpyxl import Workbook  # noqa: PLC0415 — as above

    book = Workbook()
    first = book.active
    assert first is not None  # a new book has one
    book.remove(first)
    for name, columns in HEADS.items():
        sheet = book.create_sheet(name)
        sheet.append((*columns, PHONE) if name == PEOPLE else columns)
        for row in sheets.get(name, ()):
            sheet.append([make_safe(cell) for cell in row])
        for letter in "ABCDEFGH":
            sheet.column_dimensions[letter].width = 20
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
