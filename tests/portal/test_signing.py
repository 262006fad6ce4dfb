"""Signing with a drawn name: kept with the case, bound to the form, shown to the officer, and an altered one is found."""

import re

import pytest

from shuangquan.actions.acting import acting_system
from shuangquan.actions.loading import load
from shuangquan.actions.signing_forms import is_signed_soundly
from tests.desk.conftest import Officer, append_officer
from tests.portal.conftest import Browser, settle
from tests.portal.ports import World
from tests.portal.steps import pay, submit
from tests.portal.test_after import ready

NAME = "120,80 200,90 260,200;300,60 310,120 330,260 420,240"


def test_a_drawn_name_is_bound_to_the_form(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.family.collective = True
    phone = Browser("mother")
    case = ready(world, phone)
    page = phone.get(f"{case}/check").text
    assert "data-sign" in page and "手写签名" in page
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
    assert found
    digest = found[1]
    phone.post(f"{case}/check", digest=digest, oath="yes", drawn="7,7")
    assert phone.status == 422 and "签名太短" in phone.text and 'value="7,7"' in phone.text, "what was drawn is not lost"
    phone.post(f"{case}/check", digest=digest, oath="yes", drawn=NAME)
    assert phone.path == f"{case}/finish"
    plain = case.removeprefix("/case/")
    with acting_system():
        loaded = load(plain)
    held = loaded.case.signatures["mother"]
    assert loaded.values[held.drawn] == NAME and held.level >= 4 and is_signed_soundly(loaded.case, "mother")
    loaded.case.signatures["mother"] = held._replace(level=held.level + 1)
    assert not is_signed_soundly(loaded.case, "mother"), "another level is another statement"
    if "去付" in phone.text:
        pay(world, phone, case)
    submit(phone, case)
    append_officer("han", "police")
    settle(plain)
    desk = Officer("han").get(f"/desk/case/{plain}/household-registration/1/")
    assert 'd="M120 80L200 90L260 200M300 60' in desk.text
    assert "验签通过" in desk.text and "不要采信" not in desk.text
    monkeypatch.setattr("shuangquan.actions.tasks.is_signed_soundly", lambda _case, _role: False)
    assert "不要采信" in desk.get(f"/desk/case/{plain}/household-registration/1/").text
