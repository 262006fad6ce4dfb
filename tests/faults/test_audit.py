"""The auditor: each kind of breach is planted once, and found; where nothing is planted, nothing is found."""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from faults.audit import KINDS, Verdict, audit, find_double_certificates, find_shared_identifiers, find_standing_of
from faults.ledger import Ledger, read_ledger

from sandbox.running import Running
from shuangquan.actions.acting import acting_system
from shuangquan.actions.running import run_case
from shuangquan.actions.sending import send_messages
from shuangquan.actions.upkeep import seal_events
from tests.chain.conftest import People
from tests.chain.journey import Journey
from tests.conftest import Clones

NOBODY = "00000000-0000-7000-8000-000000000000"
Plant = Callable[[Ledger, str], Ledger]


def submitted(people: People, scenario: str, before: Callable[[], object] = lambda: None) -> Journey:
    family = people.take(scenario)
    journey = Journey(family.applicant, "newborn", family.person["role"])
    journey.answer(follows="mother")
    journey.consent(family.other)
    journey.type(name="安安", post_address="山东省寿光市示例街道1号")
    journey.pay()
    journey.sign()
    before()
    journey.submit()
    return journey


def ended(people: People) -> Journey:
    journey = submitted(people, "married-town")
    journey.run()
    with acting_system():
        for _ in range(100):
            run_case(journey.case)
            if all(journey.look().case.parcels.values()):
                break
        send_messages(100)
        seal_events()
    return journey


def found(verdict: Verdict) -> set[str]:
    return {breach.kind for breach in verdict.breaches}


def twice(rows: Any, name: str, more: str, **changed: Any) -> dict[str, Any]:
    """The rows, and one of them once more under another name."""
    return {**rows, more: {**copy.deepcopy(rows[name]), **changed}}


def pay_twice(ledger: Ledger, case: str) -> Ledger:
    (order,) = [name for name in ledger.orders if name.startswith(case)]
    return replace(ledger, orders=twice(ledger.orders, order, f"{case}.other"))


def pay_unknown(ledger: Ledger, case: str) -> Ledger:
    return replace(ledger, orders={name: row for name, row in ledger.orders.items() if not name.startswith(case)})


def pay_another_sum(ledger: Ledger, case: str) -> Ledger:
    (order,) = [name for name in ledger.orders if name.startswith(case)]
    return replace(ledger, orders=twice(ledger.orders, order, order, amount="399.00"))


def pay_back(ledger: Ledger, case: str) -> Ledger:
    (order,) = [name for name in ledger.orders if name.startswith(case)]
    orders = twice(ledger.orders, order, order)
    orders[order]["lines"][0]["refunded"] = "100.00"
    return replace(ledger, orders=orders)


def take_twice(ledger: Ledger, case: str) -> Ledger:
    name = next(name for name in ledger.packages if name.startswith(case))
    return replace(ledger, packages=twice(ledger.packages, name, f"{name}.again"))


def answer_otherwise(ledger: Ledger, case: str) -> Ledger:
    name = next(name for name, row in ledger.packages.items() if name.startswith(case) and row["answer"]["facts"])
    packages = twice(ledger.packages, name, name)
    facts = packages[name]["answer"]["facts"]
    facts |= {path: "379907202611210021" if isinstance(value, str) else not value for path, value in facts.items()}
    return replace(ledger, packages=packages)


def answer_nothing(ledger: Ledger, case: str) -> Ledger:
    name = next(name for name in ledger.packages if name.startswith(case))
    return replace(ledger, packages=twice(ledger.packages, name, name, answer=None))


def forget_message(ledger: Ledger, _case: str) -> Ledger:
    return replace(ledger, messages={})


