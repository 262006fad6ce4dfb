"""监察: late items get their cards by the clock, and everybody may see how many there are."""

from collections.abc import Mapping
from datetime import timedelta

from shuangquan.actions.acting import acting_system
from shuangquan.actions.loading import decide_case
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.supervision import decide_card
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.divisions import find_division
from shuangquan.core.words.actor import SYSTEM
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.regions import find_prefix
from shuangquan.records.clock import now
from shuangquan.records.lateness import Kept, count_kept
from shuangquan.records.supervision import Late, count_late, find_due_cards

MOST = 500
"""Tasks looked at in one run of the job."""
LATELY = timedelta(days=30)


def issue_cards(most: int = MOST) -> int:
    """Give every task its card that has come to the next level; answers how many tasks were looked at."""
    due = find_due_cards(now(), most)
    for case, item, member in due:
        _issue(case, item, member or None)
    return len(due)


def _issue(case: str, item: str, member: str | None) -> None:
    def decide(turn: Turn, _index: PlanIndex) -> None:
        decide_card(turn, item, member)

    decide_case(SYSTEM, case, "case.run", decide)


def show_board(region: str) -> Mapping[str, Late]:
    """Department → what is late in a region (six digits; the province ends with 0000). For everybody: numbers only.

    Refusal("life.region").
    """
    if len(region) != 6 or find_division(region) is None:
        raise Refusal("life.region", "region")
    moment = now()
    with acting_system():
        return count_late(find_prefix(region), moment - LATELY, moment)


def show_kept(region: str) -> Mapping[str, Kept]:
    """Theme → how many whole matters of the last 30 days were in time. As `show_board`: for everybody, numbers only."""
    if len(region) != 6 or find_division(region) is None:
        raise Refusal("life.region", "region")
    moment = now()
    with acting_system():
        return count_kept(region, moment - LATELY, moment)
