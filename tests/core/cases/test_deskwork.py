"""What happens when rules cannot decide: an officer, one notice, an answer; a refusal stops only what needs its result."""

from datetime import timedelta

import pytest

from shuangquan.core.cases.deskwork import ANSWER_WITHIN, decide_answered, decide_correction, decide_pass, decide_refuse
from shuangquan.core.cases.drafting import decide_evidence
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.walk import Walked
from shuangquan.core.words.errors import Refusal
from tests.core.cases.walks import walk

ITEM = "household-registration"


def in_review() -> Walked:
    return walk("newborn", "未婚随父、没有亲子鉴定")


def paper(walked: Walked) -> str:
    (path,) = walked.case.tasks[ITEM, "1"].missing
    return path


def test_the_officer_is_told_what_is_missing_and_the_rest_went_on() -> None:
    walked = in_review()
    task = walked.case.tasks[ITEM, "1"]
    assert task.state is TaskState.REVIEW
    assert task.why == "missing"
    assert paper(walked).startswith("paternity-report(")
    assert walked.case.tasks["birth-certificate", "1"].state is TaskState.DONE


def test_one_notice_stops_the_clock_and_an_answer_moves_it() -> None:
    walked = in_review()
    turn, path = walked.turn, paper(walked)
    due = walked.case.tasks[ITEM, "1"].due_at
    decide_correction(turn, walked.index, ITEM, "1", (path,), "请交一份亲子鉴定意见，拍照上传就行。", "officer-1")
    task = walked.case.tasks[ITEM, "1"]
    assert task.state.value == "correct"
    assert task.answer_by == turn.now + timedelta(days=ANSWER_WITHIN.amount)
    turn.now += timedelta(days=3)
    decide_evidence(turn, walked.index, walked.case.signed_in, path, "1", "blob", "0" * 64)
    decide_answered(turn, walked.index, ITEM, "1")
    decide_running(turn, walked.index)
    assert task.state.value == "review"
    assert due is not None
    assert task.due_at is not None
    assert task.due_at > due


def test_a_notice_names_something_and_says_it_in_words() -> None:
    walked = in_review()
    with pytest.raises(Refusal, match=r"notice\.empty"):
        decide_correction(walked.turn, walked.index, ITEM, "1", (paper(walked),), "  ", "officer-1")
    with pytest.raises(Refusal, match=r"notice\.needs"):
        decide_correction(walked.turn, walked.index, ITEM, "1", (), "请补交。", "officer-1")
    with pytest.raises(Refusal, match=r"notice\.needs"):
        decide_correction(walked.turn, walked.index, ITEM, "1", ("made.up",), "请补交。", "officer-1")


def test_passing_sends_it_on() -> None:
    walked = in_review()
    decide_pass(walked.turn, ITEM, "1", "已当面核验亲子鉴定意见原件", "officer-1")
    decide_running(walked.turn, walked.index)
    assert walked.case.tasks[ITEM, "1"].state is TaskState.PASSED
    assert walked.case.tasks[ITEM, "1"].decided_by == "officer"


def test_a_refusal_says_why_and_what_now() -> None:
    walked = in_review()
    with pytest.raises(Refusal, match=r"reason\.empty"):
        decide_refuse(walked.turn, walked.index, ITEM, "1", "", "改为随母落户", "officer-1")
    with pytest.raises(Refusal, match=r"remedy\.empty"):
        decide_refuse(walked.turn, walked.index, ITEM, "1", "鉴定意见不支持亲子关系", "", "officer-1")


def test_a_refusal_stops_only_what_needs_its_result_and_pays_back() -> None:
    walked = in_review()
    decide_refuse(walked.turn, walked.index, ITEM, "1", "鉴定意见不支持亲子关系", "可以改为随母落户，不用鉴定。", "officer-1")
    decide_running(walked.turn, walked.index)
    tasks = walked.case.tasks
    assert tasks[ITEM, "1"].state is TaskState.REFUSED
    assert tasks["resident-medical-enrolment", "1"].state is TaskState.STOPPED
    assert tasks["resident-medical-enrolment", "1"].because == ITEM
    assert tasks["resident-medical-premium", "1"].state is TaskState.STOPPED
    assert tasks["birth-certificate", "1"].state is TaskState.DONE
    assert walked.case.state is CaseState.PARTIALLY_COMPLETED
    assert [refund[:2] for refund in walked.case.refunds.values()] == [("resident-medical-premium", "1")]


def test_nobody_decides_twice() -> None:
    walked = in_review()
    decide_pass(walked.turn, ITEM, "1", "原件已核", "officer-1")
    with pytest.raises(Refusal, match=r"task\.not_here"):
        decide_refuse(walked.turn, walked.index, ITEM, "1", "原因", "办法", "officer-2")
