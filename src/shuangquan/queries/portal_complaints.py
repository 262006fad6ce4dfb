"""A person's own complaints in a matter, as the progress page tells them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shuangquan.core.cases.complaints import ABOUT, LAST_LEVEL
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_times import current, say_moment
from shuangquan.records.complaints import StoredComplaint


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """state: open | answered | closed | withdrawn. item: empty for none; due: until when it is answered; answers: (when, words).

    again: it can still be raised; late: past its limit.
    """

    id: str
    state: str
    about: Text
    item: Text
    at: str
    due: str
    late: bool
    text: str
    answers: tuple[tuple[str, str], ...]
    level: int
    again: bool
    satisfied: bool | None


def find_complaint_lines(complaints: Iterable[StoredComplaint], items: Mapping[str, Text], language: str) -> tuple[ComplaintLine, ...]:
    """The lines, in the order given. items: names by id."""
    seen = current()
    return tuple(
        ComplaintLine(
            one.id, one.state, ABOUT[one.about], items.get(one.item, Text("")), say_moment(one.filed_at, language, seen=seen),
            say_moment(one.answer_by, language, seen=seen), one.state == "open" and one.answer_by < seen, one.text,
            tuple((say_moment(at, language, seen=seen), words) for at, words in one.answers), one.level, one.level < LAST_LEVEL,
            one.satisfied,
        )
        for one in complaints
    )  # fmt: skip


def collect_complaints(complaints: Iterable[StoredComplaint], items: Mapping[str, Text]) -> list[Mapping[str, Any]]:
    """A person's own complaints as the export writes them."""
    return [
        {
            "what": _plain(items.get(one.item) or ABOUT[one.about]), "about": one.about, "state": one.state, "said": one.text,
            "at": one.filed_at.isoformat(timespec="seconds"),
            "answers": [{"at": at.isoformat(timespec="seconds"), "text": words} for at, words in one.answers],
        }
        for one in complaints
    ]  # fmt: skip


def _plain(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.say("en")}
