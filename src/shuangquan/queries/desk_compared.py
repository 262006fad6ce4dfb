"""智能审查 on a case page: where the papers differ, first and short; what agrees, in one line; what could not be read, by name.

Only papers that this task rests on; of the case, only facts that it rests on: another department's are said to differ, not shown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from shuangquan.core.cases.comparing import Difference, Kind, Unread, compare_papers
from shuangquan.core.cases.readings import PaperPlace
from shuangquan.core.credentials.masks import mask_same, say_date
from shuangquan.core.exchange.paper_fields import VALID_TO
from shuangquan.core.words.names import Var
from shuangquan.papers.reader import JPEG
from shuangquan.queries.compared_values import UNSURE, call_shown, print_shown
from shuangquan.queries.desk_read import Read
from shuangquan.records.crops import find_crops

WHY_NOT = {
    "no_ocr": (
        "照片没读：这套平台没装读照片的部分（ocr 组件），要人看",
        "not read: the part that reads photographs (ocr) is not installed",
    ),
    "no_text": ("上面没有读出字，要人看", "nothing could be read on it"),
    "locked": ("文件有密码，打不开，要人看", "the file is locked by a password"),
    "broken": ("文件坏了，读不了，要人看", "the file is damaged"),
    "too_long": ("读得太久，没读完，要人看", "reading took too long"),
    "waits": ("还在读", "still being read"),
}
"""Why a paper was not read."""
FAULTS = {
    "label": ("没找到", "not found"),
    "shape": ("看不清", "not legible"),
    "check": ("读出的号码校验位不对", "the number read has a wrong check digit"),
}
"""Why a field was not read."""


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """One difference. rows: (who says it, what) from the case first, then the paper. open: id of the file.

    page: in it, from 1; unsure: it was read badly; whole: variable of which only a part is shown. spot: variable whose piece of the
    paper is there as a picture; words: as words. Neither while only a part is shown.
    """

    label: str
    paper: str
    rows: tuple[tuple[str, str], ...]
    open: str
    page: int
    unsure: bool = False
    whole: str = ""
    spot: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class DeskCompared:
    """differences; agreed: what agrees, named; alone: what only a paper says, with its value; unread: sentences.

    waits: some paper is still being read.
    """

    differences: tuple[DifferenceLine, ...] = ()
    agreed: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    waits: bool = False

    @property
    def any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.differences or self.agreed or self.alone or self.unread)


def find_compared(read: Read) -> DeskCompared:
    """What a machine read off the papers of this task, as against what is known."""
    told = compare_papers(read.case, read.index)
    here = frozenset(read.papers)
    differences = [_say_difference(read, one) for one in told.differences if one.place in here]
    agreed = [_call(read, one.var, one.place) for one in told.agreed if one.place in here]
    alone = (one for one in told.alone if one.place in here)
    lonely = [f"{read.text(call_shown(read.index, one.var, one.shown))} {print_shown(one.shown, one.here, read.language)}" for one in alone]
    unread = [one for one in told.unread if one.place in here]
    return DeskCompared(
        tuple(differences), tuple(dict.fromkeys(agreed)), tuple(dict.fromkeys(lonely)), tuple(_say_unread(read, unread)),
        any(one.why == "waits" for one in unread),
    )  # fmt: skip


def _call(read: Read, var: Var, place: PaperPlace) -> str:
    shows = read.index.evidence[place[0]].shows
    shown = next((one for one in shows if one.path.partition(".")[2] == var.fact and _plays(read, one.path, var)), None)
    return read.text(call_shown(read.index, var, shown)) if shown else var.fact


def _plays(read: Read, path: str, var: Var) -> bool:
    return read.index.resolve(path.partition(".")[0]) == var.role


def _name(read: Read, place: PaperPlace | None) -> str:
    return read.text(read.index.evidence[place[0]].name) if place is not None else ""


def _say_difference(read: Read, one: Difference) -> DifferenceLine:
    paper, held = _name(read, one.place), read.case.evidence.get(one.place)
    file = held[0] if held is not None else ""
    label, rows = _SAY[one.kind](read, one)
    whole = str(one.var) if one.shown is not None and one.shown.sensitive and one.var is not None and read.whole != str(one.var) else ""
    crop = find_crops(file).get(VALID_TO if one.kind is Kind.EXPIRED else str(one.var)) if file and not whole else None
    spot = crop.var if crop is not None and crop.media_type == JPEG else ""
    words = crop.content.decode() if crop is not None and not spot else ""
    return DifferenceLine(label, paper, rows, file, one.page, one.sure < UNSURE, whole, spot, words)


Said = tuple[str, tuple[tuple[str, str], ...]]


def _say_fact(read: Read, one: Difference) -> Said:
    assert one.shown is not None and one.var is not None
    label = read.text(call_shown(read.index, one.var, one.shown))
    if one.kind is Kind.HOLDER:
        label = read.say(f"{label}（像是别人的材料）", f"{label} (it may be another person's)")
    here, there = _say_pair(read, one)
    who = read.say("申请人填的", "The applicant says") if one.form == "claimed" else read.say("登记的", "The register says")
    if read.case.own(one.var) not in {read.case.own(var) for var in read.needed}:
        there = read.say("不一样（这一样事不看它，不显示）", "another value (not for this item to see)")
    elif one.form == "absent":
        there = read.say("没有", "nothing")
    return label, ((who, there), (read.say("材料上", "The paper says"), here))


def _say_pair(read: Read, one: Difference) -> tuple[str, str]:
    """Both values; of sensitive ones only where they differ, until all of it is asked for."""
    assert one.shown is not None
    here, there = (print_shown(one.shown, value, read.language) for value in (one.here, one.there))
    return mask_same(here, there) if one.shown.sensitive and read.whole != str(one.var) else (here, there)


def _say_papers(read: Read, one: Difference) -> Said:
    assert one.shown is not None
    here, there = _say_pair(read, one)
    if one.other not in read.papers:
        there = read.say("不一样（这一样事不看它，不显示）", "another value (not for this item to see)")
    return read.text(call_shown(read.index, one.var, one.shown)), ((_name(read, one.other), there), (_name(read, one.place), here))


def _say_expired(read: Read, one: Difference) -> Said:
    days = [say_date(day, read.language) for day in (one.there, one.here) if isinstance(day, date)]
    label = read.say("交的时候已经过期", "It had ended when it was handed in")
    return label, ((read.say("交的那天", "Handed in"), days[0]), (read.say("有效期至", "Valid to"), days[1]))


def _say_same_file(read: Read, one: Difference) -> Said:
    return read.say("同一个文件交了两处", "One file for two papers"), ((read.say("也当", "Also as"), _name(read, one.other)),)


_SAY = {
    Kind.DIFFERS: _say_fact,
    Kind.HOLDER: _say_fact,
    Kind.PAPERS: _say_papers,
    Kind.EXPIRED: _say_expired,
    Kind.SAME_FILE: _say_same_file,
}


def _say_unread(read: Read, unread: Iterable[Unread]) -> Iterator[str]:
    """Whole papers first, then the fields of each, in one sentence a paper."""
    fields: dict[PaperPlace, list[str]] = {}
    for one in unread:
        if one.shown is None:
            yield f"{_name(read, one.place)}{read.say('：', ': ')}{read.say(*WHY_NOT[one.why])}"
        else:
            valid = not one.shown.path
            label = read.say("有效期", "validity") if valid else read.text(one.shown.label)
            what = read.say(*FAULTS[one.why])
            fields.setdefault(one.place, []).append(f"{label}{read.say(f'（{what}）', f' ({what})')}")
    for place, labels in fields.items():
        yield f"{_name(read, place)}{read.say('：', ': ')}{read.join(labels)}"
