"""Situations that come up in the running case, items that drop out of it: the plan changes, what only the new one needs is asked."""

import pytest

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.issuing import decide_outside
from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.task_events import NeedAnswered, NeedAsked, TaskSent
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.walk import Stuck, Walked, fill_form
from shuangquan.core.cases.walk_on import go_on, run_on, send_form
from shuangquan.core.cases.withdrawing import decide_withdraw_item
from shuangquan.core.cases.world import World
from shuangquan.core.standard.class_env import LATER
from shuangquan.core.standard.classes import enumerate_classes
from shuangquan.core.words.errors import Refusal
from tests.core.cases.small_standard import Small


def begin(small: Small, name: str = "重度") -> tuple[Walked, World]:
    bundle = small.load()
    world = small.world(bundle, name)
    walked = fill_form(world, small.plans(bundle))
    send_form(walked, world)
    return walked, world


def refuse(walked: Walked, item: str) -> None:
    task, planned = walked.case.tasks[item, None], walked.index.items[item]
    walked.turn.emit(TaskSent(item, None, item, ""))
    decide_outside(walked.turn, walked.index, planned, task, "refuse", {}, {})


def replayed(walked: Walked) -> Case:
    return replay(walked.case.id, walked.turn.events, dict(walked.turn.values))


def test_the_small_standard_is_sound() -> None:
    assert Small().check() <= {"no-refusal-example"}


def test_a_class_is_later_or_has_come_up() -> None:
    assert [dict(one) for one in enumerate_classes(Small().load(), "small", "370302")] == [
        {"severe": LATER}, {"severe": "true"}, {"severe": "false"}
    ]  # fmt: skip


def test_nothing_is_asked_for_what_may_never_come_up() -> None:
    walked, _ = begin(Small())
    assert walked.case.situation("severe") == LATER
    assert set(walked.index.items) == {"assess"} and "holder.account" not in walked.asked
    assert walked.case.tasks["assess", None].state is TaskState.PASSED and walked.case.state is CaseState.SUBMITTED


def test_what_comes_up_brings_its_item_and_one_notice() -> None:
    small = Small()
    walked, world = begin(small)
    run_on(walked, world)
    asked = [one.event for one in walked.turn.events if isinstance(one.event, NeedAsked | NeedAnswered)]
    assert [type(one) for one in asked] == [NeedAsked, NeedAnswered]
    assert isinstance(asked[0], NeedAsked) and asked[0].needs == ("holder.account",)
    assert walked.turn.values[asked[0].text] == "办到这一步才知道还要：收款账号。给了就自己接着办。"
    assert walked.case.state is CaseState.COMPLETED and walked.case.situation("severe") == "true"
    assert dict(walked.index.plan.situation) == {"severe": "true"}
    assert walked.index.plan.edges == (("assess", "subsidy"),)


def test_what_does_not_come_up_ends_the_case_without_it() -> None:
    walked = Small().walk("轻度")
    assert set(walked.case.tasks) == {("assess", None)} and walked.case.state is CaseState.COMPLETED


def test_what_nobody_can_tell_any_more_takes_the_declared_value() -> None:
    walked, world = begin(Small())
    refuse(walked, "assess")
    run_on(walked, world)
    assert walked.case.situation("severe") == "false" and walked.case.state is CaseState.NOT_COMPLETED


def test_the_case_stays_open_while_the_new_plan_is_awaited() -> None:
    walked, _ = begin(Small())
    refuse(walked, "assess")
    decide_running(walked.turn, walked.index)
    assert walked.case.state is CaseState.SUBMITTED, "a worker has to make the plan of the class that has come up"


def test_replay_makes_the_same_of_it() -> None:
    walked = Small().walk()
    assert replayed(walked) == walked.case


def test_an_example_that_does_not_say_what_is_newly_asked_is_stuck() -> None:
    small = Small()
    small.examples["examples"][0]["answers"] = {}
    with pytest.raises(Stuck, match=r"holder\.account"):
        small.walk()


# --- an item drops out ---------------------------------------------------------------------------------------------------------------


def both(small: Small) -> Small:
    """The subsidy is part of the matter from the beginning and needs the score."""
    small.theme["situations"] = []
    small.theme["items"][1].pop("when")
    small.examples["examples"][0]["answers"]["holder.score"] = "5"
    return small


