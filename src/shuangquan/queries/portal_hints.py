"""What the applicant is told of their own papers: where one and what they filled in differ. A hint: nothing is held up by it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.comparing import Difference, Kind, compare_papers
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.readings import PaperPlace
from shuangquan.core.credentials.masks import say_date
from shuangquan.core.words.knowledge import Form
from shuangquan.core.words.text import Text
from shuangquan.papers.reader import OCR
from shuangquan.queries.compared_values import call_shown, print_shown
from shuangquan.queries.portal_sheets import Hint, PaperHints, Sheet
from shuangquan.queries.portal_times import current
from shuangquan.queries.portal_values import make_anchor

PATIENCE = timedelta(seconds=90)
"""How long a page asks whether a paper has been read; later it is told when the page is opened again."""


def find_hints(case: Case, index: PlanIndex) -> Mapping[PaperPlace, PaperHints]:
    """For every paper of which there is something to tell."""
    told = compare_papers(case, index)
    found: dict[PaperPlace, list[Hint]] = {}
    for one in told.differences:
        found.setdefault(one.place, []).append(_SAY[one.kind](case, index, one))
    waits = {one.place for one in told.unread if one.why == "waits" and is_recent(case.readings[one.place].given_at)}
    return {place: PaperHints(place in waits, tuple(found.get(place, ()))) for place in {*found, *waits}}


def is_recent(given_at: datetime) -> bool:
    """Whether a reading may still come while somebody looks at the page."""
    return current() - given_at < PATIENCE


def add_hints(sheets: Iterable[Sheet], case: Case, index: PlanIndex) -> tuple[Sheet, ...]:
    """The sheets of a form, with what there is to tell of each paper on them."""
    told = find_hints(case, index)
    return tuple(
        replace(sheet, papers=tuple(replace(paper, told=told.get((paper.path, paper.member or None))) for paper in sheet.papers))
        for sheet in sheets
    )


def _say_fact(case: Case, index: PlanIndex, one: Difference) -> Hint:
    assert one.shown is not None and one.var is not None
    label, where = call_shown(index, one.var, one.shown), _say_where(case, one.place)
    here = _print(one)
    if one.form == Form.CLAIMED.value:
        there = Text(*(print_shown(one.shown, one.there, language) for language in ("zh", "en")))
        text = Text(
            f"{where.zh}的{label.zh}像是 {here.zh}，你填的是 {there.zh}，请看看哪个对。",
            f"{label.say('en')}: {where.say('en')} it looks like {here.say('en')}; you filled in {there.say('en')}. Which is right?",
        )
        return Hint(text, make_anchor(one.var))
    if one.kind is Kind.HOLDER:
        return Hint(
            Text(
                f"{where.zh}的{label.zh}像是 {here.zh}，和这件事里的不一样。请看看是不是拿错了材料。",
                f"{label.say('en')}: {where.say('en')} it looks like {here.say('en')}, not who this is about. Is it the right paper?",
            )
        )
    return Hint(
        Text(
            f"{where.zh}的{label.zh}像是 {here.zh}，和我们查到的不一样。请看看材料拿对了没有。",
            f"{label.say('en')}: {where.say('en')} it looks like {here.say('en')}, not what the register says. Is it the right paper?",
        )
    )


def _say_where(case: Case, place: PaperPlace) -> Text:
    return Text("照片上", "on the photograph") if case.readings[place].way == OCR else Text("材料上", "on the paper")


def _print(one: Difference) -> Text:
    assert one.shown is not None
    return Text(*(print_shown(one.shown, one.here, language) for language in ("zh", "en")))


def _say_papers(case: Case, index: PlanIndex, one: Difference) -> Hint:
    assert one.shown is not None and one.other is not None
    label, other = call_shown(index, one.var, one.shown), index.evidence[one.other[0]].name
    return Hint(
        Text(
            f"这份材料上的{label.zh}像是 {_print(one).zh}，和另一份“{other.zh}”上写的不一样。",
            f"{label.say('en')}: here it looks like {_print(one).say('en')}, and “{other.say('en')}” says another thing.",
        )
    )


def _say_expired(_case: Case, _index: PlanIndex, one: Difference) -> Hint:
    day = Text(*(say_date(one.here, language) if isinstance(one.here, date) else "" for language in ("zh", "en")))
    return Hint(Text(f"这份材料 {day.zh} 就到期了，有新的请换一份。", f"This paper ended on {day.say('en')}. Is there a newer one?"))


def _say_same_file(_case: Case, index: PlanIndex, one: Difference) -> Hint:
    assert one.other is not None
    other = index.evidence[one.other[0]].name
    return Hint(
        Text(
            f"这里和“{other.zh}”传的是同一个文件，请看看是不是传错了。",
            f"This is the same file as “{other.say('en')}”. Is it the right one?",
        )
    )


_SAY: Mapping[Kind, Callable[[Case, PlanIndex, Difference], Hint]] = {
    Kind.DIFFERS: _say_fact,
    Kind.HOLDER: _say_fact,
    Kind.PAPERS: _say_papers,
    Kind.EXPIRED: _say_expired,
    Kind.SAME_FILE: _say_same_file,
}
