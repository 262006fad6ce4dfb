"""What a standard can declare to follow a later refusal, and how it is said."""

from collections.abc import Iterable

from shuangquan.core.words.text import Text

WITHDRAW, REFUND, TELL = "withdraw", "refund", "tell"
ACTS: dict[str, Text] = {
    WITHDRAW: Text("凭它办成的一并撤销，正在办的停下", "what was done on its strength is withdrawn, what is under way for it stops"),
    REFUND: Text("为这些交的费用原路退回", "what was paid for these goes back"),
    TELL: Text("用到它的部门都会收到告知", "the departments that relied on it are told"),
}
"""Every act, in a citizen's and an official's words."""


def say_later(acts: Iterable[str], told: Text) -> Text:
    """The standard's own words, and what is done by itself."""
    done = [ACTS[act] for act in ACTS if act in set(acts)]
    if not done:
        return told
    zh, en = "；".join(one.zh for one in done), "; ".join(one.say("en") for one in done)
    return Text(f"{told.zh}。{zh}", f"{told.say('en')}. {en[0].upper()}{en[1:]}")
