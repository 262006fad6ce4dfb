"""The page before signing: what the person gave, and what came from elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass

from shuangquan.core.words.text import Text
from shuangquan.queries.portal_sheets import FormPage, Row, Sheet
from shuangquan.queries.portal_values import Provenance


@dataclass(frozen=True, slots=True)
class Own:
    """Something the person gave, and where to change it."""

    sheet: Sheet
    label: Text
    value: Text
    anchor: str


def find_given(form: FormPage) -> tuple[Own, ...]:
    """Everything on the form that the person typed or changed."""
    return tuple(_own(form))


def _own(form: FormPage) -> Iterator[Own]:
    for sheet in form.sheets:
        for one in sheet.fields:
            yield Own(sheet, one.label, dict(one.options).get(one.value, Text(one.value)), one.anchor)
        for row in sheet.rows:
            if row.provenance.kind in ("own", "changed"):
                yield Own(sheet, row.label, Text(row.text), row.anchor)


def find_fetched(form: FormPage) -> tuple[tuple[Sheet, tuple[Row, ...], tuple[Provenance, ...]], ...]:
    """Sheets with the rows that came from elsewhere, and each source once."""
    found = []
    for sheet in form.sheets:
        rows = tuple(row for row in sheet.rows if row.provenance.kind not in ("own", "changed"))
        if rows:
            found.append((sheet, rows, tuple(dict.fromkeys(row.provenance for row in rows if row.state != "hidden"))))
    return tuple(found)
