"""二次录入 at the desk: what officers type into a department's system without an interface, and what two of them read off it."""

from collections.abc import Callable

from shuangquan.actions.desk import find_following
from shuangquan.actions.loading import Loaded, decide_case, hiding_cases
from shuangquan.actions.tasks import SeenTask, show_task
from shuangquan.core.cases.by_hand import (
    decide_compared,
    decide_entered,
    decide_recalled,
    decide_ticked,
    decide_typed,
    decide_typed_again,
)
from shuangquan.core.cases.hand_reports import PAPERED, Given
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.blobs import StoredBlob, append_blob, find_blob
from shuangquan.records.calls import append_data_use

PURPOSE = "hand"


def show_by_hand(actor: Actor, case_id: str, item: str, member: str | None) -> SeenTask:
    """A task whose package is typed by people. Refusals as `show_task`; "task.not_here" for any other."""
    seen = show_task(actor, case_id, item, member)
    if seen.task.hand is None or actor.department != seen.item.department:
        raise Refusal("task.not_here", item)
    return seen


def tick_typed(actor: Actor, case_id: str, item: str, member: str | None, done: tuple[str, ...]) -> Loaded:
    """Keep which fields are in the other system so far. Refusals as `decide_ticked`."""
    return _decide(actor, case_id, item, lambda turn, _: decide_ticked(turn, item, member, done, actor.subject))


def end_typing(actor: Actor, case_id: str, item: str, member: str | None, done: tuple[str, ...], receipt: str) -> Loaded:
    """All of it is there, under this number. Refusals as `decide_typed`."""
    return _decide(actor, case_id, item, lambda turn, _: decide_typed(turn, item, member, done, receipt, actor.subject))


def enter_said(actor: Actor, case_id: str, item: str, member: str | None, given: Given, content: bytes) -> Loaded:
    """The first person types what the other system says. content: its paper, b"" for none.

    Refusals: as `decide_entered`, and those of `append_blob`.
    """
    seen = show_by_hand(actor, case_id, item, member)
    paper = ("", "")
    if content and given.what in PAPERED:
        blob = append_blob(seen.loaded.stored.row, PURPOSE, content)
        paper = (blob.id, blob.sm3.hex())
    return _decide(actor, case_id, item, lambda turn, index: decide_entered(turn, index, item, member, given, paper, actor.subject))


def enter_again(actor: Actor, case_id: str, item: str, member: str | None, given: Given) -> Loaded:
    """The second person types it unseen. Refusals as `decide_typed_again`."""
    return _decide(actor, case_id, item, lambda turn, index: decide_typed_again(turn, index, item, member, given, actor.subject))


def compare_entered(actor: Actor, case_id: str, item: str, member: str | None, wrong: tuple[str, ...]) -> Loaded:
    """The second person has compared it with the paper. Refusals as `decide_compared`."""
    return _decide(actor, case_id, item, lambda turn, index: decide_compared(turn, index, item, member, wrong, actor.subject))


def note_recalled(actor: Actor, case_id: str, item: str, member: str | None) -> Loaded:
    """It is withdrawn in the other system too. Refusals as `decide_recalled`."""
    return _decide(actor, case_id, item, lambda turn, _: decide_recalled(turn, item, member, actor.subject))


def load_hand_paper(actor: Actor, case_id: str, item: str, member: str | None, blob_id: str) -> StoredBlob:
    """The other system's paper. Refusals as `show_by_hand`; "evidence.unknown" for any other file."""
    seen = show_by_hand(actor, case_id, item, member)
    hand = seen.task.hand
    assert hand is not None
    kept = {one.paper for one in (hand.said, *hand.checked.values()) if one is not None}
    found = find_blob(blob_id) if blob_id in kept else None
    if found is None:
        raise Refusal("evidence.unknown", "paper")
    append_data_use(actor, case_id, ("paper of the other system",), seen.loaded.stored.row.home_region)
    return found


def _decide(actor: Actor, case_id: str, item: str, do: Callable[[Turn, PlanIndex], object]) -> Loaded:
    def decide(turn: Turn, index: PlanIndex) -> None:
        planned = index.items.get(item)
        if planned is None or planned.department != actor.department:
            raise Refusal("staff.forbidden", item)
        do(turn, index)
        decide_running(turn, index)

    with hiding_cases():
        return decide_case(actor, case_id, "task.decide", decide, after=find_following)
