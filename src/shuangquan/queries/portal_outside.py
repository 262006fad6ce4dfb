"""What a citizen reads of a department's own system: what it said on the way, that its clock stands, that it was reminded."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.words.knowledge import Value
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_pledges import read_words
from shuangquan.queries.portal_times import say_moment

REPORTED = {
    "accepted": ("受理", "accepted"), "correct": ("要补正", "more is needed"), "suspended": ("特别程序", "special procedure"),
    "resumed": ("特别程序结束", "special procedure over"), "decided": ("决定", "decided"), "certificate": ("制证", "certificate made"),
    "revoked": ("撤销", "taken back"),
}  # fmt: skip
"""What a report says, in a word."""


def say_chased(index: PlanIndex, body: Mapping[str, Any]) -> Text:
    """A reminder, in a citizen's words."""
    item = index.items[str(body["item"])]
    name, who = item.name, item.department_name
    told = item.supervised_name if body["told"] else None
    zh, en = (f"，也告诉了{told.zh}", f"; {told.say('en')} was told too") if told is not None else ("", "")
    return Text(f"{name.zh}：{who.zh}还没有答复，已催办{zh}。", f"{name.say('en')}: no answer yet; {who.say('en')} was reminded{en}.")


def say_reported(index: PlanIndex, body: Mapping[str, Any]) -> Text | None:
    """Only that it was taken up is news of its own; the rest is told by what it leads to."""
    if body["what"] != "accepted":
        return None
    item = index.items[str(body["item"])]
    return Text(f"{item.department_name.zh}的系统收下了{item.name.zh}。", f"The system of {item.department_name.say('en')} took it up.")


def say_told(index: PlanIndex, body: Mapping[str, Any]) -> Text:
    """Who supervises has the result."""
    item = index.items[str(body["item"])]
    name, who = item.name, item.supervised_name
    return Text(
        f"{name.zh}的结果告诉了负责监管的{who.zh}。", f"{who.say('en')}, which supervises, was told of the result: {name.say('en')}."
    )


def find_outside(task: Task, values: dict[str, Value | None], language: str, seen: datetime) -> dict[str, Any]:
    """Fields of a lane: why its clock stands and to which day, and when it was last reminded of."""
    why = read_words(values, task.away_why) if task.away_why else Text("")
    chased = say_moment(task.chased_at, language, seen=seen) if task.chased and task.chased_at else ""
    return {"why": why, "until": task.away_until, "chased": chased}
