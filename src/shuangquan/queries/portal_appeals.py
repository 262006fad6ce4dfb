"""What the applicant is told of an appeal: whether the last decision of a task can be appealed, and how one stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shuangquan.core.cases.appeals import OUTCOMES, find_file_by, find_weighed
from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.knowledge import Value
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_pledges import read_words
from shuangquan.queries.portal_times import current, say_moment

NOTHING = Text("")


@dataclass(frozen=True, slots=True)
class AppealBox:
    """state: "" (none yet) | filed | open | answered | rejected | withdrawn | decided. file_by: until when one can be made, "" when not.

    at: until when the next one acts; why: of a rejection or decision; answer: the department's; live: it can be taken back.
    """

    state: str
    file_by: str = ""
    at: str = ""
    outcome: Text = NOTHING
    why: Text = NOTHING
    answer: Text = NOTHING
    stayed: bool = False
    live: bool = False


def find_appeal_box(case: Case, item: PlanItem, task: Task, values: Mapping[str, Value | None], language: str) -> AppealBox | None:
    """None where there is nothing to say."""
    seen, weighed, appeal = current(), find_weighed(case, item, task), task.recourse.appeal
    once = weighed is not None and any(one.decided_at == weighed.at for one in task.recourse.appeals)
    file_by = ""
    if weighed is not None and not once and (last := find_file_by(case, weighed)) >= seen:
        file_by = say_moment(last, language, seen=seen)
    if appeal is None:
        return AppealBox("", file_by) if file_by else None
    state = "answered" if appeal.state == "open" and appeal.answered_at is not None else appeal.state
    at = say_moment(appeal.due, language, seen=seen) if appeal.due is not None else ""
    ruling, answer = read_words(dict(values), appeal.ruling), read_words(dict(values), appeal.answer)
    stayed = appeal.live and appeal.stayed_at is not None
    return AppealBox(state, file_by, at, OUTCOMES.get(appeal.outcome, NOTHING), ruling, answer, stayed, appeal.live)


def collect_appeals(case: Case, index: PlanIndex, values: Mapping[str, Value | None]) -> list[Mapping[str, Any]]:
    """The applicant's appeals as the export writes them."""
    return [
        {
            "what": {"zh": index.items[task.item].name.zh, "en": index.items[task.item].name.say("en")}, "state": one.state,
            "outcome": one.outcome, "at": one.filed_at.isoformat(timespec="seconds"), "said": str(values.get(one.text) or ""),
            "answers": [{"at": "", "text": str(values.get(ref) or "")} for ref in (one.answer, one.ruling) if ref],
        }
        for task in case.tasks.values()
        for one in task.recourse.appeals
        if task.item in index.items
    ]  # fmt: skip
