"""秒批 stopped while people apply, and what it decided gone through again, over HTTP departments."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from sandbox.running import Running
from shuangquan.actions.acting import acting, acting_system
from shuangquan.actions.approving import recheck_decided, sign_rules, stop_rules
from shuangquan.actions.desk import note_broken, pass_task
from shuangquan.actions.hindsight import look_back
from shuangquan.actions.projections import find_drift
from shuangquan.actions.standards import load_bundle_of
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.words.actor import Actor
from shuangquan.queries.desk_inbox import find_inbox
from shuangquan.queries.desk_tasks import Place
from shuangquan.records.certificates import find_certificates_of_case
from shuangquan.records.clock import now
from shuangquan.records.plans import load_bundle_texts
from tests.chain.conftest import People, run_sandbox
from tests.chain.journey import REGION
from tests.chain.test_chain import officer, whole

ITEM = "birth-certificate"
OWNER = Actor("owner", "staff-1", "370000", "console", 4, "standards", "test")
CITY = f"{REGION[:4]}00"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    yield from run_sandbox(tmp_path_factory)


def test_stopped_people_decide_and_signed_again_rules_do(people: People) -> None:
    with acting(OWNER):
        stop_rules(OWNER, ITEM, CITY, "接口返回的孕周不对")
    journey = whole(people, "married-town", follows="mother")
    journey.submit()
    journey.run(until_closed=False)
    case = journey.look().case
    assert (case.tasks[ITEM, "1"].state, case.tasks[ITEM, "1"].why) == (TaskState.REVIEW, "stopped")
    health = officer("health")
    with acting(health):
        pass_task(health, journey.case, ITEM, "1", "核对无误")
    journey.run()
    assert journey.look().case.state is CaseState.COMPLETED
    assert journey.look().case.tasks[ITEM, "1"].decided_by == "officer"
    with acting(OWNER):
        sign_rules(OWNER, ITEM, CITY, "100")
    again = whole(people, "married-town", follows="mother")
    again.submit()
    again.run()
    task = again.look().case.tasks[ITEM, "1"]
    assert (task.decided_by, task.pledge, task.recheck) == ("rule", "open", "sample")
    with acting(health):
        assert [(row.case, row.reason) for row in find_inbox(Place("health", REGION), "verify", "zh").rows] == [
            (again.case, "pledge:sample")
        ]
    with acting_system():
        assert not find_drift(journey.case) and not find_drift(again.case)


def test_what_rules_decided_wrongly_is_found_and_revoked_with_what_rests_on_it(people: People) -> None:
    journey = whole(people, "married-town", follows="mother")
    journey.submit()
    journey.run()
    since, asked = now() - timedelta(days=1), now()
    with acting_system():
        assert recheck_decided(ITEM, CITY, since, asked) == 1
        assert recheck_decided(ITEM, CITY, since, asked) == 1
        assert recheck_decided(ITEM, "370100", since, asked) == 0, "another city's"
        assert recheck_decided(ITEM, CITY, now() + timedelta(days=1), asked) == 0
    kinds = [event.kind for event in journey.look().stored.events]
    assert kinds.count("recheck.opened") == 1, "asked twice, opened once"
    health = officer("health")
    with acting(health):
        note_broken(health, journey.case, ITEM, "1", "不是这家医院出生的")
    case = journey.look().case
    assert case.tasks[ITEM, "1"].pledge == "broken"
    doubted = {key[0] for key, task in case.tasks.items() if task.pledge == "doubted"}
    assert "household-registration" in doubted and "birth-certificate" not in doubted
    with acting_system():
        states = {one.type: one.status for one in find_certificates_of_case(journey.case)}
        assert not find_drift(journey.case)
    assert states.pop("birth-certificate") == "revoked" and set(states.values()) == {"valid"}


@pytest.mark.heavy
def test_a_changed_rule_is_tried_on_what_was_decided_before_it_goes_live(people: People) -> None:
    journeys = [whole(people, scenario, follows="mother") for scenario in ("married-town", "married-town")]
    for journey in journeys:
        journey.submit()
        journey.run()
    case = journeys[0].look()
    old = load_bundle_of(case.stored.row.bundle)
    texts = dict(load_bundle_texts(old.hash))
    path = "newborn/items.yaml"
    assert "child.birth_date <= today" in texts[path]
    texts[path] = texts[path].replace("child.birth_date <= today", "child.birth_date > today", 1)
    new, faults = load_bundle(texts)
    assert new is not None and not faults
    (found,) = look_back(old, new)
    assert (found.item, found.looked, found.skipped) == (ITEM, 2, 0)
    assert [(one.before.zh, one.after.zh, one.count) for one in found.otherwise] == [("规则通过", "转给人", 2)]
    assert found.otherwise[0].why.zh
