"""Events of manual re-entry to what a task knows of it. None of them moves a task's state: what two people agree on does, as a report."""

from datetime import datetime

from shuangquan.core.cases import hand_events as h
from shuangquan.core.cases.case import Task
from shuangquan.core.cases.hand_state import Checked, Entry, Hand

ByHand = h.HandListed | h.HandTicked | h.HandTyped | h.HandEntered | h.HandDiffered | h.HandAgreed | h.HandRecalled


def apply_by_hand(task: Task, event: ByHand, at: datetime) -> None:
    """Let one of them happen."""
    if isinstance(event, h.HandListed):
        task.hand = Hand(event.content, at)
        return
    hand = task.hand
    assert hand is not None  # the list is where everything else of it begins
    match event:
        case h.HandTicked():
            hand.done = event.done
        case h.HandTyped():
            hand.receipt, hand.typist, hand.typed_at = event.receipt, event.officer, at
        case h.HandEntered():
            hand.said = Entry(event.number, event.what, event.content, event.officer, at, event.paper, event.sm3)
            hand.differs = ()
        case h.HandDiffered():
            hand.differs = event.fields
        case h.HandAgreed():
            paper = hand.said.paper if hand.said else ""
            hand.checked[event.number] = Checked(event.first, event.officer, event.how, paper)
            hand.said, hand.differs = None, ()
        case h.HandRecalled():
            hand.recall = "done"
