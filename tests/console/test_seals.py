"""电子印章: two people, the authority, the log; what a seal seals stays good and a stopped one seals nothing."""

import pytest
from django.db import DatabaseError, connection

from shuangquan.actions.acting import acting
from shuangquan.actions.seals import agree_step, ask_seal, ask_step, decline_step, list_seals, load_seal, suspend_seal
from shuangquan.actions.setting_seals import Use, find_department_seal, find_seal_state, seal_files
from shuangquan.actions.shipped_seals import find_issuers, ship_seals
from shuangquan.actions.verifying_ofd import verify_ofd
from shuangquan.connectors.bound import ports
from shuangquan.core.cases.approval import SHIPPED
from shuangquan.core.credentials.seal_life import ACTIVE, DECLINED, DESTROY, DESTROYED, RESUME, SUSPENDED
from shuangquan.core.credentials.sm2_certificates import decode_certificate, decode_list
from shuangquan.core.words.actor import SYSTEM
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.records.clock import now, stopped_at
from shuangquan.records.seals import find_seals
from tests.console.conftest import EDITOR, NOW, OTHER, OWNER, Author, append_author
from tests.papers.sealing import PLACE, make_files

PROVINCE, CITY, COUNTY = "370000", "370700", "370783"
USE = Use("document", "paper-1", "tests")


def find_issuer() -> str:
    return sorted(find_issuers())[0]


def make(region: str = COUNTY) -> str:
    with acting(OWNER):
        code = ask_seal(OWNER, find_issuer(), region, "新设")
    with acting(OTHER):
        agree_step(OTHER, code)
    return code


def state_of(code: str) -> str:
    return load_seal(OWNER, code).life.state


def seal_one(region: str = COUNTY) -> bytes:
    return seal_files(SYSTEM, make_files(), find_department_seal(find_issuer(), region), PLACE, USE)


def test_two_owners_make_a_seal_and_it_seals(online: str) -> None:
    with acting(OWNER):
        code = ask_seal(OWNER, find_issuer(), COUNTY, "新设")
        assert code.startswith(COUNTY) and len(code) == 14
        with pytest.raises(Refusal, match=r"sealing\.two"):
            agree_step(OWNER, code)
        with pytest.raises(Refusal, match=r"sealing\.none"):
            find_department_seal(find_issuer(), COUNTY)
    with acting(OTHER):
        agree_step(OTHER, code)
    seen = load_seal(OWNER, code)
    assert (seen.life.state, [step.actor for step in seen.steps]) == (ACTIVE, [OTHER.subject, OWNER.subject])
    data = seal_one()
    roots, lists = ports().authority.find_roots(), (ports().authority.find_list(),)
    found = verify_ofd(data, roots, lists, find_seal_state)
    assert found.good and found.says["印章"] == f"{seen.seal.name}{seen.seal.purpose}" and found.says["吊销情况"] == "没有吊销"
    (use,) = load_seal(OWNER, code).uses
    assert (use.kind, use.subject, use.actor, use.purpose) == ("document", "paper-1", "system", "tests")
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"):
        cursor.execute("delete from seal_use")


def test_only_owners_and_only_with_a_reason(online: str) -> None:
    for actor in (EDITOR, SYSTEM):
        with pytest.raises(Refusal, match=r"policy\.forbidden"):
            ask_seal(actor, find_issuer(), COUNTY, "新设")
    for department, region, reason, code in (
        (find_issuer(), COUNTY, " ", "sealing.reason"),
        ("nobody", COUNTY, "x", "sealing.department"),
        (find_issuer(), "999999", "x", "life.region"),
    ):
        with pytest.raises(Refusal, match=code):
            ask_seal(OWNER, department, region, reason)
    make()
    with pytest.raises(Refusal, match=r"sealing\.there"):
        ask_seal(OWNER, find_issuer(), COUNTY, "再来一枚")
    with pytest.raises(Refusal, match=r"sealing\.unknown"):
        load_seal(OWNER, "nothing")


def test_suspended_by_one_resumed_by_two_destroyed_by_two(online: str) -> None:
    code = make()
    before = seal_one()
    serial = decode_certificate(load_seal(OWNER, code).seal.certificate).serial
    with stopped_at(NOW.replace(hour=11)):
        suspend_seal(OWNER, code, "电脑丢了")
        assert state_of(code) == SUSPENDED
        with pytest.raises(Refusal, match=r"sealing\.not_usable"):
            seal_one()
    with stopped_at(NOW.replace(hour=12)):
        ask_step(OWNER, code, RESUME, "找到了")
        with pytest.raises(Refusal, match=r"sealing\.open"):
            ask_step(OTHER, code, DESTROY, "x")
        with pytest.raises(Refusal, match=r"sealing\.two"):
            agree_step(OWNER, code)
        agree_step(OTHER, code)
        assert state_of(code) == ACTIVE
        between = seal_one()
    with stopped_at(NOW.replace(hour=13)):
        ask_step(OTHER, code, DESTROY, "机构改革")
        decline_step(OWNER, code, "再等等")
        ask_step(OTHER, code, DESTROY, "机构改革")
        agree_step(OWNER, code)
        assert state_of(code) == DESTROYED
        with pytest.raises(Refusal, match=r"sealing\.not_usable"):
            seal_one()
    roots, lists = ports().authority.find_roots(), (ports().authority.find_list(),)
    assert set(decode_list(lists[0]).rows) == {serial}
    with stopped_at(NOW.replace(hour=14)):
        for data in (before, between):  # sealed before its end: still good, by its time
            assert verify_ofd(data, roots, lists, find_seal_state).good
        assert [find_seal_state(code, NOW.replace(hour=hour, minute=30)) for hour in (10, 11, 12, 13)] == [
            "good",
            "suspended",
            "good",
            "destroyed",
        ]


