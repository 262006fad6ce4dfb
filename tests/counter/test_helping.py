"""帮办代办: asked by phone, taken by one helper, steps noted, finished, and confirmed by the one who asked."""

import re

import pytest

from shuangquan.actions.acting import acting_system
from shuangquan.records.context import enter_context
from shuangquan.records.models import DataUse
from tests.counter.conftest import HALL, Clerk
from tests.portal.conftest import Browser
from tests.portal.ports import World
from tests.portal.steps import THEME

pytestmark = pytest.mark.database


def test_an_order_goes_its_way(world: World) -> None:
    phone = Browser("mother")
    assert "请人帮我" in phone.get(f"/matters/{THEME}/help").text
    asked = phone.send(f"/matters/{THEME}/help", {"hall": HALL, "kind": "fill"})
    assert asked.path == "/help/" and "等人接单" in asked.text
    assert "已经请过帮办" in phone.send(f"/matters/{THEME}/help", {"hall": HALL, "kind": "fill"}).text
    assert "等人接单" not in Browser("father").get("/help/").text
    one, other = Clerk(), Clerk("second", "A02")
    listed = one.get("/counter/helps/")
    order = re.search(r"/counter/helps/[0-9a-f-]{36}", listed.text)
    assert order and "周若岚" not in listed.text, "who asked is told to who takes it, and to nobody else"
    assert other.post(order[0], do="finish").status == 422, "nobody finishes what they have not taken"
    taken = one.post(order[0], do="take")
    assert "周若岚" in taken.text and "13800000042" in taken.text
    assert other.post(order[0], do="take").status == 422
    assert "周若岚" not in other.get("/counter/helps/").text
    with acting_system(), enter_context():
        assert DataUse.objects.filter(field_names__contains=["phone"], door="counter").exists(), "reading it is recorded"
    assert "打过电话" in one.post(order[0], do="step:called").text
    assert one.post(order[0], do="step:said something").status == 422
    one.post(order[0], do="finish")
    seen = phone.get("/help/")
    assert "打过电话" in seen.text and "你看呢" in seen.text
    answer = re.search(r"/help/[0-9a-f-]{36}/answer", seen.text)
    assert answer
    assert Browser("father").post(answer[0], do="confirm").status == 422
    assert "有人接了" in phone.post(answer[0], do="not_yet").text
    one.post(order[0], do="finish")
    assert "你确认办好了" in phone.post(answer[0], do="confirm").text
    assert "没有等人帮的" in one.get("/counter/helps/").text
