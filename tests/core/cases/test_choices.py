"""Questions of which several options may be chosen, and rules that read a person who may not be there."""

from datetime import UTC, datetime

import pytest

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.settle import decide_answer, decide_situations
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.calendar import Calendar
from shuangquan.core.words.errors import Refusal
from tests.core.cases.walks import plans, walk

THEME = "company-opening"


@pytest.mark.parametrize(("given", "kept"), [("bank,seal", "seal,bank"), ("seal", "seal"), ("", "")])
def test_several_options_stand_in_their_own_order_and_none_may_be_chosen(given: str, kept: str) -> None:
    walked = walk(THEME, "一人公司、只刻章领票")
    index = plans(THEME).make("371302", "founder", None, frozenset())
    decide_answer(walked.turn, index, "extras", None, given)
    assert walked.case.situation("extras") == kept


@pytest.mark.parametrize(("name", "value"), [("extras", "seal,yacht"), ("holders", ""), ("holders", "one,two")])
def test_what_is_no_option_is_refused(name: str, value: str) -> None:
    walked = walk(THEME, "一人公司、只刻章领票")
    index = plans(THEME).make("371302", "founder", None, frozenset())
    with pytest.raises(Refusal, match=r"situation\.option"):
        decide_answer(walked.turn, index, name, None, value)


def test_each_option_brings_its_item_and_no_other() -> None:
    index = plans(THEME).make("371302", "founder", {"holders": "one", "extras": "invoices,bank"}, frozenset())
    assert [item.id for item in index.plan.items] == ["company-registration", "invoice-application", "bank-appointment"]
    bare = plans(THEME).make("371302", "founder", {"holders": "one", "extras": ""}, frozenset())
    assert [item.id for item in bare.plan.items] == ["company-registration"]


def test_a_rule_that_reads_an_absent_shareholder_decides() -> None:
    """Alone with all the shares: passed. The second and the third are nobody, which the rule reads."""
    walked = walk(THEME, "一人公司、只刻章领票")
    assert {task.state.value for task in walked.case.tasks.values()} == {"done"}


def test_what_a_list_is_found_by_is_asked_before_its_members_questions() -> None:
    index = plans("hiring").make("371302", "agent", None, frozenset())
    turn = Turn(
        Case("c"), datetime(2026, 4, 1, tzinfo=UTC), lambda: "1", Calendar(frozenset({2026}), frozenset(), frozenset()), lambda *_: "1", {}
    )
    standing = decide_situations(turn, index)
    assert [str(var) for var in standing.first] == ["company.uscc"]
    assert not standing.known
