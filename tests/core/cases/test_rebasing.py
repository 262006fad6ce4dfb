"""A case goes on by another version of its standard, by an explicit act only; what has begun, was signed and promised stays."""

from collections.abc import Callable

import pytest

from shuangquan.core.cases.gather import find_draws
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.rebasing import decide_rebase, find_rebase_class
from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.walk import Plans, Walked, fill_form
from shuangquan.core.cases.walk_on import run_on, send_form
from shuangquan.core.cases.world import World
from shuangquan.core.words.errors import Refusal, Refusals
from tests.core.cases.small_standard import Small

WHY = "新办法施行"


def begin(*, submitted: bool = True) -> tuple[Walked, World]:
    small = Small()
    bundle = small.load()
    world = small.world(bundle, "重度")
    walked = fill_form(world, small.plans(bundle))
    if submitted:
        send_form(walked, world)
    return walked, world


def change(edit: Callable[[Small], object]) -> tuple[Plans, World]:
    """Another version of the standard."""
    small = Small()
    small.theme["name"] = {"zh": "小主题（新版）"}
    edit(small)
    bundle = small.load()
    return small.plans(bundle), small.world(bundle, "重度")


def rebase(walked: Walked, plans: Plans, why: str = WHY) -> None:
    opening = plans(None, frozenset())
    new: PlanIndex = opening
    if walked.case.state is CaseState.SUBMITTED:
        new = plans(find_rebase_class(walked.case, walked.index, opening), frozenset(walked.case.missing))
    decide_rebase(walked.turn, walked.index, new, "operator", why)
    walked.index, walked.plans = new, plans


def test_a_draft_is_told_anew_before_anything_is_asked_by_the_new_version() -> None:
    walked, _ = begin(submitted=False)
    given = dict(walked.case.facts)
    plans, _ = change(lambda small: small.theme["situations"][0].update(unknown="true"))
    rebase(walked, plans, "")
    assert walked.case.facts == given and walked.case.bundle == walked.index.plan.bundle
    assert walked.case.informed == set() and find_draws(walked.case, walked.index) == ()


def test_a_submitted_case_goes_on_and_is_asked_what_only_the_new_version_needs() -> None:
    walked, _ = begin()

    def ask_more(small: Small) -> None:
        small.library["facts"]["person.phone"] = {"label": {"zh": "电话"}, "type": "phone"}
        small.library["items"]["subsidy"]["needs"].append({"fact": "holder.phone", "claimed": "enough"})
        small.examples["examples"][0]["answers"]["holder.phone"] = "13800000000"

    plans, world = change(ask_more)
    rebase(walked, plans)
    run_on(walked, world)
    assert walked.asked == ["holder.account", "holder.phone"]
    assert walked.case.state is CaseState.COMPLETED and walked.case.tasks["subsidy", None].state is TaskState.DONE
    assert replay(walked.case.id, walked.turn.events, dict(walked.turn.values)) == walked.case


def test_the_reason_is_kept_with_the_case() -> None:
    walked, _ = begin()
    plans, _ = change(lambda small: None)
    with pytest.raises(Refusal, match=r"reason\.empty"):
        rebase(walked, plans, " ")
    rebase(walked, plans)
    assert WHY in walked.turn.values.values()


def test_the_same_version_is_no_rebase() -> None:
    walked, _ = begin()
    with pytest.raises(Refusal, match=r"rebase\.same"):
        rebase(walked, walked.plans)


def test_what_has_ended_is_not_changed() -> None:
    walked, world = begin()
    run_on(walked, world)
    plans, _ = change(lambda small: None)
    with pytest.raises(Refusal, match=r"rebase\.ended"):
        decide_rebase(walked.turn, walked.index, plans(None, frozenset()), "operator", WHY)


def test_what_has_begun_must_be_known_to_the_new_version() -> None:
    walked, _ = begin()

    def drop(small: Small) -> None:
        small.theme["items"] = [{"use": "subsidy", "with": {"holder": "holder"}}]
        small.theme["situations"] = []

    plans, _ = change(drop)
    with pytest.raises(Refusals) as wrong:
        rebase(walked, plans)
    assert [one.code for one in wrong.value.refusals] == ["rebase.item"]


def test_nobody_waits_longer_than_was_promised() -> None:
    walked, _ = begin()
    plans, _ = change(lambda small: small.theme["limit"].update(working_days=30))
    with pytest.raises(Refusals) as wrong:
        rebase(walked, plans)
    assert [one.code for one in wrong.value.refusals] == ["rebase.limit"]


def test_nobody_signs_afterwards_for_what_was_submitted_before() -> None:
    walked, _ = begin()

    def second(small: Small) -> None:
        small.theme["roles"]["payer"] = {"one": "person", "label": {"zh": "付款人"}}
        small.theme["parties"]["payer"] = {"signs": "always"}

    plans, _ = change(second)
    with pytest.raises(Refusals) as wrong:
        rebase(walked, plans)
    assert [one.code for one in wrong.value.refusals] == ["rebase.party"]


def test_a_situation_that_nobody_has_settled_stands_against_it() -> None:
    walked, _ = begin()

    def ask(small: Small) -> None:
        small.library["situations"]["abroad"] = {
            "label": {"zh": "在国外"},
            "ask": {"zh": "在国外吗？"},
            "options": {"true": {"zh": "是"}, "false": {"zh": "否"}},
        }
        small.theme["situations"].append({"use": "abroad"})

    plans, _ = change(ask)
    with pytest.raises(Refusal, match=r"rebase\.situation"):
        rebase(walked, plans)
