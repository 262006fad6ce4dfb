"""Outside parties that fail in the worst way: what waits for them goes on by itself, and holds up nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sandbox.running import Running
from shuangquan.actions.acting import acting_system
from shuangquan.actions.running import LATER, run_case
from shuangquan.actions.sending import KEPT_TRYING, send_messages
from shuangquan.connectors.bound import bind, ports
from shuangquan.connectors.guard import find_guards
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.words.errors import Fault
from shuangquan.records.clock import now, stopped_at
from shuangquan.records.messages import find_messages_of_case
from tests.chain.conftest import People
from tests.conftest import Plain
from tests.faults.test_audit import ended, submitted


class Failing:
    """A port of which one method fails first, and then is itself again."""

    def __init__(self, port: object, method: str, *faults: Fault) -> None:
        self._port, self._method, self._faults, self.calls = port, method, list(faults), 0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(self._port, name)

        def call(*args: Any) -> Any:
            if name == self._method:
                self.calls += 1
                if self._faults:
                    raise self._faults.pop(0)
            return found(*args)

        return call


def test_a_message_outlives_a_gateway_that_is_down_or_does_not_know_us(people: People) -> None:
    held = ports().messages
    refused = [Fault("messages", "not_allowed", permanent=True), *(Fault("messages", "unavailable") for _ in range(20))]
    bind(replace(ports(), messages=Failing(held, "send_message", *refused)))
    journey = ended(people)
    with acting_system():
        for _ in range(22):
            send_messages(1)
        assert {message.state for message in find_messages_of_case(journey.case)} <= {"waiting", "sent"}
        send_messages(100)
        assert {message.state for message in find_messages_of_case(journey.case)} == {"sent"}


@pytest.mark.parametrize(("fault", "later"), [("refused", timedelta()), ("unavailable", KEPT_TRYING + timedelta(hours=1))])
def test_a_message_is_given_up_when_it_is_refused_itself_or_has_become_old(people: People, fault: str, later: timedelta) -> None:
    journey = submitted(people, "married-town")
    always = [Fault("messages", fault, permanent=fault == "refused") for _ in range(50)]
    bind(replace(ports(), messages=Failing(ports().messages, "send_message", *always)))
    with acting_system(), stopped_at(now() + later):
        send_messages(100)
        assert {message.state for message in find_messages_of_case(journey.case)} == {"failed"}


def test_a_gateway_whose_breaker_is_open_is_left_alone(people: People) -> None:
    submitted(people, "married-town")
    gateway = Failing(ports().messages, "send_message", *(Fault("messages", "open") for _ in range(50)))
    bind(replace(ports(), messages=gateway))
    with acting_system():
        assert send_messages(100) == 0
    assert gateway.calls == 1


def test_whoever_gets_through_after_an_outage_wakes_the_others(people: People, platform: Running, owner_db: Plain) -> None:
    def due() -> float:
        query = "select extract(epoch from scheduled_at - now())::float from procrastinate_jobs where queueing_lock = %s"
        return float(owner_db.execute(query, [f"later:{other.case}"]).fetchall()[0][0])

    first = submitted(people, "department-down")
    other = submitted(people, "department-down", lambda: platform.control("police", {"mode": "down"}))
    with acting_system():
        run_case(first.case)
        run_case(other.case, tried=9)
        assert due() > 30
        platform.control("police", {"mode": "ok"})
        for guard in find_guards():
            for party in guard._parties.values():
                party.breaker.succeed()  # as if it had cooled and been tried
        run_case(first.case, tried=5)
        assert first.states()["household-registration"] != [TaskState.PASSED]
        assert due() < 2


@pytest.mark.heavy
def test_a_department_that_lost_its_books_is_handed_the_package_again(people: People, platform: Running) -> None:
    journey = submitted(people, "married-town")
    lost = Fault("police", "unknown_package", permanent=True)
    asked = Failing(ports().departments, "find_reports", lost)
    taken = Failing(asked, "submit")
    bind(replace(ports(), departments=taken))
    journey.run()
    assert journey.look().case.state is CaseState.COMPLETED
    assert taken.calls == 4, "three packages, and one of them again"


@pytest.mark.heavy
def test_a_payment_side_that_names_another_sum_holds_up_no_item(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    def lie(*_: object) -> tuple[str, ...]:
        raise Fault("payment", "other_amount", permanent=True)

    monkeypatch.setattr("shuangquan.actions.running.is_payment_awaited", lambda _case: True)
    monkeypatch.setattr("shuangquan.actions.running.find_paid_orders", lie)
    journey = submitted(people, "married-town")
    journey.run()
    assert journey.look().case.state is CaseState.COMPLETED


def test_after_an_outage_nobody_waits_longer_than_it_lasted() -> None:
    looks, moment = [0.0], 0.0
    for nth in range(60):
        moment += LATER[min(nth, len(LATER) - 1)]
        looks.append(moment)
    for outage in range(5, 1200):
        after = min(look for look in looks if look >= outage) - outage
        assert after < 0.75 * outage, f"down for {outage} s, asked again {after} s after it"


def test_a_withdrawn_case_gets_its_money_from_a_payment_side_that_first_refuses(people: People) -> None:
    refused = Fault("payment", "not_allowed", permanent=True)
    journey = submitted(people, "married-town")
    bind(replace(ports(), payment=Failing(ports().payment, "send_refund", refused)))
    answer = {"outcome": "refuse", "reason": {"zh": "地址待核实", "en": "The address is to be examined"}}
    people.running.control("answers", {"department": "police", "match": {"case": journey.case}, "answer": answer})
    journey.run()
    with acting_system():
        run_case(journey.case)
    refunds = journey.look().case.refunds
    assert [row[3] for row in refunds.values()] == ["settled"]
