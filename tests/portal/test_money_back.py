"""Money: what was paid comes back when the matter is withdrawn, and a payment counts though nobody comes back from it."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangquan.actions.acting import acting, acting_system
from shuangquan.actions.desk import pass_task
from shuangquan.actions.loading import load
from shuangquan.actions.orders import ASKED_AFTER
from shuangquan.actions.payments import share_out
from shuangquan.actions.running import run_case
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.clock import now, stopped_at
from tests.portal.conftest import Browser, settle
from tests.portal.ports import World
from tests.portal.steps import pay, sign, submit
from tests.portal.test_after import ready

HEALTH = Actor("officer", "officer-2", "370783", "desk", 5, "health", "decide")


@pytest.fixture
def abroad(world: World) -> Iterator[World]:
    """A birth that an officer must look at before anything else begins."""
    world.family.children[0]["abroad"] = True
    yield world


def plain(case: str) -> str:
    return case.removeprefix("/case/")


def refunded(world: World) -> Decimal:
    return sum((line.amount for refund in world.payment.refunds for line in refund.lines), Decimal(0))


def states(case: str) -> set[TaskState]:
    with acting_system():
        return {task.state for task in load(plain(case)).case.tasks.values()}


def test_a_draft_that_was_paid_for_is_withdrawn(world: World) -> None:
    phone = Browser("mother")
    case = ready(world, phone)
    sign(phone, case)
    pay(world, phone, case)
    phone.post(f"{case}/withdraw")
    settle(plain(case))
    assert refunded(world) == Decimal(400)
    settle(plain(case))
    assert len(world.payment.refunds) == 1
    page = phone.get(f"{case}/").text
    assert "原路退回" in page
    assert not re.search(r"\d 提交", page), "it never was"


def test_withdrawn_after_submission_nothing_goes_on(abroad: World) -> None:
    phone = Browser("mother")
    case = ready(abroad, phone)
    sign(phone, case)
    pay(abroad, phone, case)
    submit(phone, case)
    settle(plain(case))
    assert "审批人员在看" in phone.get(f"{case}/").text
    phone.post(f"{case}/withdraw")
    settle(plain(case))
    assert states(case) == {TaskState.WITHDRAWN}
    assert refunded(abroad) == Decimal(400)
    assert abroad.departments.submitted == 0
    with acting(HEALTH), pytest.raises(Refusal, match=r"task\.not_here"):
        pass_task(HEALTH, plain(case), "birth-certificate", "1", "看过了")


def test_an_order_paid_only_after_the_matter_was_withdrawn(world: World) -> None:
    phone = Browser("mother")
    case = ready(world, phone)
    sign(phone, case)
    assert phone.client.post(f"{case}/pay").status_code == 302
    phone.post(f"{case}/withdraw")
    settle(plain(case))
    assert not world.payment.refunds
    world.payment.paid |= set(world.payment.orders)
    settle(plain(case))
    assert refunded(world) == Decimal(400)


def test_she_pays_later_and_closes_the_payment_page(world: World) -> None:
    world.departments.price_down = True
    phone = Browser("mother")
    case = ready(world, phone)
    sign(phone, case)
    submit(phone, case)
    settle(plain(case))
    world.departments.price_down = False
    assert phone.client.post(f"{case}/pay").status_code == 302
    world.payment.paid |= set(world.payment.orders)
    settle(plain(case))
    with acting_system():
        assert load(plain(case)).case.state is CaseState.COMPLETED


def test_an_order_that_nobody_pays_is_not_asked_after_for_ever(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = Browser("mother")
    case = ready(world, phone)
    sign(phone, case)
    assert phone.client.post(f"{case}/pay").status_code == 302
    phone.post(f"{case}/withdraw")
    asked = []
    monkeypatch.setattr(world.payment, "find_order", lambda *about: asked.append(about))
    with acting_system():
        run_case(plain(case))
        assert asked
        asked.clear()
        with stopped_at(now() + ASKED_AFTER):
            run_case(plain(case))
    assert not asked


def test_another_sum_than_ordered_is_no_payment(world: World) -> None:
    phone = Browser("mother")
    case = ready(world, phone)
    sign(phone, case)
    assert phone.client.post(f"{case}/pay").status_code == 302
    (order,) = world.payment.orders.values()
    world.payment.orders[order.order_id] = type(order)(order.order_id, "waiting", Decimal(4), Decimal(0), None, order.pay_url, 0)
    world.payment.paid.add(order.order_id)
    phone.post(f"{case}/withdraw")
    with acting_system():
        run_case(plain(case))
        assert [payment.state for payment in load(plain(case)).case.payments.values()] == ["ordered"], "asked again later"
    assert not world.payment.refunds


def test_only_what_was_paid_is_said_to_come_back(abroad: World) -> None:
    phone = Browser("mother")
    case = ready(abroad, phone)
    sign(phone, case)
    pay(abroad, phone, case)
    submit(phone, case)
    phone.post(f"{case}/withdraw")
    lanes = re.findall(r'<li class="lane">.*?</li>', phone.get(f"{case}/").text, re.DOTALL)
    told = [lane for lane in lanes if "原路退回" in lane]
    assert len(told) == 1 and "保险费" in told[0]


@given(st.integers(0, 10**9), st.integers(1, 50))
def test_shares_add_up(cents: int, count: int) -> None:
    whole = Decimal(cents) / 100
    shares = share_out(whole, count)
    assert sum(shares) == whole
    assert len(shares) == count
    assert max(shares) - min(shares) <= Decimal("0.01")
