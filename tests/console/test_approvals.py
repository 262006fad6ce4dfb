"""秒批 at the console: who answers for rules, who stops them, and what a page says of it."""

import pytest
from django.db import DatabaseError, connection

from shuangquan.actions.acting import acting
from shuangquan.actions.approvals import digest_item, find_platform_items, ship_approvals
from shuangquan.actions.approving import list_approvals, load_approval, sign_rules, stop_rules
from shuangquan.actions.standards import load_online
from shuangquan.core.cases.approval import LIVE, SHIPPED, STOPPED, UNAPPROVED
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.approvals import find_approval_steps
from tests.console.conftest import EDITOR, OWNER, Author, append_author, work_all

PROVINCE, CITY, COUNTY = "370000", "370700", "370783"


def find_item() -> str:
    """One with rules, so that there is something to sign."""
    return next(str(item.id) for item in find_platform_items(load_online()) if item.rules)


def find_state(item: str, region: str = PROVINCE) -> str:
    with acting(OWNER):
        return load_approval(OWNER, item, region).standing.state


def test_nobody_answers_for_rules_until_an_owner_signs_them(online: str) -> None:
    item = find_item()
    assert find_state(item) == UNAPPROVED
    with acting(EDITOR), pytest.raises(Refusal, match=r"policy\.forbidden"):
        sign_rules(EDITOR, item, PROVINCE, "5")
    with acting(OWNER):
        sign_rules(OWNER, item, PROVINCE, "12.5")
        found = load_approval(OWNER, item, COUNTY)
    assert (found.standing.state, found.verified, str(found.standing.share)) == (LIVE, True, "0.1250")


def test_a_signature_is_for_these_rules_this_place_and_this_share(online: str) -> None:
    item = find_item()
    with acting(OWNER):
        sign_rules(OWNER, item, PROVINCE, "5")
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"):
        cursor.execute("update approval_step set share = 0")
    (step,) = find_approval_steps([item])
    assert step.rules == digest_item(load_online().items[item]) and len(step.signature) == 64


def test_an_officer_stops_what_is_theirs_and_nothing_else(online: str) -> None:
    item = find_item()
    department = str(load_online().items[item].department)
    theirs = Actor("officer", "staff-9", COUNTY, "desk", 4, department)
    other = Actor("officer", "staff-8", COUNTY, "desk", 4, "somebody")
    with acting(OWNER):
        sign_rules(OWNER, item, PROVINCE, "0")
    with acting(other), pytest.raises(Refusal, match=r"staff\.forbidden"):
        stop_rules(other, item, COUNTY, "不对")
    with acting(theirs):
        assert {str(one.item.department) for one in list_approvals(theirs, COUNTY)} == {department}
        with pytest.raises(Refusal, match=r"staff\.forbidden"):
            stop_rules(theirs, item, CITY, "不对")
        with pytest.raises(Refusal, match=r"approval\.reason"):
            stop_rules(theirs, item, COUNTY, " ")
        stop_rules(theirs, item, COUNTY, "接口返回的年龄不对")
        with pytest.raises(Refusal, match=r"policy\.forbidden"):
            sign_rules(theirs, item, COUNTY, "5")
    assert (find_state(item, COUNTY), find_state(item, CITY)) == (STOPPED, LIVE)
    with acting(OWNER):
        sign_rules(OWNER, item, COUNTY, "50")
    assert find_state(item, COUNTY) == LIVE


@pytest.mark.parametrize(("item", "region", "code"), [("nothing", PROVINCE, "item"), ("", "999999", "region"), ("", "37", "region")])
def test_what_does_not_exist_is_said(online: str, item: str, region: str, code: str) -> None:
    with acting(OWNER), pytest.raises(Refusal, match=rf"{'item.unknown' if code == 'item' else 'life.region'}"):
        sign_rules(OWNER, item or find_item(), region, "5")


def test_a_demo_brings_its_rules_along_and_a_restart_leaves_what_people_did(online: str, settings: object) -> None:
    item, bundle = find_item(), load_online()
    ship_approvals(bundle)
    assert find_state(item) == LIVE and {step.actor for step in find_approval_steps()} == {SHIPPED}
    with acting(OWNER):
        stop_rules(OWNER, item, PROVINCE, "先停")
    before = len(find_approval_steps())
    ship_approvals(bundle)
    assert find_state(item) == STOPPED and len(find_approval_steps()) == before


def test_live_mode_brings_none_along(online: str, settings: object) -> None:
    settings.MODE = "live"  # type: ignore[attr-defined]
    ship_approvals(load_online())
    assert find_approval_steps() == ()


def test_the_pages_show_where_nobody_is_needed_and_take_the_steps(online: str) -> None:
    append_author("wen", "editor")
    append_author("zhu", "owner")
    item = find_item()
    owner = Author("zhu").get("/console/instant/")
    assert owner.status == 200 and "正在从方案里算" in owner.text and owner.text.count("待签") == len(find_platform_items(load_online()))
    work_all()
    name = load_online().items[item].name.zh
    page = owner.get(f"/console/instant/{item}/")
    assert page.status == 200 and name in page.text and "签名放行" in page.text and "正在从方案里算" not in page.text
    assert owner.post(f"/console/instant/{item}/sign?region={CITY}", share="一半").status == 422 and "0 到 100" in owner.text
    signed = owner.post(f"/console/instant/{item}/sign?region={CITY}", share="20")
    assert signed.status == 200 and "抽 20% 再看一遍" in signed.text and "马上停" in signed.text
    assert "马上停" not in Author("wen").get(f"/console/instant/{item}/?region={CITY}").text
    assert owner.post(f"/console/instant/{item}/stop?region={CITY}", reason="").status == 422
    stopped = owner.post(f"/console/instant/{item}/stop?region={CITY}", reason="年龄取错了", recheck="week")
    assert stopped.status == 200 and "年龄取错了" in stopped.text
    assert Author("zhu").get("/console/instant/nothing/").status == 404
