"""告知承诺: decided on a promise, verified later; put right where there is time for it, else revoked with all that rests on it named."""

from datetime import timedelta

import pytest

from shuangquan.core.cases.pledges import decide_broken, decide_kept
from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.result_events import CertificateRevoked
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.walk import Walked
from shuangquan.core.words.errors import Refusal
from tests.core.cases.walks import walk

FIRE = ("fire-pledge", None)
COMPANY = ("company-registration", None)


def done(theme: str, example: str) -> Walked:
    walked = walk(theme, example)
    assert walked.case.state is CaseState.COMPLETED
    return walked


def revoked(walked: Walked) -> list[str]:
    return [h.event.type for h in walked.turn.events if isinstance(h.event, CertificateRevoked)]


def test_the_result_is_out_at_once_and_its_promise_is_to_be_verified() -> None:
    walked = done("restaurant-opening", "消防走告知承诺，当场办")
    task = walked.case.tasks[FIRE]
    assert (task.state, task.pledge) == (TaskState.DONE, "open")
    assert task.pledge_by is not None and task.ended_at is not None
    assert task.pledge_by - task.ended_at > timedelta(days=20), "twenty working days"
    assert walked.case.tasks["food-licence", None].pledge == "", "only what was promised is verified"


def test_a_promise_that_was_kept_leaves_everything_as_it_is() -> None:
    walked = done("restaurant-opening", "消防走告知承诺，当场办")
    decide_kept(walked.turn, *FIRE, "通道畅通", "fire-1")
    assert (walked.case.tasks[FIRE].pledge, revoked(walked)) == ("kept", [])
    with pytest.raises(Refusal, match=r"task\.not_here"):
        decide_broken(walked.turn, walked.index, *FIRE, "再看一次", "fire-1")


def test_an_untrue_promise_without_time_to_mend_is_revoked_with_its_certificate() -> None:
    walked = done("restaurant-opening", "消防走告知承诺，当场办")
    with pytest.raises(Refusal, match=r"reason\.empty"):
        decide_broken(walked.turn, walked.index, *FIRE, "  ", "fire-1")
    decide_broken(walked.turn, walked.index, *FIRE, "疏散通道堵了", "fire-1")
    task = walked.case.tasks[FIRE]
    assert (task.state, task.pledge) == (TaskState.DONE, "broken"), "the decision stays in the record"
    assert walked.turn.values[task.pledge_text] == "疏散通道堵了"
    assert revoked(walked) == ["fire-safety-opinion"]
    assert {one.type: one.revoked for one in walked.case.certificates}["food-licence"] is False
    assert walked.case.state is CaseState.COMPLETED


def test_there_is_time_to_mend_once_and_then_what_rests_on_it_is_named() -> None:
    walked = done("company-opening", "两位股东、七项一次办")
    decide_broken(walked.turn, walked.index, *COMPANY, "住所联系不上", "market-1")
    task = walked.case.tasks[COMPANY]
    assert (task.pledge, revoked(walked)) == ("mending", [])
    assert task.pledge_by is not None and task.pledge_by > walked.turn.now
    decide_broken(walked.turn, walked.index, *COMPANY, "还是联系不上", "market-1")
    assert (task.pledge, revoked(walked)) == ("broken", ["business-licence"])
    doubted = {key[0] for key, one in walked.case.tasks.items() if one.pledge == "doubted"}
    assert "seal-engraving" in doubted and {walked.case.tasks[one, None].because for one in doubted} == {COMPANY[0]}
    decide_kept(walked.turn, "seal-engraving", None, "印章已收回登记", "police-1")
    assert walked.case.tasks["seal-engraving", None].pledge == "kept"


def test_a_task_not_begun_stops_when_what_it_needs_is_revoked() -> None:
    walked = walk("company-opening", "两位股东、七项一次办")
    del walked.case.tasks["seal-engraving", None]
    walked.case.state = CaseState.SUBMITTED
    for _ in range(2):
        decide_broken(walked.turn, walked.index, *COMPANY, "住所联系不上", "market-1")
    decide_running(walked.turn, walked.index)
    assert walked.case.tasks["seal-engraving", None].state is TaskState.STOPPED


def test_replay_makes_of_the_events_what_the_turn_made() -> None:
    walked = done("restaurant-opening", "承诺不实，核查时撤销消防许可")
    again = replay(walked.case.id, walked.turn.events, walked.turn.values)
    assert again.tasks[FIRE] == walked.case.tasks[FIRE] and again.certificates == walked.case.certificates
    assert again.tasks[FIRE].pledge == "broken"
