"""What was read off one paper, as the page shows it on which the applicant confirms each value; and which papers come first on the form."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.confirming import Confidence, Offered, find_fillable, find_offered
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.readings import PaperPlace
from shuangquan.core.words.text import Text
from shuangquan.papers.reader import JPEG, OCR
from shuangquan.queries.portal_form import find_control, find_options
from shuangquan.queries.portal_hints import is_recent
from shuangquan.queries.portal_members import call_var
from shuangquan.queries.portal_sheets import Field, Paper, Sheet
from shuangquan.queries.portal_times import current
from shuangquan.queries.portal_values import make_anchor, print_fact, raw_value
from shuangquan.records.crops import StoredCrop, find_crops


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One value. confidence: sure | check | none. held: what the form holds now, in words; agrees: it is the same.

    misprint: its check digit does not hold. page: from 1, 0 for none. pictured: the piece of the paper is there as a
    picture; words: as words.
    """

    field: Field
    confidence: str
    held: str
    agrees: bool
    misprint: bool
    page: int
    pictured: bool = False
    words: str = ""

    @property
    def raw(self) -> str:
        """As it was read, before anybody mended it: what the page offered."""
        return self.field.value


@dataclass(frozen=True, slots=True)
class ReadPage:
    """state: waits | late (it takes longer than a page asks) | read | unread (see why, as `WHY_NOT`; "nothing" when none was found).

    pictured: whether the reader looked at a picture, so that words may have been seen wrongly.
    """

    name: Text
    state: str
    why: str = ""
    rows: tuple[ReadRow, ...] = ()
    pictured: bool = False

    @property
    def open(self) -> bool:
        """Whether there is something to confirm or to type."""
        return any(not row.agrees for row in self.rows)


@dataclass(frozen=True, slots=True)
class FirstPaper:
    """A paper that can fill in part of the form. fills: what stands on it; read: there is something to look at."""

    paper: Paper
    fills: tuple[Text, ...]
    read: bool


def find_reading(case: Case, index: PlanIndex, by: str, language: str, place: PaperPlace) -> ReadPage | None:
    """The page of one paper; None for one that is not handed in, or of which nothing is known to stand on it."""
    held, evidence = case.readings.get(place), index.evidence.get(place[0])
    if held is None or evidence is None or not evidence.shows:
        return None
    if not held.way:
        return ReadPage(evidence.name, "waits" if is_recent(held.given_at) else "late")
    if held.why:
        return ReadPage(evidence.name, "unread", held.why)
    offered = find_offered(case, index, by, current().date(), place)
    crops = find_crops(held.blob)
    rows = tuple(_make_row(index, by, one, language, crops.get(str(one.var))) for one in offered)
    if all(one.confidence is Confidence.NONE for one in offered):
        return ReadPage(evidence.name, "unread", "nothing", rows, held.way == OCR)
    return ReadPage(evidence.name, "read", "", rows, held.way == OCR)


def _make_row(index: PlanIndex, by: str, one: Offered, language: str, crop: StoredCrop | None) -> ReadRow:
    planned = one.planned
    label, options = call_var(index, by, planned), find_options(planned)
    field = Field(str(one.var), make_anchor(one.var), label, find_control(planned), options, raw_value(one.value), None)
    held = print_fact(planned, one.held, language) if one.held is not None else ""
    pictured = crop is not None and crop.media_type == JPEG
    words = crop.content.decode() if crop is not None and not pictured else ""
    return ReadRow(field, one.confidence.value, held, one.agrees, one.fault == "check", one.page, pictured, words)


def put_papers_first(sheets: Iterable[Sheet], case: Case, index: PlanIndex, by: str) -> tuple[tuple[FirstPaper, ...], tuple[Sheet, ...]]:
    """The papers that can fill in something of the form, and the sheets without them."""
    fillable = find_fillable(case, index, by, current().date())
    first: list[FirstPaper] = []
    rest: list[Sheet] = []
    for sheet in sheets:
        for paper in sheet.papers:
            place = (paper.path, paper.member or None)
            if place in fillable:
                labels = tuple(dict.fromkeys(call_var(index, by, planned) for planned in fillable[place]))
                held = case.readings.get(place)
                first.append(FirstPaper(paper, labels, held is not None and bool(held.way) and not held.why))
        left = replace(sheet, papers=tuple(paper for paper in sheet.papers if (paper.path, paper.member or None) not in fillable))
        if left.size or left.waiting:
            rest.append(left)
    return tuple(first), tuple(rest)
