"""How a lane is shown while a special procedure or a hearing is under way, or when it was not accepted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.procedures import GROUNDS, SPECIAL
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.words.knowledge import Value
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_pledges import read_words
from shuangquan.queries.portal_times import say_moment

S = TaskState
STATES = {S.OFFERED: "hearing", S.SUSPENDED: "special", S.NOT_ACCEPTED: "refused"}
"""What such a lane's state is called."""


def find_procedure(task: Task, values: Mapping[str, Value | None], language: str, seen: datetime) -> dict[str, Any]:
    """Fields of the lane: why, until, source (where and when a hearing is held), remedy, by."""
    if task.state is S.NOT_ACCEPTED:
        said = read_words(values, task.text)
        ground = GROUNDS[task.because]
        why = Text(f"不予受理：{ground.zh}。{said.zh}", f"Not accepted: {ground.say('en')}. {said.zh}")
        return {"why": why, "remedy": read_words(values, task.remedy), "by": "officer"}
    if task.state is S.OFFERED:
        until = say_moment(task.answer_by, language, seen=seen) if task.answer_by else ""
        return {"why": read_words(values, task.notice), "until": until}
    until = say_moment(task.until, language, seen=seen) if task.until else ""
    source = Text("")
    if task.hearing_at is not None and task.hearing == "demanded":
        at, where = say_moment(task.hearing_at, language, seen=seen), read_words(values, task.hearing_place).zh
        source = Text(f"{at}，{where}", f"{at}, {where}")
    return {"why": SPECIAL[task.special], "until": until, "source": source}
