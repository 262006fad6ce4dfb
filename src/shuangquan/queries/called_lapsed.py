"""A certificate that a matter called up has lost its force: which one and how, for the officer and for the citizen."""

from collections.abc import Mapping
from typing import Any

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.lapsing import find_lapsed
from shuangquan.core.credentials.life import ENDED, EXPIRED, REPLACED, REVOKED, SUSPENDED
from shuangquan.core.words.text import Text
from shuangquan.queries.desk_read import Read

HOW: Mapping[str, Text] = {
    EXPIRED: Text("到期了", "it has run out"),
    SUSPENDED: Text("暂停使用了", "it was suspended"),
    REPLACED: Text("换发了新的，内容不一样", "a newer one says something else"),
    REVOKED: Text("被撤销了", "it was revoked"),
    ENDED: Text("失效了", "it was ended"),
}


def name_lapsed(case: Case, index: PlanIndex, task: Task) -> tuple[Text, ...]:
    """The certificates this task rests on that count no more, by the names of their draws."""
    named = {draw.source: draw.name for draw in (*index.plan.draws, *index.plan.lost)}
    return tuple(named.get(one.type, Text(one.type)) for one in find_lapsed(case, index, task))


def say_lapsed(read: Read) -> tuple[str, str, str]:
    """Head of the officer's column: tone, title, sentence."""
    names = read.join(read.text(one) for one in name_lapsed(read.case, read.index, read.task))
    found = find_lapsed(read.case, read.index, read.task)
    how = read.join(dict.fromkeys(read.text(HOW[one.lapsed]) for one in found))
    return (
        "wait",
        read.say(f"调用的证照失效了：{names}（{how}）", f"A certificate that was called up is out of force: {names} ({how})"),
        read.say(
            "表里还是调用那天的内容。看这一项还成不成立；要新的证照，就发一次补正。",
            "The form still says what it said that day. Judge whether the item stands; for a newer one, send a notice.",
        ),
    )


def say_event(index: PlanIndex, body: Mapping[str, Any]) -> Text | None:
    """The sentence of the citizen's history."""
    draw = next((one for one in (*index.plan.draws, *index.plan.lost) if one.id == body["draw"]), None)
    how = HOW[str(body["how"])]
    if draw is None:
        return None
    return Text(f"调用过的“{draw.name.zh}”{how.zh}。", f"The {draw.name.say('en')} that was called up: {how.say('en')}.")
