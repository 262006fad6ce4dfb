"""对账 at the desk: each difference is found, settled by a person with a reason, a refund by two, and stays settled."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

from shuangquan.actions.acting import acting_system
from shuangquan.actions.balancing import balance_days
from shuangquan.connectors.payment.port import Entry, OrderState
from shuangquan.core.cases.complaints import OPERATOR
from shuangquan.records.clock import stopped_at
from shuangquan.records.models import MoneyDifference
from shuangquan.records.money import LedgerRow, append_ledger
from tests.desk.conftest import NOW, Officer, append_officer
from tests.desk.filing import REGION, look
from tests.portal.conftest import Browser, settle
from tests.portal.ports import World
from tests.portal.steps import agree, field, reach_form, sign, submit

MONEY = "/desk/money/"
DAY = f"{MONEY}2026-11-24/"
SUM = Decimal("400.00")


def pay_and_never_come_back(world: World) -> tuple[Browser, str]:
    """A birth, signed and paid for at the payment side, with the phone's battery empty on the way back."""
    phone = Browser("mother")
    case = reach_form(phone, {"follows": "mother", "remote": "false"})
    phone.send(f"{case}/form", {"do": "invite:father"})
    agree(case)
    phone.get(f"{case}/form")
    typed = {field(phone.text, "name"): "安安", field(phone.text, "post_address"): "寿光市圣城街道槐安巷 6 号"}
    phone.send(f"{case}/form", {"do": "next", **typed})
    sign(phone, case)
    assert phone.client.post(f"{case}/pay").status_code == 302
    world.payment.paid |= set(world.payment.orders)
    return phone, case


def book(world: World, case: str, *names: str) -> list[str]:
    """More orders of this case, noted as paid on both sides."""
    orders = [f"{case}.{name}" for name in names]
    with acting_system():
        stored = look(case).stored.row
        append_ledger(stored, [LedgerRow(one, "", "medical-enrolment", "1", "medical", SUM, NOW.date()) for one in orders])
    for one in orders:
        world.payment.orders[one] = OrderState(one, "waiting", SUM, Decimal(0), None, "", 0)
        world.payment.paid.add(one)
    return orders


@contextmanager
def a_day_later() -> Iterator[None]:
    with stopped_at(NOW + timedelta(days=1)):
        yield


def differences(page: Officer) -> dict[str, str]:
    """Order → id of every difference on the page."""
    found = re.findall(r'id="d-([0-9a-f-]{36})".*?订单 (\S+?)(?: ·|</p>)', page.text, re.DOTALL)
    return {order: one for one, order in found}


def test_what_is_late_doubled_missing_or_wrong_is_settled_by_people(world: World) -> None:
    phone, path = pay_and_never_come_back(world)
    case = path.removeprefix("/case/")
    (late,) = world.payment.orders
    doubled, more, missing = book(world, case, "x1", "x2", "x3")
    world.payment.how = {doubled: "doubled", more: "more", missing: "missing"}
    world.payment.strays = [Entry("S-1", "stray", "", Decimal("12.00"), NOW)]
    for name in ("kim", "lin"):
        append_officer(name, OPERATOR, REGION, roles=("finance",))
    append_officer("han", "police", REGION)
    assert Officer("han").get(MONEY).status == 403
    kim, lin = Officer("kim"), Officer("lin")
    assert kim.get("/desk/").path == MONEY and "没有对不上的" in kim.text and "还没对" in kim.text
    kim.post(DAY, do="draw")
    found = differences(kim)
    assert set(found) == {late, doubled, more, "stray"}, "what is not booked yet may still be, as long as the day lasts"
    for words in ("收了不止一次", "800.00 元", "405.00 元", "对方收到了，这边还没记", "这边没有这笔单", "差 4 笔"):
        assert words in kim.text, words
    settle_late(kim, found[late])
    assert all(one.state == "paid" for one in look(case).case.payments.values())
    assert "去付" not in phone.get(f"{path}/finish").text
    submit(phone, path)
    settle(case)
    give_back(world, kim, lin, found[doubled], "400.00")
    give_back(world, kim, lin, found[more], "5.00")
    give_back(world, kim, lin, found["stray"], "12.00")
    kim.post(DAY, do="draw")
    assert "到 今天 10:21 都对上" in kim.text or "都对上" in kim.text
    assert "申请，韩某 同意" in kim.text and "医疗保险" in kim.text.replace("医保", "医疗保险")
    with a_day_later():
        kim = Officer("kim")  # the session of the day before is over
        kim.post(DAY, do="draw")
        assert set(differences(kim)) >= {missing} and "对方账上没有" in kim.get(MONEY).text
        world.payment.how[missing] = "late"
        with stopped_at(NOW):
            entries = world.payment.find_statement(NOW.date() + timedelta(days=1), "")
        world.payment.strays = list(entries)
        kim.post(f"{MONEY}2026-11-25/", do="draw")
        assert "没有对不上的" in kim.get(MONEY).text and "自己对上了" in kim.get(DAY).text
        before = MoneyDifference.objects.count()
        balance_days()
        assert MoneyDifference.objects.count() == before


def settle_late(kim: Officer, one: str) -> None:
    """Never without a reason, never in a way that is not offered."""
    kim.post(MONEY, difference=one, do="accept", reason=" ")
    assert kim.status == 422 and "写明为什么" in kim.text
    kim.post(MONEY, difference=one, do="refund", reason="不要了")
    assert kim.status == 422 and "不能这样处理" in kim.text
    kim.post(MONEY, difference=one, do="accept", reason="手机没电，付款页没回来")
    assert "记上了" in kim.text
    kim.post(MONEY, difference=one, do="note", reason="再来一次")
    assert kim.status == 422 and "刚有人处理过" in kim.text


def give_back(world: World, kim: Officer, lin: Officer, one: str, amount: str) -> None:
    """Two people, once."""
    before = len(world.payment.refunds)
    kim.post(MONEY, difference=one, do="refund", reason="付了两次，照实退")
    assert f"你申请退 {amount} 元" in kim.text
    assert kim.post(MONEY, difference=one, do="agree").status == 422 and "另一位对账人员" in kim.text
    assert len(world.payment.refunds) == before
    assert f"同意，退 {amount} 元" in lin.get(MONEY).text
    lin.post(MONEY, difference=one, do="agree")
    assert "退了，支付平台已经收到" in lin.text
    assert lin.post(MONEY, difference=one, do="agree").status == 422
    assert [str(line.amount) for line in world.payment.refunds[-1].lines] == [amount] and len(world.payment.refunds) == before + 1


def test_another_region_sees_nothing_of_it(world: World) -> None:
    _, path = pay_and_never_come_back(world)
    append_officer("kim", OPERATOR, REGION, roles=("finance",))
    append_officer("far", OPERATOR, "371302", roles=("finance",))
    kim = Officer("kim").post(DAY, do="draw")
    (one,) = differences(kim).values()
    far = Officer("far").get(DAY)
    assert path.removeprefix("/case/") not in far.text and "400.00" not in far.text
    far.post(MONEY, difference=one, do="note", reason="不归我")
    assert far.status == 422 and "不归你处理" in far.text
