"""二次录入: a department's system that has no interface is typed into and read off by its officers, and two people stand for each result.

No seal can be checked here. What stands in its place is that a second person typed the same unseen, or compared it with the other
system's own paper, and that both are named in the history.
"""

import json
from collections.abc import Mapping
from typing import Any

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.deskwork import check_task, keep_words
from shuangquan.core.cases.hand_events import HandAgreed, HandDiffered, HandEntered, HandListed, HandRecalled, HandTicked, HandTyped
from shuangquan.core.cases.hand_reports import PAPERED, Given, find_differences, read_listing, read_report, write_listing
from shuangquan.core.cases.hand_state import Entry, Hand
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.outside import Heard, decide_reports
from shuangquan.core.cases.packages import PackageBody
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.canonical import canonical_bytes, sm3_hex
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.knowledge import Value

BY_HAND = "by-hand"
"""The signer of a report that people typed: there is no key, and no signature."""
BLIND, PAPER = "blind", "paper"
LONGEST = 80


def list_package(turn: Turn, task: Task, body: PackageBody, order: tuple[str, ...]) -> None:
    """Put a package that was just sent into its department's list. order: of the other system's fields."""
    content, _ = turn.keep(f"package/{task.item}", write_listing(body, order))
    turn.emit(HandListed(task.item, task.member, body.id, content))


def is_by_hand(task: Task) -> bool:
    """Whether its package is typed by people: the other system is never asked."""
    return task.hand is not None


def decide_ticked(turn: Turn, item: str, member: str | None, done: tuple[str, ...], officer: str) -> None:
    """Keep which fields are typed in. Refusals: "task.not_here" when it is not in the list, or all typed in."""
    task, hand = _check(turn, item, member, "type")
    names = [path for path, _ in read_listing(turn.values, task)["fields"]]
    kept = tuple(name for name in names if name in done)
    if kept != hand.done:
        turn.emit(HandTicked(item, member, kept, officer))


def decide_typed(turn: Turn, item: str, member: str | None, done: tuple[str, ...], receipt: str, officer: str) -> None:
    """Everything is in the other system, which gave this number.

    Refusals: "task.not_here"; "hand.unticked" while a field is not ticked; "hand.receipt" without a number.
    """
    decide_ticked(turn, item, member, done, officer)
    task, hand = _check(turn, item, member, "type")
    if len(hand.done) < len(read_listing(turn.values, task)["fields"]):
        raise Refusal("hand.unticked", "done")
    ref = keep_words(turn, f"receipt/{item}", receipt[:LONGEST], Refusal("hand.receipt", "receipt"))
    turn.emit(HandTyped(item, member, ref, officer))


def decide_entered(
    turn: Turn, index: PlanIndex, item: str, member: str | None, given: Given, paper: tuple[str, str], officer: str
) -> None:  # fmt: skip
    """The first person types what the other system says. paper: (blob, SM3) of its paper, ("", "") for none, or the one kept before.

    Refusals: "task.not_here"; "hand.waiting" while another's waits for its second person; "hand.paper" for a result without its paper;
    as `read_report`.
    """
    task, hand = _check(turn, item, member, "result", "check", "mend")
    if hand.said is not None and not hand.differs and hand.said.officer != officer:
        raise Refusal("hand.waiting", "what")
    content = read_report(turn, index, index.items[item], task, given, worded=True)
    if hand.said is not None and not paper[0]:
        paper = (hand.said.paper, hand.said.sm3)
    if given.what in PAPERED and not paper[0]:
        raise Refusal("hand.paper", "paper")
    number = max(task.reports, default=0) + 1
    ref, _ = turn.keep(f"entry/{item}", canonical_bytes(content).decode())
    turn.emit(HandEntered(item, member, number, given.what, ref, *paper, officer))


def decide_typed_again(turn: Turn, index: PlanIndex, item: str, member: str | None, given: Given, officer: str) -> None:
    """The second person types the fields that decide, unseen. What differs goes back to the first; what agrees becomes the report.

    Refusals: "task.not_here", "second.same" for who typed it first; as `read_report`.
    """
    task, entry = _check_second(turn, item, member, officer)
    content = read_report(turn, index, index.items[item], task, given, worded=False)
    differs = find_differences(read_entry(turn.values, entry), content)
    if differs:
        turn.emit(HandDiffered(item, member, entry.number, differs, BLIND, officer))
    else:
        _agree(turn, index, task, entry, BLIND, officer)


def decide_compared(turn: Turn, index: PlanIndex, item: str, member: str | None, wrong: tuple[str, ...], officer: str) -> None:
    """The second person has compared it with the other system's paper. wrong: fields in which they differ, () for none.

    Refusals: "task.not_here", "second.same", "hand.paper" when there is none to compare with.
    """
    task, entry = _check_second(turn, item, member, officer)
    if not entry.paper:
        raise Refusal("hand.paper", "wrong")
    known = list_fields(read_entry(turn.values, entry))
    if set(wrong) & set(known):
        turn.emit(HandDiffered(item, member, entry.number, tuple(name for name in known if name in wrong), PAPER, officer))
    else:
        _agree(turn, index, task, entry, PAPER, officer)


def decide_recalled(turn: Turn, item: str, member: str | None, officer: str) -> None:
    """It was withdrawn in the other system as well. Refusal("task.not_here") when that was not asked."""
    task = turn.case.tasks.get((item, member))
    if task is None or task.hand is None or task.hand.step != "recall":
        raise Refusal("task.not_here", item)
    turn.emit(HandRecalled(item, member, officer))


def read_entry(values: Mapping[str, Value | None], entry: Entry) -> dict[str, Any]:
    """What the first person typed."""
    content: dict[str, Any] = json.loads(str(values[entry.content]))
    return content


def list_fields(content: dict[str, Any]) -> tuple[str, ...]:
    """Names of the fields that an entry of its kind has and that decide."""
    own = {"correct": ("needs",), "suspended": ("special", "days"), "decided": ("outcome", "assigned"), "certificate": ("assigned",)}
    more = ("follows",) if content["follows"] else ()
    return ("what", "on", *own.get(content["what"], ()), *more, *(f"fact:{path}" for path in content["facts"]))


def _check(turn: Turn, item: str, member: str | None, *steps: str) -> tuple[Task, Hand]:
    task = check_task(turn.case, item, member, (TaskState.SENT,))
    if task.hand is None or task.hand.step not in steps:
        raise Refusal("task.not_here", item)
    return task, task.hand


def _check_second(turn: Turn, item: str, member: str | None, officer: str) -> tuple[Task, Entry]:
    task, hand = _check(turn, item, member, "check")
    assert hand.said is not None
    if hand.said.officer == officer:
        raise Refusal("second.same", "again")
    return task, hand.said


def _agree(turn: Turn, index: PlanIndex, task: Task, entry: Entry, how: str, officer: str) -> None:
    """It becomes what a system with an interface would have sent: a numbered report on this package, applied in its order."""
    item = index.items[task.item]
    typed = read_entry(turn.values, entry)
    typed.pop("special", None)
    content = canonical_bytes(
        {
            **typed, "department": item.department, "package": task.package, "package_digest": task.package_digest, "number": entry.number,
        }
    ).decode()  # fmt: skip
    turn.emit(HandAgreed(task.item, task.member, entry.number, entry.officer, how, officer))
    said = turn.now.fromisoformat(typed["at"])
    heard = Heard(task.package, task.package_digest, entry.number, entry.what, sm3_hex(content.encode()), "", BY_HAND, said, content)
    wrong = decide_reports(turn, index, item, task, [heard])
    assert not wrong, "a report of one's own is about one's own package and has the next number"