LEDGER: list[tuple[str, Plant]] = [
    ("payment twice", pay_twice),
    ("payment lost", pay_unknown),
    ("payment lost", pay_another_sum),
    ("refund", pay_back),
    ("package twice", take_twice),
    ("lie believed", answer_otherwise),
    ("lie believed", answer_nothing),
    ("message", forget_message),
]
ROWS: list[tuple[str, str, str]] = [
    ("drift", "case", 'update "case" set state = \'submitted\''),
    ("drift", "case", 'update "case" set number = number || \'0\''),
    ("drift", "case", 'update "case" set due_at = due_at + interval \'1 day\''),
    ("drift", "task", "update task set state = 'sent' where state = 'done'"),
    ("drift", "task", "update task set decided_at = null where decided_at is not null"),
    ("drift", "task", "delete from task where item like 'h%%'"),
    ("drift", "task", "insert into task select home_region, handling_region, case_id, item, 'more', department, state, reason, outcome,"
     " officer, accepted_at, due_at, due_tentative, decided_at, decided_by from task limit 1"),
    ("drift", "case_party", "update case_party set state = 'removed'"),
    ("drift", "case_party", "update case_party set index = sha256(index)"),
    ("drift", "certificate", "update certificate set item = 'other'"),
    ("drift", "certificate", "update certificate set holder_index = sha256(holder_index)"),
    ("drift", "certificate", "update certificate set signature = sha256(signature)"),
    ("drift", "certificate", "delete from certificate where type like 'b%%'"),
    ("drift", "matter", "update matter set ended_at = now()"),
    ("drift", "matter", "delete from matter"),
    ("drift", "message", "delete from message where template = 'case.closed'"),
    ("drift", "message", "update message set template = 'task.correct' where template = 'case.closed'"),
    ("message", "message", "update message set state = 'failed'"),
    ("chain", "case_event", "update case_event set hash = sha256(hash) where seq = 2"),
    ("chain", "case_event", "update case_event set actor = 'somebody' where seq = 2"),
    ("chain", "merkle_root", "update merkle_root set root = sha256(root)"),
    ("chain", "merkle_root", "update merkle_root set count = count + 1"),
]  # fmt: skip


@contextmanager
def planted(make_clone: Clones, name: str, table: str, statement: str) -> Iterator[None]:
    """The table as somebody who may switch triggers off has changed it, and afterwards as it was."""
    with make_clone.connect(name, "admin") as admin:
        admin.execute("set session_replication_role = replica")
        admin.execute(f'create table kept as table "{table}"'.encode())
        assert admin.execute(statement.replace("%%", "%").encode()).rowcount >= 1, statement
        yield
        admin.execute(f'delete from "{table}"'.encode())
        admin.execute(f'insert into "{table}" overriding system value table kept'.encode())
        admin.execute("drop table kept")


@pytest.mark.heavy
def test_each_breach_is_found_and_nothing_where_there_is_none(
    people: People, platform: Running, make_clone: Clones, loaded_db: str
) -> None:
    journey = ended(people)
    ledger, case = read_ledger(platform.home), journey.case
    clean = audit([case], ledger)
    assert (clean.breaches, clean.states, clean.counts["certificates"]) == ((), {"completed": 1}, 4)
    assert found(audit([case, NOBODY], ledger)) == {"lost"}
    seen = {"lost"}
    for kind, plant in LEDGER:
        assert kind in found(audit([case], plant(ledger, case))), plant.__name__
        seen.add(kind)
    for kind, table, statement in ROWS:
        with planted(make_clone, loaded_db, table, statement):
            assert kind in found(audit([case], ledger)), statement
        seen.add(kind)
    assert audit([case], ledger).breaches == (), "everything was put back"
    assert seen == set(KINDS) - {"stuck", "certificate twice"}


def test_what_is_stuck_is_told_from_what_waits_for_somebody(people: People, platform: Running) -> None:
    journey = submitted(people, "department-down", lambda: platform.control("police", {"mode": "down"}))
    state, breaches = find_standing_of(journey.look())
    assert state == "stuck"
    assert {breach.kind for breach in breaches} == {"stuck"}
    assert found(audit([journey.case], read_ledger(platform.home))) >= {"stuck"}
    platform.control("police", {"mode": "ok"})
    answer = {"outcome": "refuse", "reason": {"zh": "地址待核实", "en": "The address is to be examined"}}
    platform.control("answers", {"department": "police", "match": {"case": journey.case}, "answer": answer})
    journey.run(20)
    assert find_standing_of(journey.look())[0] == "partially_completed"


def test_a_draft_that_was_acknowledged_is_lost(people: People, platform: Running) -> None:
    family = people.take("married-town")
    journey = Journey(family.applicant, "newborn", "mother")
    assert found(audit([journey.case], read_ledger(platform.home))) == {"lost"}


def test_a_certificate_issued_twice_is_found(people: People) -> None:
    journey = ended(people)
    case = copy.deepcopy(journey.look().case)
    assert find_double_certificates(case) == []
    assert find_shared_identifiers({case.id: case}) == []
    case.certificates.append(replace(case.certificates[0], identifier="another"))
    assert [breach.kind for breach in find_double_certificates(case)] == ["certificate twice"]
    assert [breach.kind for breach in find_shared_identifiers({"a": case, "b": case})] == ["certificate twice"] * 5
