"""投诉受理告知书、投诉答复书: made from a complaint as it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from shuangquan.core.cases.complaints import ABOUT
from shuangquan.core.credentials.masks import say_date
from shuangquan.core.notices.documents import PLATFORM, Document
from shuangquan.core.words.text import Text

RECEIPT = Text("投诉受理告知书", "Notice that a complaint is taken up")
ANSWER = Text("投诉答复书", "Answer to a complaint")


@dataclass(frozen=True, slots=True)
class Told:
    """A complaint as its documents need it. item: its name, "" for none; first, last: who answers on the first and last level."""

    id: str
    about: str
    item: str
    filed_at: datetime
    answer_by: datetime
    answers: tuple[tuple[datetime, str], ...]
    first: str
    last: str
    level: int


def make_complaint_papers(complaints: Iterable[Told], number: str, who: str) -> tuple[Document, ...]:
    """Every document of these complaints, in their order. number: what people call the case; who: to whom they are addressed."""
    return tuple(paper for nth, one in enumerate(complaints, start=1) for paper in _make(one, f"{number}-T{nth}", number, who))


def _make(one: Told, paper: str, number: str, who: str) -> Iterator[Document]:
    subject = one.item or ABOUT[one.about].zh
    rows = (("投诉", ABOUT[one.about].zh), *((("事项", one.item),) if one.item else ()), ("办件编号", number))
    taken = (
        f"你于 {say_date(one.filed_at.date())} 就“{subject}”提出的投诉已经受理，由没有经办过这件事的人员处理。",
        f"书面答复在 {say_date(one.answer_by.date())} 以前作出（期限为示例）。答复以前可以撤回。",
    )
    name = one.first if one.level == 1 else one.last
    yield Document(
        f"complaint_receipt-{one.id}", "complaint_receipt", RECEIPT, f"{paper}-0", who, one.filed_at, PLATFORM, name, taken, rows,
        item_name=Text(one.item),
    )  # fmt: skip
    for level, (at, words) in enumerate(one.answers, start=1):
        by = one.first if level == 1 else one.last
        more = (
            "对答复不满意的，可以在“我的事”里请上一级再看一次。"
            if level == 1
            else "对答复仍不满意的，可以打 12345，或者依法申请行政复议、提起诉讼。"
        )
        lines = (f"你就“{subject}”提出的投诉，经查，答复如下：", *words.splitlines(), more)
        yield Document(
            f"complaint_answer{level}-{one.id}", "complaint_answer", ANSWER, f"{paper}-{level}", who, at, PLATFORM, by, lines, rows,
            item_name=Text(one.item),
        )  # fmt: skip
