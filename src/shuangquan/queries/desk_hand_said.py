"""What happened to a package that people type by hand, in an official's words."""

from collections.abc import Callable, Mapping
from typing import Any

from shuangquan.core.cases.hand_reports import FACT, WHATS, find_wanted, read_listing
from shuangquan.queries.desk_hand import FIELDS
from shuangquan.queries.desk_read import Read

Body = Mapping[str, Any]


def _what(read: Read, body: Body) -> str:
    return read.text(WHATS[str(body["what"])])


def _ticked(read: Read, body: Body) -> str:
    return read.say(f"往对方系统录了 {len(body['done'])} 项", f"{len(body['done'])} fields typed into the other system")


def _typed(read: Read, body: Body) -> str:
    receipt = read.said(str(body["receipt"]))
    return read.say(f"录到了部门系统，回执号 {receipt}", f"Typed into the department's system, receipt {receipt}")


def _differed(read: Read, body: Body) -> str:
    wanted = find_wanted(read.index, read.item, read_listing(read.values, read.task)["wants"])
    labels = {f"{FACT}{own}": planned.label for own, planned in wanted.items()} | FIELDS
    names = read.join(read.text(labels[name]) if name in labels else name for name in body["fields"])
    return read.say(f"第二个人核对，不一样：{names}，退给先录的人", f"The second person reads otherwise: {names}")


def _agreed(read: Read, body: Body) -> str:
    how = ("再录了一遍", "typed again") if body["how"] == "blind" else ("对着纸看了", "compared with the paper")
    return read.say(f"第二个人核对，{how[0]}，一致", f"The second person agrees: {how[1]}")


HAND_SAID: dict[str, Callable[[Read, Body], str]] = {
    "hand.listed": lambda read, _: read.say("部门系统没有接口，列入待录入", "No interface: listed to be typed in"),
    "hand.ticked": _ticked,
    "hand.typed": _typed,
    "hand.entered": lambda read, body: read.say(
        f"录了对方系统的结果：{_what(read, body)}，等第二个人核对",
        f"Entered what the other system says: {_what(read, body)}; a second person checks",
    ),
    "hand.differed": _differed,
    "hand.agreed": _agreed,
    "hand.recalled": lambda read, _: read.say("对方系统里也撤掉了", "Withdrawn in the other system too"),
}
"""Kind → what is said of it."""
