"""Without a card: a window asks by a code, and the citizen, signed in on their own phone, lets it act for them."""

from dataclasses import dataclass

from shuangquan.actions.assisting import Assisted, begin_by_code
from shuangquan.actions.halls import Hall, find_hall
from shuangquan.core.cases.policy import check_may
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.letting import append_let, apply_answer, find_let, take_let


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks: a window of a hall. answered: whether this code has been answered."""

    hall: Hall
    window: str
    answered: bool


def ask_by_phone(by: Actor, place: str) -> str:
    """Ask; the token of a code that is good for five minutes and one answer. Refusal of the policy."""
    check_may(by, "assist.ask")
    return append_let(f"{by.kind}:{by.subject}", by.door, place, by.region)


def find_asking(token: str) -> Asking:
    """Who asks by this code. Refusals: "let.over", "hall.unknown"."""
    found = find_let(token)
    if found is None:
        raise Refusal("let.over", "code")
    key, _, window = found.place.rpartition("-")
    return Asking(find_hall(key), window, found.answered)


def answer_asking(actor: Actor, token: str, index: bytes, *, yes: bool) -> None:
    """Let them act for oneself, or not. Refusals: "let.over", policy."""
    check_may(actor, "assist.let")
    apply_answer(token, index if yes else None, actor.identity if yes else 0)


def take_answer(by: Actor, place: str, token: str) -> Assisted | None:
    """Begin to serve who said yes; None while nobody has. Refusals: "let.over" after a no or too long, "account.closed", policy."""
    check_may(by, "assist.ask")
    taken = take_let(token, f"{by.kind}:{by.subject}")
    if taken is not None:
        return begin_by_code(by, place, taken.index, taken.level)
    found = find_let(token)
    if found is None or found.answered:
        raise Refusal("let.over", "code")
    return None
