"""Everything on a form as rows to check, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass

from shuangquan.core.words.text import Text
from shuangquan.queries.portal_check import find_fetched, find_given
from shuangquan.queries.portal_sheets import FormPage

NOTHING = Text("")


@dataclass(frozen=True, slots=True)
class Checked:
    """One row. own: the person gave it. text: as shown; masked: stars stand for a part. absent: known not to be there."""

    own: bool
    label: Text
    who: Text
    text: str
    masked: bool = False
    absent: bool = False
    provider: Text = NOTHING


def find_checked(form: FormPage, language: str) -> tuple[Checked, ...]:
    """What the person gave first, then what was fetched."""
    return (*_own(form, language), *_fetched(form))


def _own(form: FormPage, language: str) -> Iterator[Checked]:
    for one in find_given(form):
        yield Checked(True, one.label, one.sheet.called, one.value.say(language))
    for answered in form.answered:
        yield Checked(True, answered.label, NOTHING, answered.value.say(language))


def _fetched(form: FormPage) -> Iterator[Checked]:
    for sheet, rows, _ in find_fetched(form):
        for row in rows:
            yield Checked(False, row.label, sheet.called, row.text, row.masked, row.state == "absent", row.provenance.provider)
