"""Why a task came to a person: every row of the table with its state, and what follows from a decision."""

import pytest

from shuangquan.core.cases.conditions import ask_table
from shuangquan.core.cases.env import item_env
from shuangquan.core.cases.explain import MET, UNKNOWN, UNMET, UNREACHED, Explained, explain_task, find_consequences, find_label
from shuangquan.core.cases.walk import Walked
from shuangquan.core.words.names import Var
from tests.core.cases.walks import examples, walk

REGISTRATION = "household-registration"


def explain(walked: Walked, item: str, member: str | None = "1") -> Explained:
    task = walked.case.tasks[item, member]
    day = (task.accepted_at or walked.turn.now).date()
    return explain_task(walked.case, walked.index, walked.index.items[item], member, day)


def test_a_missing_paper_stops_before_the_rules_and_the_rows_look_ahead() -> None:
    found = explain(walk("newborn", "未婚随父、没有亲子鉴定"), REGISTRATION)
    assert [name.partition("(")[0] for name in found.unmet] == ["paternity-report"]
    assert not found.approves
    assert [row.state for row in found.rows] == [UNMET, UNKNOWN, UNREACHED]
    assert [var.fact for var in found.rows[1].missing] == ["proved"]
    assert found.rows[2].read == ()


def test_a_rule_that_speaks_is_met_and_the_rest_is_not_reached() -> None:
    found = explain(walk("newborn", "集体户"), REGISTRATION)
    assert found.unmet == ()
    assert (found.spoke, found.by, found.approves) == (0, "rule", False)
    assert [row.state for row in found.rows] == [MET, UNREACHED, UNREACHED]
    assert found.rows[0].reason.zh == "集体户"


def test_what_passed_by_itself_passed_over_every_row_before() -> None:
    found = explain(walk("newborn", "城区双胞胎随母"), REGISTRATION)
    assert [row.state for row in found.rows] == [UNMET, UNMET, MET]
    assert found.approves
    assert found.spoke == 2


@pytest.mark.parametrize(("theme", "name"), examples())
def test_the_explanation_agrees_with_the_decision(theme: str, name: str) -> None:
    """Whatever the table says, the row that spoke is the last one reached, and no row before it held."""
    walked = walk(theme, name)
    for (item, member), task in walked.case.tasks.items():
        planned = walked.index.items[item]
        found = explain(walked, item, member)
        if not planned.rules:
            assert (found.rows, found.spoke) == ((), None)
            continue
        day = (task.accepted_at or walked.turn.now).date()
        table = ask_table(walked.index, planned, item_env(walked.case, walked.index, planned, member, day))
        assert (found.spoke, found.by, found.missing, found.claimed) == (table.rule, table.by, table.missing, table.claimed)
        states = [row.state for row in found.rows]
        spoke = len(states) if found.spoke is None else found.spoke
        assert set(states[:spoke]) <= {UNMET}
        assert all(state in (MET, UNKNOWN) for state in states[spoke : spoke + 1])
        assert set(states[spoke + 1 :]) <= {UNREACHED}


def test_a_refusal_stops_what_needs_the_result_and_leaves_the_rest() -> None:
    walked = walk("newborn", "未婚随父、没有亲子鉴定")
    after = find_consequences(walked.case, walked.index, walked.index.items[REGISTRATION])
    assert after.outside
    assert [item.id for item in after.stops] == ["resident-medical-enrolment", "resident-medical-premium"]
    assert [item.id for item in after.stays] == ["birth-certificate"]
    first = find_consequences(walked.case, walked.index, walked.index.items["birth-certificate"])
    assert not first.outside
    assert first.stops[0].id == REGISTRATION


def test_names_are_labels_and_a_fact_only_a_paper_states_is_called_by_the_paper() -> None:
    walked = walk("newborn", "未婚随父、没有亲子鉴定")
    (paper,) = walked.case.tasks[REGISTRATION, "1"].missing
    assert find_label(walked.index, paper).zh == "亲子鉴定意见书"
    assert find_label(walked.index, Var("bonds", "proved", "1")).zh == "亲子鉴定意见书"
    assert find_label(walked.index, "children[1].name").zh == "新生儿的姓名"
    assert find_label(walked.index, Var("situation", "follows")).zh
    assert find_label(walked.index, "nothing of this plan").zh == "nothing of this plan"
