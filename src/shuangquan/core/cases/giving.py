"""Giving what somebody is entitled to without their application (免申即享): only where a law allows it and nothing has to be asked."""

from shuangquan.core.cases.drafting import check_draft
from shuangquan.core.cases.giving_events import CaseGiven
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.settle import decide_answer
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.model_proactive import Proactive, find_lawful
from shuangquan.core.words.errors import Refusal


def decide_given(turn: Turn, index: PlanIndex, proactive: Proactive, draws: tuple[str, ...]) -> None:
    """A matter just opened is handled for whoever it is for, without them. Refusal("offer.not_given") unless the standard gives it."""
    check_draft(turn.case)
    law = find_lawful(proactive)
    if proactive.offer != "given" or law is None:
        raise Refusal("offer.not_given", "offer")
    turn.emit(CaseGiven(turn.case.signed_in, draws, str(law.law), str(law.article or ""), law.grade or ""))
    for name, value in proactive.answered.items():
        decide_answer(turn, index, name, None, value)
