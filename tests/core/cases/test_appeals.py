"""行政复议: what can be appealed and how long, who may review, what the ruling does to the task, and 自行纠正."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from shuangquan.core.cases.appeals import (
    decide_appeal,
    decide_file,
    decide_lapsed,
    decide_reject,
    decide_reply,
    decide_stay,
    decide_take,
    decide_take_back,
    find_appeal_cells,
    find_outcomes,
)
from shuangquan.core.cases.case import Task
from shuangquan.core.cases.deskwork import decide_pass
from shuangquan.core.cases.events import RefundOrdered, RefundSettled
from shuangquan.core.cases.parties import decide_order, decide_paid, find_fees
from shuangquan.core.cases.possible import find_acts
from shuangquan.core.cases.refunds import find_refunded
from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.rights import check_erasable
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.seconding import decide_confirm, decide_propose
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.walk import Walked
from shuangquan.core.words.calendar import find_working_days
from shuangquan.core.words.errors import Refusal
from tests.core.cases.test_desk_moves import HAN, LI, heard, incomplete
from tests.core.cases.walks import walk

WANG = "staff-9"
ORGAN = ("review-office", "复议机关")
HOUSE = "household-registration"


def refused() -> tuple[Walked, Task]:
    """A confirmation that two officers refused; what needs its result is stopped."""
    walked, task = incomplete()
    refuse(walked, task)
    return walked, task


def refuse(walked: Walked, task: Task) -> None:
    decide_propose(walked.turn, walked.index, *task.key, "refuse", "材料不符", HAN, remedy="补齐再来")
    decide_confirm(walked.turn, walked.index, *task.key, LI)
    decide_running(walked.turn, walked.index)


def be_appealed(walked: Walked, task: Task) -> None:
    """Taken up and answered."""
    decide_file(walked.turn, walked.index, *task.key, "annul", "报告已经交过")
    decide_take(walked.turn, walked.index, *task.key, ORGAN, WANG)
    decide_reply(walked.turn, *task.key, "当时没有收到", HAN)


def under_review() -> tuple[Walked, Task]:
    """Refused, appealed, taken up and answered."""
    walked, task = refused()
    be_appealed(walked, task)
    return walked, task


def code(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.code


def test_sixty_days_from_when_the_applicant_knew() -> None:
    walked, task = refused()
    turn, index = walked.turn, walked.index
    weighed = task.recourse.weighed
    assert weighed is not None
    assert (weighed.against, weighed.officers) == ("refuse", (HAN, LI))
    assert code(lambda: decide_file(turn, index, *task.key, "nonsense", "不服")) == "appeal.wants"
    assert code(lambda: decide_file(turn, index, *task.key, "annul", " ")) == "appeal.why"
    decided = turn.now
    turn.now = decided + timedelta(days=61)
    assert code(lambda: decide_file(turn, index, *task.key, "annul", "不服")) == "appeal.late"
    walked.case.received[weighed.document] = decided + timedelta(days=20)  # opened later: known later
    decide_file(turn, index, *task.key, "annul", "不服")
    assert find_appeal_cells(task)[0] == "filed"
    assert code(lambda: decide_file(turn, index, *task.key, "annul", "不服")) == "appeal.once"


def test_nothing_to_appeal_where_nothing_weighs() -> None:
    walked, task = incomplete()
    assert code(lambda: decide_file(walked.turn, walked.index, *task.key, "annul", "不服")) == "appeal.none"
    decide_pass(walked.turn, *task.key, "看过", HAN)
    decide_running(walked.turn, walked.index)
    assert code(lambda: decide_file(walked.turn, walked.index, *task.key, "annul", "不服")) == "appeal.none"


def test_nobody_judges_their_own_decision() -> None:
    walked, task = refused()
    turn, index = walked.turn, walked.index
    decide_file(turn, index, *task.key, "annul", "不服")
    own = (index.items[HOUSE].department, "本部门")
    assert code(lambda: decide_take(turn, index, *task.key, own, WANG)) == "appeal.organ"
    for one in (HAN, LI):
        assert code(lambda who=one: decide_take(turn, index, *task.key, ORGAN, who)) == "appeal.own"  # type: ignore[misc]
    decide_take(turn, index, *task.key, ORGAN, WANG)
    appeal = task.recourse.live
    assert appeal is not None
    assert appeal.answer_by is not None
    assert find_working_days(turn.now.date(), appeal.answer_by.date(), turn.calendar) == 10
    assert appeal.decide_by is not None
    assert (appeal.decide_by.date() - turn.now.date()).days == 60
    assert "reply" in find_acts(turn, index.items[HOUSE], task, HAN)
    assert code(lambda: decide_appeal(turn, index, *task.key, "uphold", "对", ORGAN, WANG)) == "appeal.early"
    turn.now = appeal.answer_by + timedelta(minutes=1)
    decide_appeal(turn, index, *task.key, "uphold", "认定清楚", ORGAN, WANG)
    assert task.state is TaskState.REFUSED
    assert walked.case.state is not CaseState.SUBMITTED


def test_silence_counts_as_acceptance() -> None:
    walked, task = refused()
    decide_file(walked.turn, walked.index, *task.key, "annul", "不服")
    decide_lapsed(walked.turn)
    assert find_appeal_cells(task)[0] == "filed"
    appeal = task.recourse.live
    assert appeal is not None
    assert find_working_days(walked.turn.now.date(), appeal.accept_by.date(), walked.turn.calendar) == 5
    walked.turn.now = appeal.accept_by + timedelta(seconds=1)
    decide_running(walked.turn, walked.index)
    assert (appeal.state, appeal.reviewer) == ("open", "")
    assert find_appeal_cells(task) == ("open", appeal.answer_by)


def test_annulled_is_decided_anew_by_another_officer() -> None:
    walked, task = under_review()
    turn, index = walked.turn, walked.index
    stopped = [one.key for one in walked.case.tasks.values() if one.state is TaskState.STOPPED]
    assert stopped
    decide_appeal(turn, index, *task.key, "annul", "事实不清", ORGAN, WANG)
    decide_running(turn, index)
    assert task.state.value == "review"
    assert (walked.case.state, walked.case.closed_at) == (CaseState.SUBMITTED, None)
    assert all(walked.case.tasks[key].state is TaskState.PLANNED for key in stopped)
    assert task.due_at is not None
    assert task.due_at > turn.now
    assert code(lambda: decide_pass(turn, *task.key, "可以", HAN)) == "appeal.same_officer"
    acts = find_acts(turn, index.items[HOUSE], task, HAN)
    assert acts["pass"] is not None
    assert acts["refuse"] is not None
    assert code(lambda: decide_propose(turn, index, *task.key, "refuse", "还是不行", HAN, remedy="无")) == "appeal.same_officer"
    decide_pass(turn, *task.key, "报告在案，符合", LI)
    decide_running(turn, index)
    assert task.state in (TaskState.PASSED, TaskState.SENT, TaskState.DONE)
    assert replay(walked.case.id, turn.events, turn.values) == walked.case


def test_changed_is_granted_at_once() -> None:
    walked = walk("freight", "重型车未接入卫星定位")
    task = walked.case.tasks["vehicle-transport-certificate", "1"]
    assert task.state is TaskState.REVIEW
    refuse(walked, task)
    be_appealed(walked, task)
    decide_appeal(walked.turn, walked.index, *task.key, "change", "应当准予", ORGAN, WANG)
    decide_running(walked.turn, walked.index)
    assert (task.state, task.officer) == (TaskState.DONE, WANG)
    assert [made.revoked for made in walked.case.certificates if (made.item, made.member) == task.key] == [False]
    assert replay(walked.case.id, walked.turn.events, walked.turn.values) == walked.case


@pytest.mark.parametrize("outcome", ["uphold", "unlawful", "dismiss"])
def test_other_rulings_leave_the_task_as_it_is(outcome: str) -> None:
    walked, task = under_review()
    decide_appeal(walked.turn, walked.index, *task.key, outcome, "理由", ORGAN, WANG)
    assert task.state is TaskState.REFUSED
    assert find_appeal_cells(task) == ("over", walked.turn.now)
    assert code(lambda: decide_take_back(walked.turn, *task.key)) == "appeal.over"


def test_a_new_decision_can_be_appealed_anew() -> None:
    walked, task = under_review()
    decide_appeal(walked.turn, walked.index, *task.key, "annul", "事实不清", ORGAN, WANG)
    walked.turn.now += timedelta(days=1)
    decide_propose(walked.turn, walked.index, *task.key, "refuse", "仍不符合", LI, remedy="无")
    decide_confirm(walked.turn, walked.index, *task.key, HAN)
    decide_file(walked.turn, walked.index, *task.key, "unlawful", "又来一次")
    assert [one.state for one in task.recourse.appeals] == ["decided", "filed"]


def test_a_revoked_result_comes_back_with_a_certificate_of_its_own() -> None:
    walked = walk("freight", "三辆车吨位不同")
    task = walked.case.tasks["freight-licence", None]
    turn, index, item = walked.turn, walked.index, walked.index.items["freight-licence"]
    assert task.state is TaskState.DONE
    first = dict(task.numbers)
    decide_propose(turn, index, *task.key, "revoke", "弄错了", HAN, remedy="可以再来")
    decide_confirm(turn, index, *task.key, LI)
    decide_file(turn, index, *task.key, "annul", "没有错")
    decide_take(turn, index, *task.key, ORGAN, WANG)
    decide_stay(turn, index, *task.key, "车辆停运损失大", ORGAN, WANG)
    assert code(lambda: decide_stay(turn, index, *task.key, "再来", ORGAN, WANG)) == "appeal.stayed"
    decide_reply(turn, *task.key, "当时查到重名", HAN)
    live = task.recourse.live
    assert live is not None
    assert "change" not in find_outcomes(item, live)
    decide_appeal(turn, index, *task.key, "annul", "撤销没有依据", ORGAN, WANG)
    assert (task.state, task.pledge) == (TaskState.REVIEW, "")
    decide_pass(turn, *task.key, "符合", LI)
    decide_running(turn, index)
    made = [one for one in walked.case.certificates if (one.item, one.member) == task.key]
    assert [one.revoked for one in made] == [True, False]
    assert turn.values[task.numbers["freight-licence"]] != turn.values[first["freight-licence"]]
    payload = turn.issued[-1]
    assert payload.number in {line.value for line in payload.lines} | {payload.number}
    assert turn.values[first["freight-licence"]] not in {line.value for line in payload.lines}
    assert replay(walked.case.id, turn.events, turn.values) == walked.case


def test_its_department_may_correct_itself_meanwhile() -> None:
    walked, task = under_review()
    turn, index = walked.turn, walked.index
    assert find_acts(turn, index.items[HOUSE], task, HAN)["reopen"] is None
    decide_propose(turn, index, *task.key, "reopen", "报告找到了", HAN)
    assert code(lambda: decide_confirm(turn, index, *task.key, HAN)) == "second.same"
    decide_confirm(turn, index, *task.key, LI)
    assert (task.state, task.why) == (TaskState.REVIEW, "self")
    assert code(lambda: decide_appeal(turn, index, *task.key, "annul", "撤", ORGAN, WANG)) == "appeal.moved"
    decide_take_back(turn, *task.key)
    assert task.recourse.live is None


def test_not_taken_up_and_not_erased_meanwhile() -> None:
    walked, task = refused()
    decide_file(walked.turn, walked.index, *task.key, "annul", "不服")
    for one in walked.case.refunds:
        walked.turn.emit(RefundSettled(one))
    later = walked.turn.now + timedelta(days=20_000)
    assert code(lambda: check_erasable(walked.case, later)) == "erase.appeal"
    decide_reject(walked.turn, walked.index, *task.key, "不属于复议范围", ORGAN, WANG)
    assert find_appeal_cells(task)[0] == "over"
    check_erasable(walked.case, later)


def test_an_extension_can_only_be_called_unlawful() -> None:
    walked, task = heard()
    decide_propose(walked.turn, walked.index, *task.key, "extend", "设备未到", HAN, days=5)
    decide_confirm(walked.turn, walked.index, *task.key, LI)
    assert code(lambda: decide_file(walked.turn, walked.index, *task.key, "annul", "不服")) == "appeal.wants"
    decide_file(walked.turn, walked.index, *task.key, "unlawful", "不服")
    decide_take(walked.turn, walked.index, *task.key, ORGAN, WANG)
    decide_reply(walked.turn, *task.key, "有依据", HAN)
    decide_appeal(walked.turn, walked.index, *task.key, "unlawful", "没有依据", ORGAN, WANG)
    assert task.state is TaskState.REVIEW


def test_a_fee_that_went_back_is_asked_for_again_and_goes_back_again() -> None:
    walked, task = under_review()
    turn, index = walked.turn, walked.index
    before = {key[:2]: one for one, key in walked.case.refunds.items()}
    (key,) = before
    assert walked.case.paid(*key) is None
    decide_appeal(turn, index, *task.key, "annul", "事实不清", ORGAN, WANG)
    decide_running(turn, index)
    decide_pass(turn, *task.key, "符合", LI)
    decide_running(turn, index)
    fees = find_fees(walked.case, index)
    assert [(item.id, member) for item, member, _ in fees] == [key], "owed again"
    first = find_refunded(walked.case, before[key])
    decide_order(turn, index, "again", {key: Decimal(400)})
    decide_paid(turn, "again", "paid")
    paid = walked.case.paid(*key)
    assert paid is not None and first is not None
    assert (paid.order, first.order != "again") == ("again", True)
    turn.emit(RefundOrdered("again", "second", *key, "400.00"))
    assert walked.case.paid(*key) is None
    again = find_refunded(walked.case, "second")
    assert again is not None and again.order == "again"