def test_what_a_stolen_key_seals_while_the_seal_is_suspended_is_found(online: str) -> None:
    code = make()
    seal = find_department_seal(find_issuer(), COUNTY)
    with stopped_at(NOW.replace(hour=11)):
        suspend_seal(OWNER, code, "密钥可能泄露")
        data = seal_files(SYSTEM, make_files(), seal, PLACE, USE)  # past every check of ours
        with pytest.raises(Refusal, match=r"stamp\.seal_suspended"):
            verify_ofd(data, ports().authority.find_roots(), (), find_seal_state)
        assert verify_ofd(data, ports().authority.find_roots()).good, "who is offline cannot know; the page says what it could not look up"


def test_a_seal_that_was_declined_is_no_seal_and_another_may_be_asked_for(online: str) -> None:
    code = ask_seal(OWNER, find_issuer(), COUNTY, "新设")
    decline_step(OTHER, code, "名称不对")
    assert state_of(code) == DECLINED and not load_seal(OWNER, code).seal.der
    assert ask_seal(OWNER, find_issuer(), COUNTY, "名称改了") != code
    assert [row.life.open is not None for row in list_seals(OWNER)] == [True, False]


def test_the_nearest_seal_is_used(online: str) -> None:
    for region in (PROVINCE, COUNTY):
        make(region)
    assert find_department_seal(find_issuer(), COUNTY).region == COUNTY
    assert find_department_seal(find_issuer(), "370784").region == PROVINCE
    with pytest.raises(Refusal, match=r"sealing\.none"):
        find_department_seal("nobody", COUNTY)


def test_an_authority_that_is_down_makes_no_seal(online: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_request: object) -> bytes:
        raise Fault("authority", "unavailable")

    code = ask_seal(OWNER, find_issuer(), COUNTY, "新设")
    monkeypatch.setattr(ports().authority, "issue_certificate", fail)
    with pytest.raises(Fault):
        agree_step(OTHER, code)
    monkeypatch.undo()
    assert load_seal(OWNER, code).life.open is not None
    agree_step(OTHER, code)
    assert state_of(code) == ACTIVE


def test_a_demo_brings_seals_along_once_and_live_none(online: str, settings: object) -> None:
    settings.MODE = "live"  # type: ignore[attr-defined]
    assert ship_seals(ports().seal, ports().authority) == 0
    settings.MODE = "test"  # type: ignore[attr-defined]
    assert ship_seals(ports().seal, ports().authority) == len(find_issuers()) == len(find_seals()) > 1
    assert ship_seals(ports().seal, ports().authority) == 0
    row = list_seals(OWNER)[0]
    assert (row.life.state, load_seal(OWNER, row.seal.code).steps[0].actor) == (ACTIVE, SHIPPED)
    assert verify_ofd(seal_one(), ports().authority.find_roots(), (), find_seal_state).good and now() == NOW


def test_the_pages_take_two_people(online: str) -> None:
    append_author("wen", "editor")
    append_author("zhu", "owner")
    append_author("liu", "owner")
    zhu = Author("zhu").get("/console/seals/")
    assert zhu.status == 200 and "还没有印章" in zhu.text
    assert zhu.post("/console/seals/ask", department=find_issuer(), region=COUNTY, reason="").status == 422 and "写明原因" in zhu.text
    assert zhu.post("/console/seals/ask", department="nobody", region=COUNTY, reason="新设").status == 422
    asked = zhu.post("/console/seals/ask", department=find_issuer(), region=COUNTY, reason="新设<b>机构")
    page = asked.path
    assert page.startswith("/console/seals/370783") and "要另一位负责人同意" in asked.text and "新设&lt;b&gt;机构" in asked.text
    assert zhu.client.get(f"{page}picture").content.startswith(b"\x89PNG")
    assert zhu.post(f"{page}take", do="agree").status == 422 and "提出的人不能自己同意" in zhu.text
    wen = Author("wen").get(page)
    assert wen.status == 200 and 'value="agree"' not in wen.text
    assert wen.post(f"{page}take", do="agree").status == 403
    assert wen.post("/console/seals/ask", department=find_issuer(), region=CITY, reason="x").status == 403
    liu = Author("liu").get(page)
    assert "同意制章" in liu.text
    assert "在用" in liu.post(f"{page}take", do="agree").text
    seal_one()
    assert "盖过" in liu.get(page).text and "paper-1" in liu.text
    assert liu.post(f"{page}take", do="suspend", reason="").status == 422
    assert "停用" in liu.post(f"{page}take", do="suspend", reason="丢了").text and "丢了" in liu.text
    assert "提出恢复" in liu.text and 'value="suspend"' not in liu.text
    assert liu.post(f"{page}take", do="nothing", reason="x").status == 422
    assert Author("zhu").get("/console/seals/37078399999999/").status == 404
    listed = Author("zhu").get("/console/seals/")
    assert "1 次" in listed.text and "停用" in listed.text


def test_an_authority_that_does_not_answer_is_said(online: str, monkeypatch: pytest.MonkeyPatch) -> None:
    append_author("liu", "owner")

    def fail(_request: object) -> bytes:
        raise Fault("authority", "timeout")

    code = ask_seal(OWNER, find_issuer(), COUNTY, "新设")
    monkeypatch.setattr(ports().authority, "issue_certificate", fail)
    page = Author("liu").post(f"/console/seals/{code}/take", do="agree")
    assert page.status == 503 and "发证机构没有应答" in page.text and "待同意" in page.text
