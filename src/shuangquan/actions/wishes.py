"""What an officer wants to do with a task, before it is done: looked at on a copy first, then done. One table of kinds for both."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from shuangquan.core.cases.appeals import decide_file, decide_reply
from shuangquan.core.cases.certificate_life import decide_freed, decide_held, decide_replaced
from shuangquan.core.cases.deskwork import decide_correction, decide_pass, keep_words
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.pledges import decide_broken, decide_kept
from shuangquan.core.cases.procedures import needs_second
from shuangquan.core.cases.receiving import decide_assigned, decide_not_accepted, decide_returned
from shuangquan.core.cases.seconding import decide_confirm, decide_propose, decide_send_back
from shuangquan.core.cases.special import decide_hearing_offered, decide_hearing_set, decide_special, decide_special_ended
from shuangquan.core.cases.stages import decide_met, decide_objected
from shuangquan.core.cases.supervision import decide_account
from shuangquan.core.cases.taking_up import decide_again
from shuangquan.core.cases.turn import Turn
from shuangquan.core.cases.withdrawing import decide_cancel
from shuangquan.records.clock import ZONE


@dataclass(frozen=True, slots=True)
class Wish:
    """kind: a key of `WISHES`. needs: paths a notice asks for. text: the notice, the reason, the result; remedy: of a refusal.

    told: path → what is told with what has happened. given: what else the kind asks for, as written: `days` (working days), `special`,
    `ground`, `why`, `at` (2026-12-08T09:00), `place`, `to` (an officer's subject), `wants` (of an appeal).
    """

    kind: str
    text: str
    needs: tuple[str, ...] = ()
    remedy: str = ""
    told: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def days(self) -> int:
        """Working days, 0 when that is no whole number."""
        return int(found) if (found := self.given.get("days", "").strip()).isdecimal() and len(found) < 5 else 0

    @property
    def at(self) -> datetime | None:
        """When, in Beijing time; None when it cannot be read."""
        try:
            return datetime.fromisoformat(self.given.get("at", "").strip()).replace(tzinfo=ZONE)
        except ValueError:
            return None


Decide = Callable[[Turn, PlanIndex, str, str | None, Wish, str], object]
"""turn, plan, item, member, wish, officer's subject."""


def _pass(turn: Turn, index: PlanIndex, item: str, member: str | None, wish: Wish, officer: str) -> None:
    if needs_second(index.items[item], "pass"):
        decide_propose(turn, index, item, member, "pass", wish.text, officer)
    else:
        decide_pass(turn, item, member, wish.text, officer)


def _propose(act: str) -> Decide:
    return lambda turn, index, item, member, wish, officer: decide_propose(
        turn, index, item, member, act, wish.text, officer, remedy=wish.remedy, days=wish.days
    )


WISHES: dict[str, Decide] = {
    "correct": lambda turn, index, item, member, wish, who: decide_correction(turn, index, item, member, wish.needs, wish.text, who),
    "pass": _pass,
    "refuse": _propose("refuse"),
    "extend": _propose("extend"),
    "revoke": _propose("revoke"),
    "reopen": _propose("reopen"),
    "lodge": lambda turn, index, item, member, wish, who: decide_file(
        turn, index, item, member, wish.given.get("wants", ""), wish.text, who
    ),
    "reply": lambda turn, _, item, member, wish, who: decide_reply(turn, item, member, wish.text, who),
    "confirm": lambda turn, index, item, member, _, who: decide_confirm(turn, index, item, member, who),
    "send_back": lambda turn, _, item, member, wish, who: decide_send_back(turn, item, member, wish.text, who),
    "met": lambda turn, index, item, member, wish, who: decide_met(turn, index, item, member, wish.text, who, wish.told),
    "object": lambda turn, index, item, member, wish, who: decide_objected(turn, index, item, member, wish.text, who),
    "kept": lambda turn, _, item, member, wish, who: decide_kept(turn, item, member, wish.text, who),
    "broken": lambda turn, index, item, member, wish, who: decide_broken(turn, index, item, member, wish.text, who),
    "special": lambda turn, index, item, member, wish, who: decide_special(
        turn, index, item, member, wish.given.get("special", ""), wish.days, wish.text, who
    ),
    "result": lambda turn, index, item, member, wish, who: decide_special_ended(turn, index, item, member, wish.text, who),
    "hearing": lambda turn, index, item, member, wish, who: decide_hearing_offered(turn, index, item, member, wish.text, who),
    "announce": lambda turn, _, item, member, wish, who: decide_hearing_set(turn, item, member, wish.at, wish.given.get("place", ""), who),
    "not_accept": lambda turn, index, item, member, wish, who: decide_not_accepted(
        turn, index, item, member, wish.given.get("ground", ""), wish.text, wish.remedy, who
    ),
    "give_back": lambda turn, index, item, member, wish, who: decide_returned(turn, index, item, member, wish.text, who),
    "cancel": lambda turn, _, item, _member, wish, who: decide_cancel(turn, item, wish.text, who),
    "again": lambda turn, index, item, member, wish, who: decide_again(
        turn, index, item, member, keep_words(turn, f"again/{item}", wish.text), who
    ),
    "account": lambda turn, _, item, member, wish, who: decide_account(turn, item, member, wish.text, who),
    "hold": lambda turn, _, item, member, wish, who: decide_held(turn, item, member, wish.text, who),
    "free": lambda turn, _, item, member, wish, who: decide_freed(turn, item, member, wish.text, who),
    "reissue": lambda turn, index, item, member, wish, who: decide_replaced(
        turn, index, item, member, wish.given.get("why", ""), wish.text, who, wish.told
    ),
    "assign": lambda turn, _, item, member, wish, who: decide_assigned(turn, item, member, wish.given.get("to", ""), wish.text, who),
}
"""Kind → what decides it. Refusals as the functions of core say."""


def apply_wish(turn: Turn, index: PlanIndex, item: str, member: str | None, wish: Wish, officer: str) -> None:
    """Decide it on this turn. KeyError for a kind that does not exist: a bug of the door."""
    WISHES[wish.kind](turn, index, item, member, wish, officer)
