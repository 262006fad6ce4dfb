"""特别程序, 听证, 延期, 二人审查, 不予受理, 退件, 转办, 撤销: where each is possible, what it does to the clock, and what follows."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from shuangquan.actions.wishes import Wish, apply_wish
from shuangquan.core.cases.case import Task
from shuangquan.core.cases.desk_events import ResultRevoked
from shuangquan.core.cases.deskwork import decide_answered, decide_correction, decide_pass
from shuangquan.core.cases.possible import find_acts
from shuangquan.core.cases.receiving import decide_assigned, decide_not_accepted, decide_returned
from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.return_events import CaseReturned
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.seconding import decide_confirm, decide_propose, decide_send_back
from shuangquan.core.cases.special import (
    decide_hearing_answer,
    decide_hearing_offered,
    decide_hearing_set,
    decide_special,
    decide_special_ended,
)
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.walk import Walked
from shuangquan.core.words.calendar import find_working_days
from shuangquan.core.words.errors import Refusal
from tests.core.cases.walks import examples, walk

FIRE, HOUSE = "fire-check", "household-registration"
HAN, LI = "staff-1", "staff-2"


def in_review() -> tuple[Walked, Task]:
    """A licence, before an officer because the visit found something."""
    walked = walk("restaurant-opening", "消防现场不合格，食品证和招牌照发")
    task = walked.case.tasks[FIRE, None]
    assert task.state is TaskState.REVIEW
    return walked, task


def incomplete() -> tuple[Walked, Task]:
    """A confirmation, before an officer because a paper is missing."""
    walked = walk("newborn", "未婚随父、没有亲子鉴定")
    return walked, walked.case.tasks[HOUSE, "1"]


def heard() -> tuple[Walked, Task]:
    """The same, after the applicant did not want the hearing that was offered."""
    walked, task = in_review()
    decide_hearing_offered(walked.turn, walked.index, FIRE, None, "没有疏散通道，拟不予许可", HAN)
    decide_hearing_answer(walked.turn, FIRE, None, demanded=False)
    return walked, task


def left(walked: Walked, task: Task) -> int:
    assert task.due_at is not None
    return find_working_days(walked.turn.now.date(), task.due_at.date(), walked.turn.calendar)


def due_day(task: Task) -> datetime:
    assert task.due_at is not None
    return task.due_at


def test_a_special_procedure_stops_the_clock_and_it_runs_on_at_its_end() -> None:
    walked, task = in_review()
    before, turn = left(walked, task), walked.turn
    decide_special(turn, walked.index, FIRE, None, "testing", 15, "排烟要检测，需要 15 个工作日。", HAN)
    assert (task.state, task.special) == (TaskState.SUSPENDED, "testing")
    assert task.until is not None and find_working_days(turn.now.date(), task.until.date(), turn.calendar) == 15
    turn.now += timedelta(days=9)
    decide_running(turn, walked.index)
    assert task.state is TaskState.SUSPENDED
    decide_special_ended(turn, walked.index, FIRE, None, "检测合格。", HAN)
    after = turn.case.tasks[FIRE, None]
    assert (after.state, after.special, after.until) == (TaskState.REVIEW, "", None)
    assert left(walked, task) == before


def test_a_special_procedure_without_a_result_comes_back_when_its_time_is_over() -> None:
    walked, task = in_review()
    decide_special(walked.turn, walked.index, FIRE, None, "experts", 3, "请专家看。", HAN)
    before = due_day(task)
    walked.turn.now += timedelta(days=10)
    decide_running(walked.turn, walked.index)
    assert (task.state, task.why) == (TaskState.REVIEW, "special")
    assert due_day(task) > before


@pytest.mark.parametrize(
    ("kind", "days", "code"), [("rest", 3, "special.kind"), ("testing", 0, "special.days"), ("testing", 900, "special.days")]
)
def test_a_special_procedure_is_one_that_the_law_knows(kind: str, days: int, code: str) -> None:
    walked, _ = in_review()
    with pytest.raises(Refusal, match=code):
        decide_special(walked.turn, walked.index, FIRE, None, kind, days, "原因", HAN)


def test_what_only_licences_know_is_not_there_for_others() -> None:
    walked, task = incomplete()
    with pytest.raises(Refusal, match=r"special\.none"):
        decide_special(walked.turn, walked.index, HOUSE, "1", "testing", 3, "原因", HAN)
    with pytest.raises(Refusal, match=r"extend\.none"):
        decide_propose(walked.turn, walked.index, HOUSE, "1", "extend", "原因", HAN, days=5)
    acts = find_acts(walked.turn, walked.index.items[HOUSE], task, HAN)
    assert {kind: why.code if why else "" for kind, why in acts.items()} == {
        "correct": "", "pass": "", "refuse": "", "special": "special.none", "extend": "extend.none", "hearing": "hearing.none",
        "not_accept": "", "give_back": "", "cancel": "case.too_late", "assign": "",
    }  # fmt: skip


def test_an_extension_takes_a_second_officer_and_is_granted_once() -> None:
    walked, task = in_review()
    before, turn = due_day(task), walked.turn
    case_before = walked.case.due_at
    with pytest.raises(Refusal, match=r"extend\.days"):
        decide_propose(turn, walked.index, FIRE, None, "extend", "要等排烟设备", HAN, days=11)
    decide_propose(turn, walked.index, FIRE, None, "extend", "要等排烟设备", HAN, days=10)
    assert due_day(task) == before
    with pytest.raises(Refusal, match=r"second\.same"):
        decide_confirm(turn, walked.index, FIRE, None, HAN)
    with pytest.raises(Refusal, match=r"second\.open"):
        decide_pass(turn, FIRE, None, "可以", LI)
    assert find_acts(turn, walked.index.items[FIRE], task, LI) == {"confirm": None, "send_back": None}
    decide_confirm(turn, walked.index, FIRE, None, LI)
    assert find_working_days(before.date(), due_day(task).date(), turn.calendar) == 10
    assert case_before is not None and walked.case.due_at is not None
    assert find_working_days(case_before.date(), walked.case.due_at.date(), turn.calendar) == 10
    with pytest.raises(Refusal, match=r"extend\.twice"):
        decide_propose(turn, walked.index, FIRE, None, "extend", "还要等", HAN, days=1)


def test_an_extended_limit_stays_extended_when_time_stood_still_afterwards() -> None:
    walked, task = in_review()
    turn = walked.turn
    decide_propose(turn, walked.index, FIRE, None, "extend", "要等排烟设备", HAN, days=5)
    decide_confirm(turn, walked.index, FIRE, None, LI)
    before = left(walked, task)
    decide_special(turn, walked.index, FIRE, None, "appraisal", 10, "要鉴定", HAN)
    turn.now += timedelta(days=7)
    decide_special_ended(turn, walked.index, FIRE, None, "没有问题", HAN)
    decide_running(turn, walked.index)
    assert left(walked, task) == before


def test_a_refusal_is_proposed_confirmed_and_then_stops_what_needs_it() -> None:
    walked, task = heard()
    turn = walked.turn
    decide_propose(turn, walked.index, FIRE, None, "refuse", "没有疏散通道", HAN, remedy="改好了再申请")
    decide_send_back(turn, FIRE, None, "照片看不清，再看一次", LI)
    assert task.proposal is None and turn.values[task.sent_back] == "照片看不清，再看一次"
    assert task.state is TaskState.REVIEW
    decide_propose(turn, walked.index, FIRE, None, "refuse", "没有疏散通道", HAN, remedy="改好了再申请")
    decide_confirm(turn, walked.index, FIRE, None, LI)
    decide_running(turn, walked.index)
    assert (task.state, task.officer) == (TaskState.REFUSED, HAN)
    assert (turn.values[task.text], turn.values[task.remedy]) == ("没有疏散通道", "改好了再申请")
    assert replay(turn.case.id, turn.events, turn.values) == turn.case


def test_what_was_proposed_of_something_that_has_moved_is_proposed_no_more() -> None:
    walked, task = incomplete()
    turn = walked.turn
    decide_correction(turn, walked.index, HOUSE, "1", tuple(task.missing), "请补鉴定意见", HAN)
    decide_propose(turn, walked.index, HOUSE, "1", "refuse", "没有鉴定意见", HAN, remedy="可以随母亲落户")
    decide_answered(turn, walked.index, HOUSE, "1")
    assert task.state is TaskState.REVIEW
    with pytest.raises(Refusal, match=r"second\.none"):
        decide_confirm(turn, walked.index, HOUSE, "1", LI)


def test_a_hearing_is_offered_demanded_announced_held_and_only_then_may_be_refused() -> None:
    walked, task = in_review()
    turn = walked.turn
    with pytest.raises(Refusal, match=r"hearing\.first"):
        decide_propose(turn, walked.index, FIRE, None, "refuse", "没有疏散通道", HAN, remedy="改好了再申请")
    decide_hearing_offered(turn, walked.index, FIRE, None, "没有疏散通道，拟不予许可", HAN)
    assert task.state is TaskState.OFFERED and task.paused_at is None, "until it is demanded the clock runs"
    decide_hearing_answer(turn, FIRE, None, demanded=True)
    before = left(walked, task)
    with pytest.raises(Refusal, match=r"hearing\.unset"):
        decide_special_ended(turn, walked.index, FIRE, None, "笔录", HAN)
    with pytest.raises(Refusal, match=r"hearing\.soon"):
        decide_hearing_set(turn, FIRE, None, turn.now + timedelta(days=2), "301 室", HAN)
    with pytest.raises(Refusal, match=r"hearing\.late"):
        decide_hearing_set(turn, FIRE, None, turn.now + timedelta(days=60), "301 室", HAN)
    decide_hearing_set(turn, FIRE, None, turn.now + timedelta(days=14), "301 室", HAN)
    with pytest.raises(Refusal, match=r"hearing\.early"):
        decide_special_ended(turn, walked.index, FIRE, None, "笔录", HAN)
    turn.now += timedelta(days=14, hours=3)
    decide_special_ended(turn, walked.index, FIRE, None, "听证笔录：双方到场。", HAN)
    assert (task.state, task.hearing, left(walked, task)) == (TaskState.REVIEW, "held", before)
    decide_propose(turn, walked.index, FIRE, None, "refuse", "没有疏散通道", HAN, remedy="改好了再申请")


def test_silence_on_an_offered_hearing_is_a_no() -> None:
    walked, task = in_review()
    decide_hearing_offered(walked.turn, walked.index, FIRE, None, "拟不予许可", HAN)
    walked.turn.now += timedelta(days=12)
    with pytest.raises(Refusal, match=r"task\.not_here"):
        decide_hearing_answer(walked.turn, FIRE, None, demanded=True)
    decide_running(walked.turn, walked.index)
    assert (task.state, task.hearing) == (TaskState.REVIEW, "waived")
    with pytest.raises(Refusal, match=r"hearing\.had"):
        decide_hearing_offered(walked.turn, walked.index, FIRE, None, "拟不予许可", HAN)


def test_what_is_complete_or_has_waited_counts_as_accepted() -> None:
    walked, _ = in_review()
    with pytest.raises(Refusal, match=r"accept\.ready"):
        decide_not_accepted(walked.turn, walked.index, FIRE, None, "elsewhere", "不归这里", "到那里办", HAN)
    walked, _ = incomplete()
    walked.turn.now += timedelta(days=14)
    with pytest.raises(Refusal, match=r"accept\.deemed"):
        decide_not_accepted(walked.turn, walked.index, HOUSE, "1", "elsewhere", "不归这里", "到那里办", HAN)


def test_a_person_does_not_accept_with_ground_reason_and_remedy() -> None:
    walked, task = incomplete()
    turn = walked.turn
    with pytest.raises(Refusal, match=r"accept\.ground"):
        decide_not_accepted(turn, walked.index, HOUSE, "1", "unmended", "没补", "补了再来", HAN)
    with pytest.raises(Refusal, match=r"remedy\.empty"):
        decide_not_accepted(turn, walked.index, HOUSE, "1", "elsewhere", "父亲户籍不在这里", " ", HAN)
    decide_not_accepted(turn, walked.index, HOUSE, "1", "elsewhere", "父亲户籍不在这里", "到户籍地派出所办", HAN)
    decide_running(turn, walked.index)
    assert task.state is TaskState.NOT_ACCEPTED
    assert walked.case.state is CaseState.PARTIALLY_COMPLETED
    assert replay(turn.case.id, turn.events, turn.values) == turn.case


def test_the_days_for_not_accepting_stand_while_the_applicant_answers() -> None:
    walked, task = incomplete()
    turn = walked.turn
    decide_correction(turn, walked.index, HOUSE, "1", tuple(task.missing), "请补鉴定意见", HAN)
    turn.now += timedelta(days=31)
    decide_running(turn, walked.index)
    assert task.why == "unanswered"
    decide_not_accepted(turn, walked.index, HOUSE, "1", "unmended", "告知 30 天没有补", "补齐了可以再申请", HAN)


def test_a_task_is_taken_up_handed_on_with_a_note_and_given_back() -> None:
    walked, task = in_review()
    turn = walked.turn
    decide_assigned(turn, FIRE, None, HAN, "", HAN)
    with pytest.raises(Refusal, match=r"assign\.same"):
        decide_assigned(turn, FIRE, None, HAN, "", HAN)
    with pytest.raises(Refusal, match=r"reason\.empty"):
        decide_assigned(turn, FIRE, None, LI, " ", HAN)
    decide_assigned(turn, FIRE, None, LI, "我去现场了，你接着看", HAN)
    assert task.assignee == LI
    decide_returned(turn, walked.index, FIRE, None, "本人来窗口说不开店了", LI)
    decide_running(turn, walked.index)
    assert task.state is TaskState.WITHDRAWN


def test_where_the_standard_says_so_a_pass_takes_two() -> None:
    walked, task = in_review()
    index = replace(walked.index, items={key: replace(one, second=True) for key, one in walked.index.items.items()})
    apply_wish(walked.turn, index, FIRE, None, Wish("pass", "整改好了"), HAN)
    assert task.state is TaskState.REVIEW and task.proposal is not None and task.proposal.kind == "pass"
    apply_wish(walked.turn, index, FIRE, None, Wish("confirm", ""), LI)
    assert walked.turn.case.tasks[FIRE, None].state is TaskState.PASSED
    assert walked.turn.values[task.text] == "整改好了"
    walked, task = in_review()
    apply_wish(walked.turn, walked.index, FIRE, None, Wish("pass", "整改好了"), HAN)
    assert task.state is TaskState.PASSED, "elsewhere one is enough"


def test_the_standard_says_where_two_look_and_where_a_hearing_is_offered() -> None:
    freight = walk(*next(one for one in examples() if one[0] == "freight"))
    assert freight.index.items["freight-licence"].second and not freight.index.items["freight-licence"].hearing
    walked, _ = in_review()
    assert walked.index.items[FIRE].hearing and not walked.index.items[FIRE].second


def test_a_result_is_revoked_by_two_with_its_certificates_and_what_rests_on_it_is_doubted() -> None:
    walked = walk("restaurant-opening", "消防走告知承诺，当场办")
    turn, key = walked.turn, ("food-licence", None)
    task = walked.case.tasks[key]
    decide_propose(turn, walked.index, *key, "revoke", "发证依据有误", HAN, remedy="可以重新申请")
    assert not [made for made in walked.case.certificates if made.revoked]
    decide_confirm(turn, walked.index, *key, LI)
    assert (task.state, task.pledge) == (TaskState.DONE, "revoked")
    (told,) = [held.event for held in turn.events if isinstance(held.event, ResultRevoked)]
    assert [turn.values[ref] for ref in (told.text, told.remedy)] == ["发证依据有误", "可以重新申请"], "why, and what can be done"
    assert [made.type for made in walked.case.certificates if made.revoked] == ["food-licence"]
    with pytest.raises(Refusal, match=r"revoke\.done"):
        decide_propose(turn, walked.index, *key, "revoke", "再一次", HAN, remedy="可以重新申请")
    assert replay(turn.case.id, turn.events, turn.values) == turn.case


def test_the_whole_matter_is_given_back_as_the_applicant_asked() -> None:
    walked, task = incomplete()
    acts = find_acts(walked.turn, walked.index.items[HOUSE], task, HAN)
    assert isinstance(acts["cancel"], Refusal), "the certificate of birth is out"
    with pytest.raises(Refusal, match=r"case\.too_late"):
        apply_wish(walked.turn, walked.index, *task.key, Wish("cancel", "本人来窗口要求"), HAN)
    walked = walk("elder-allowance", "已经在领取的不重复发")
    task = walked.case.tasks["elder-allowance", None]
    assert find_acts(walked.turn, walked.index.items[task.item], task, HAN)["cancel"] is None
    before = len(walked.turn.events)
    with pytest.raises(Refusal, match=r"reason\.empty"):
        apply_wish(walked.turn, walked.index, *task.key, Wish("cancel", " "), HAN)
    assert len(walked.turn.events) == before, "nothing is left behind"
    apply_wish(walked.turn, walked.index, *task.key, Wish("cancel", "本人来窗口要求"), HAN)
    assert (walked.case.state.value, task.state.value) == ("withdrawn", "withdrawn")
    returned = next(one.event for one in walked.turn.events if isinstance(one.event, CaseReturned))
    assert (walked.turn.values[returned.text], returned.officer) == ("本人来窗口要求", HAN)
    assert replay(walked.case.id, walked.turn.events, walked.turn.values) == walked.case
