"""秒批: rules decide alone only while somebody answers for them; a share is drawn by lot; what was wrong is revoked."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangquan.core.cases import walk as walking
from shuangquan.core.cases.approval import (
    LIVE,
    SHIPPED,
    SIGNED,
    STOPPED,
    UNAPPROVED,
    Approvals,
    ApprovalStep,
    digest_rules,
    find_approvals,
    find_standing,
    read_share,
    render_step,
)
from shuangquan.core.cases.pledges import decide_broken, decide_kept
from shuangquan.core.cases.rechecks import decide_recheck
from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.result_events import CertificateRevoked, RecheckOpened
from shuangquan.core.cases.task_events import TaskReferred
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.cases.walk import Walked
from shuangquan.core.words.errors import Refusal
from tests.core.cases.walks import shipped, walk

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
THEME, EXAMPLE = "freight", "三辆车吨位不同"
ITEM = "vehicle-transport-certificate"


def step(what: str, region: str = "370000", rules: str = "r1", share: str = "0.05") -> ApprovalStep:
    return ApprovalStep(
        "one", region, what, SHIPPED, AT, rules if what == SIGNED else "", Decimal(share), "" if what == SIGNED else "wrong"
    )


def walk_under(monkeypatch: pytest.MonkeyPatch, approvals: Approvals, theme: str = THEME, example: str = EXAMPLE) -> Walked:
    monkeypatch.setattr(walking, "Turn", partial(Turn, approvals=approvals))
    return walk(theme, example)


def test_without_a_signature_people_decide() -> None:
    assert find_standing([], "r1", "370102").state == UNAPPROVED
    assert find_standing([step(SIGNED, rules="r0")], "r1", "370102").state == UNAPPROVED, "other rules are signed anew"
    assert find_standing([step(SIGNED, "370700")], "r1", "370102").state == UNAPPROVED, "another city's"


def test_a_stop_holds_below_and_is_lifted_where_it_was_made() -> None:
    steps = [step(SIGNED), step(STOPPED, "370100")]
    assert find_standing(steps, "r1", "370102").state == STOPPED
    assert find_standing(steps, "r1", "370783").state == LIVE
    assert find_standing([*steps, step(SIGNED)], "r1", "370102").state == STOPPED, "the province does not lift a city's stop"
    assert find_standing([*steps, step(SIGNED, "370100", share="0.5")], "r1", "370102").share == Decimal("0.5")
    assert find_standing([step(STOPPED), step(SIGNED, "370100")], "r1", "370102").state == STOPPED, "a city does not lift the province's"


@given(st.lists(st.tuples(st.sampled_from([SIGNED, STOPPED]), st.sampled_from(["370000", "370100", "370102", "370200"])), max_size=6))
def test_nothing_is_decided_alone_under_a_stop(taken: list[tuple[str, str]]) -> None:
    found = find_standing([step(what, region) for what, region in taken], "r1", "370102").state
    last = {region: what for what, region in taken if region != "370200"}
    assert found == (STOPPED if STOPPED in last.values() else LIVE if last else UNAPPROVED)


def test_what_is_signed_is_what_decides_and_not_how_it_is_said() -> None:
    rows = [("a > 1", "approve", None), ("else", "refer", None)]
    assert digest_rules(rows, []) != digest_rules(rows[::-1], []), "the order decides"
    assert digest_rules(rows, [("a", "b + 1")]) != digest_rules(rows, [])
    signed = step(SIGNED)
    assert len({render_step(one) for one in (signed, step(SIGNED, "370100"), step(SIGNED, rules="r2"), step(SIGNED, share="0.1"))}) == 4


def test_approvals_of_a_case_name_what_is_held_back_and_the_shares() -> None:
    found = find_approvals([step(SIGNED), step(STOPPED, "370100")], {"one": "r1", "two": "r1"}, "370102")
    assert dict(found.held_back) == {"one": STOPPED, "two": UNAPPROVED} and not found.shares
    assert dict(find_approvals([step(SIGNED)], {"one": "r1"}, "370102").shares) == {"one": Decimal("0.05")}


@pytest.mark.parametrize("text", ["", "x", "-1", "101", "NaN", "Infinity"])
def test_a_share_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match=r"approval\.share"):
        read_share(text)


def test_a_share_is_written_in_percent() -> None:
    assert [read_share(text) for text in ("5", " 12.5% ", "0", "100")] == [Decimal(part) for part in ("0.05", "0.125", "0", "1")]


@pytest.mark.parametrize("why", [STOPPED, UNAPPROVED])
def test_rules_that_may_not_decide_alone_refer_to_a_person(monkeypatch: pytest.MonkeyPatch, why: str) -> None:
    walked = walk_under(monkeypatch, Approvals({ITEM: why}))
    told = [held.event for held in walked.turn.events if isinstance(held.event, TaskReferred)]
    assert told and {(one.item, one.why) for one in told} == {(ITEM, why)}
    assert all(task.state is TaskState.REVIEW for key, task in walked.case.tasks.items() if key[0] == ITEM)


def test_a_department_that_decides_by_its_own_system_needs_no_signature_here(monkeypatch: pytest.MonkeyPatch) -> None:
    example = shipped().examples["newborn"][0].name.zh
    free = walk("newborn", example)
    outside = next(item.id for item in free.index.plan.items if item.decided_by == "department")
    walked = walk_under(monkeypatch, Approvals({outside: UNAPPROVED}), "newborn", example)
    assert {key: task.state for key, task in walked.case.tasks.items()} == {key: task.state for key, task in free.case.tasks.items()}


def opened(walked: Walked) -> list[RecheckOpened]:
    return [held.event for held in walked.turn.events if isinstance(held.event, RecheckOpened)]


def test_lots_are_drawn_among_what_rules_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [item.id for item in walk(THEME, EXAMPLE).index.plan.items]
    walked = walk_under(monkeypatch, Approvals(shares=dict.fromkeys(items, Decimal(1))))
    alone = {key for key, task in walked.case.tasks.items() if task.decided_by == "rule" and walked.index.items[key[0]].pledge is None}
    alone -= {key for key in alone if walked.index.items[key[0]].decided_by == "department"}
    assert {(one.item, one.member) for one in opened(walked)} == alone and len(alone) > 1
    assert all(walked.case.tasks[key].pledge == "open" and walked.case.tasks[key].recheck == "sample" for key in alone)
    assert not opened(walk_under(monkeypatch, Approvals(shares=dict.fromkeys(items, Decimal(0)))))


def test_what_was_wrong_is_revoked_and_what_was_right_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    walked = walk_under(monkeypatch, Approvals(shares={ITEM: Decimal(1)}))
    first, second, *_ = [(one.item, one.member) for one in opened(walked)]
    decide_kept(walked.turn, *first, "没有问题", "transport-1")
    decide_broken(walked.turn, walked.index, *second, "车辆早已报废", "transport-1")
    revoked = [held.event for held in walked.turn.events if isinstance(held.event, CertificateRevoked)]
    assert {(one.item, one.member) for one in revoked} == {second} and walked.case.tasks[first].pledge == "kept"
    again = replay(walked.case.id, walked.turn.events, walked.turn.values)
    assert again.tasks == walked.case.tasks


def test_all_that_rules_decided_is_looked_at_once_for_each_time_it_is_asked() -> None:
    walked = walk(THEME, EXAMPLE)
    item, member = next(key for key in walked.case.tasks if key[0] == ITEM)
    asked = walked.turn.now
    for _ in range(2):
        decide_recheck(walked.turn, walked.index.items[item], member, asked)
    assert [one.why for one in opened(walked)] == ["all"]
    decide_kept(walked.turn, item, member, "没有问题", "transport-1")
    decide_recheck(walked.turn, walked.index.items[item], member, asked)
    assert len(opened(walked)) == 1, "a job that runs again does nothing"
    decide_recheck(walked.turn, walked.index.items[item], member, asked + timedelta(seconds=1))
    assert len(opened(walked)) == 2