def test_what_only_the_dropped_item_supplied_is_asked_of_the_person() -> None:
    walked, world = begin(both(Small()))
    assert walked.index.items["assess"].elsewhere == ("holder.score",)
    decide_withdraw_item(walked.turn, walked.index, "assess", None)
    go_on(walked, world)
    assert walked.case.missing == ("item:assess",)
    assert walked.asked == ["holder.account", "holder.score"]
    task = walked.case.tasks["subsidy", None]
    assert (task.state, task.why, task.claimed) == (TaskState.REVIEW, "claimed", ("holder.score",)), "a claim approves nothing by itself"
    assert walked.index.plan.edges == ()
    assert replayed(walked) == walked.case


def test_of_a_refused_item_nothing_is_asked_again() -> None:
    walked, world = begin(both(Small()))
    refuse(walked, "assess")
    go_on(walked, world)
    assert walked.case.tasks["subsidy", None].state is TaskState.STOPPED and walked.asked == ["holder.account"]


def test_what_is_decided_is_not_taken_back() -> None:
    walked, world = begin(both(Small()))
    with pytest.raises(Refusal, match=r"task\.not_here"):
        decide_withdraw_item(walked.turn, walked.index, "nothing", None)
    run_on(walked, world)
    with pytest.raises(Refusal, match=r"task\.too_late"):
        decide_withdraw_item(walked.turn, walked.index, "assess", None)


def test_what_is_had_nowhere_else_stops_what_needs_it() -> None:
    small = both(Small())
    small.library["facts"]["person.score"]["by_hand"] = False
    small.library["certificates"]["score-sheet"].pop("find")
    walked, world = begin(small)
    assert walked.index.items["assess"].elsewhere == ()
    decide_withdraw_item(walked.turn, walked.index, "assess", None)
    go_on(walked, world)
    assert walked.case.tasks["subsidy", None].state is TaskState.STOPPED and walked.case.missing == ()
    assert walked.case.state is CaseState.NOT_COMPLETED


def test_a_source_that_can_say_is_asked_before_the_person() -> None:
    small = both(Small())
    small.library["resources"]["office.scores"] = small.library["resources"]["office.home"] | {
        "gives": ["holder.score"], "empty": {}, "name": {"zh": "评定登记"}
    }  # fmt: skip
    small.examples["examples"][0]["sources"]["holder"]["score"] = "4"
    walked, world = begin(small)
    decide_withdraw_item(walked.turn, walked.index, "assess", None)
    run_on(walked, world)
    assert "holder.score" not in walked.asked
    assert walked.case.tasks["subsidy", None].state is TaskState.DONE and walked.case.state is CaseState.PARTIALLY_COMPLETED


def test_a_source_of_which_nobody_was_told_is_not_asked() -> None:
    small = both(Small())
    small.library["resources"]["office.scores"] = small.library["resources"]["office.home"] | {"gives": ["holder.score"], "empty": {}}
    walked, world = begin(small)
    walked.case.told_draws = ("office.home",)
    decide_withdraw_item(walked.turn, walked.index, "assess", None)
    go_on(walked, world)
    assert not any(draw.startswith("office.scores") for draw, _ in walked.case.draws)


# --- what the checker says -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"after": "asses"}, "unknown-name"),
        ({"unknown": "ask"}, "arising-asked"),
        ({"unknown": None}, "arising-asked"),
        ({"derive": None}, "arising-asked"),
        ({"ask": "first"}, "arising-asked"),
    ],
)
def test_what_comes_up_is_settled_by_data_alone(change: dict[str, str | None], code: str) -> None:
    small = Small()
    for key, value in change.items():
        small.theme["situations"][0].pop(key, None)
        if value is not None:
            small.theme["situations"][0][key] = value
    assert code in small.check()


def test_an_item_cannot_wait_for_what_comes_up_after_it() -> None:
    small = Small()
    small.theme["items"][0]["when"] = "severe"
    assert "item-cycle" in small.check()


def test_who_signs_cannot_depend_on_it() -> None:
    small = Small()
    small.theme["parties"]["holder"]["signs"] = "severe"
    assert "arising-read" in small.check()
