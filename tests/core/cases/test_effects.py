"""What a result ends outside its case is told by an event, once the item is done."""

from shuangquan.core.cases.result_events import ResultEnds
from shuangquan.core.cases.transitions import CaseState
from tests.core.cases.walks import walk


def test_a_closed_company_no_longer_holds_a_licence() -> None:
    walked = walk("company-closing", "简易注销，公示二十天后自己接着办")
    assert walked.case.state is CaseState.COMPLETED
    ends = [h.event for h in walked.turn.events if isinstance(h.event, ResultEnds)]
    assert [(one.item, one.role, one.certificates, one.access) for one in ends] == [
        ("registration-closing", "company", ("business-licence",), False)
    ]


def test_nothing_ends_before_the_item_is_done() -> None:
    walked = walk("company-closing", "有未结清债务，不适用简易注销")
    assert not [h for h in walked.turn.events if isinstance(h.event, ResultEnds)]
