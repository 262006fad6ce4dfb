"""A changed rule tried on what was decided before: what would have come out otherwise, in an official's words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.conditions import ask_table
from shuangquan.core.cases.env import item_env
from shuangquan.core.cases.explain import find_label
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.standard.saying import join_texts
from shuangquan.core.words.text import Text

PASS, REFER, GONE = "pass", "refer", "gone"
SAID = {
    PASS: Text("规则通过", "passed by rules"),
    REFER: Text("转给人", "sent to a person"),
    GONE: Text("不再有这一项", "no longer done"),
}


NOTHING = Text("")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What rules say of a task: pass | refer | gone (its situation does not have the item). why: the row's reason, or what was missing."""

    kind: str
    why: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Tasks that would have come out otherwise in one way. before, after: what rules say; why: of what they would say."""

    before: Text
    after: Text
    why: Text
    count: int


@dataclass(frozen=True, slots=True)
class Hindsight:
    """An item's rules tried on tasks decided before. looked: how many; skipped: how many could not be tried."""

    item: str
    name: Text
    looked: int
    skipped: int
    otherwise: tuple[Otherwise, ...]

    @property
    def same(self) -> int:
        """How many come out as before."""
        return self.looked - sum(one.count for one in self.otherwise)


def find_verdict(case: Case, index: PlanIndex, item_id: str, member: str | None, today: date) -> Verdict:
    """What the rules of a plan say of a task, by what the case knows. today: the day on which they are asked.

    Whether a paper was read or somebody signed is not of the rules and is left out.
    """
    item = index.items.get(item_id)
    if item is None:
        return Verdict(GONE)
    if not item.rules:
        return Verdict(PASS)
    found = ask_table(index, item, item_env(case, index, item, member, today))
    if found.then == "approve":
        return Verdict(PASS, found.reason)
    if found.rule is not None and found.reason.zh:
        return Verdict(REFER, found.reason)
    unknown = tuple(dict.fromkeys(find_label(index, var) for var in (*found.missing, *found.claimed)))
    return Verdict(REFER, join_texts(unknown) if unknown else Text(""))


def sum_up(item: str, name: Text, pairs: Iterable[tuple[Verdict, Verdict]], skipped: int) -> Hindsight:
    """Verdicts before and after, counted. A task that goes to a person for another reason than before has not come out otherwise."""
    held = tuple(pairs)
    changed = Counter((before.kind, after) for before, after in held if before.kind != after.kind)
    found = tuple(Otherwise(SAID[before], SAID[after.kind], after.why, count) for (before, after), count in changed.most_common())
    return Hindsight(item, name, len(held), skipped, found)
