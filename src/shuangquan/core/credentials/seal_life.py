"""印章 as things with a life: asked for, made, suspended, in use again, destroyed. Two people for every step but the one that stops harm.

Who asks and who agrees are different accounts. Suspending takes one, since a lost seal cannot wait; resuming takes two again. What was
sealed before a seal's end stays good: its state is judged as of the time of the stamp.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import clean_text

MAKE, SUSPEND, RESUME, DESTROY = "make", "suspend", "resume", "destroy"
ASK, AGREE, DECLINE, DO = "ask", "agree", "decline", "do"
ASKED, ACTIVE, SUSPENDED, DESTROYED, DECLINED = "asked", "active", "suspended", "destroyed", "declined"
WANTS = {MAKE: "", RESUME: SUSPENDED, DESTROY: ""}
"""What two people do together, and the state it wants; destroying wants one that is in use or suspended."""
_AFTER = {MAKE: ACTIVE, RESUME: ACTIVE, DESTROY: DESTROYED, SUSPEND: SUSPENDED}
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class SealStep:
    """One step. what: MAKE | SUSPEND | RESUME | DESTROY; step: ASK | AGREE | DECLINE of two people, DO of one. seq: counts from 1."""

    seal: str
    seq: int
    what: str
    step: str
    actor: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SealLife:
    """How a seal stands. open: what somebody has asked for and nobody answered. since: when the state began."""

    state: str
    open: SealStep | None
    since: datetime | None
    seq: int


def find_life(steps: Iterable[SealStep], at: datetime | None = None) -> SealLife:
    """How a seal stands after its steps, or stood at an instant. steps: oldest first."""
    state, opened, since, seq = ASKED, None, None, 0
    for step in steps:
        if at is not None and step.at > at:
            break
        seq = step.seq
        if step.step == ASK:
            opened = step
        elif step.step == DECLINE:
            state, opened = (DECLINED if step.what == MAKE else state), None
        else:
            state, since, opened = _AFTER[step.what], step.at, None
    return SealLife(state, opened, since, seq)


def say_state_at(steps: Iterable[SealStep], at: datetime) -> str:
    """How a seal counts for a stamp of that time: "good", "suspended" or "destroyed"; "" for one that was not made yet."""
    state = find_life(steps, at).state
    return {ACTIVE: "good", SUSPENDED: "suspended", DESTROYED: "destroyed"}.get(state, "")


def check_reason(reason: str) -> str:
    """The reason, cut to its bound. Refusal("sealing.reason") for none."""
    held = clean_text(reason, LONGEST_REASON)
    if not held:
        raise Refusal("sealing.reason", "reason")
    return held


def check_ask(life: SealLife, what: str) -> None:
    """Whether RESUME or DESTROY may be asked for. Refusals: "sealing.open" while another question is open, "sealing.state"."""
    if life.open is not None:
        raise Refusal("sealing.open", "what")
    fits = life.state == SUSPENDED if what == RESUME else life.state in (ACTIVE, SUSPENDED)
    if what not in (RESUME, DESTROY) or not fits:
        raise Refusal("sealing.state", "what")


def check_answer(life: SealLife, actor: str) -> SealStep:
    """The open question, if this account may answer it. Refusals: "sealing.nothing", "sealing.two" for who asked."""
    if life.open is None:
        raise Refusal("sealing.nothing", "what")
    if life.open.actor == actor:
        raise Refusal("sealing.two", "what")
    return life.open


def check_suspend(life: SealLife) -> None:
    """Whether it may be suspended. Refusal("sealing.state"). A question that is open falls away with it."""
    if life.state != ACTIVE:
        raise Refusal("sealing.state", "what")


def check_usable(life: SealLife, name: str) -> None:
    """Whether it may seal. Refusal("sealing.not_usable")."""
    if life.state != ACTIVE:
        raise Refusal("sealing.not_usable", "seal", name=name)
