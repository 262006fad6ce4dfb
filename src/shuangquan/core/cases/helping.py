"""帮办代办: somebody asks a hall for help; its helpers take it, note their steps, and the one who asked says whether it is done."""

from dataclasses import dataclass
from enum import StrEnum

from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text


class HelpState(StrEnum):
    """Where an order is. confirmed: who asked says that it is done; ended: they asked no longer."""

    ASKED = "asked"
    TAKEN = "taken"
    FINISHED = "finished"
    CONFIRMED = "confirmed"
    ENDED = "ended"


KINDS: dict[str, Text] = {
    "fill": Text("帮我填表", "Fill in the form with me"),
    "papers": Text("帮我看材料", "Look at my papers"),
    "fetch": Text("帮我跑腿送取", "Bring or fetch papers for me"),
    "explain": Text("给我讲讲怎么办", "Explain how it is done"),
}
"""What help is asked for: a closed list, so that no order holds a word about anybody."""
STEPS: dict[str, Text] = {
    "called": Text("打过电话", "Called"),
    "met": Text("当面见过", "Met"),
    "filled": Text("一起填了表", "Filled in the form together"),
    "papers": Text("看过材料", "Looked at the papers"),
    "fetched": Text("送取过材料", "Brought or fetched papers"),
}
"""What helpers note."""
_MOVES: dict[str, tuple[frozenset[HelpState], HelpState]] = {
    "take": (frozenset({HelpState.ASKED}), HelpState.TAKEN),
    "give_back": (frozenset({HelpState.TAKEN}), HelpState.ASKED),
    "step": (frozenset({HelpState.TAKEN}), HelpState.TAKEN),
    "finish": (frozenset({HelpState.TAKEN}), HelpState.FINISHED),
    "confirm": (frozenset({HelpState.FINISHED}), HelpState.CONFIRMED),
    "not_yet": (frozenset({HelpState.FINISHED}), HelpState.TAKEN),
    "end": (frozenset({HelpState.ASKED, HelpState.TAKEN}), HelpState.ENDED),
}
OWN = frozenset({"take"})
"""Moves of helpers that anybody of them may make; every other is for the one who took it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a move is judged by. helper: who took it, "" for nobody."""

    state: str
    helper: str


def move(order: Order, verb: str, helper: str = "") -> HelpState:
    """Where an order goes. helper: who moves it, "" for the one who asked. Refusals: "help.moved", "help.other" for another's order."""
    before, after = _MOVES[verb]
    if order.state not in before:
        raise Refusal("help.moved", "order")
    if helper and verb not in OWN and order.helper != helper:
        raise Refusal("help.other", "order")
    return after
