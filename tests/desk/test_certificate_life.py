"""An officer suspends, frees and replaces a certificate; the holder sees it, and so does whoever checks the link."""

import re
import uuid

from shuangquan.actions.acting import acting_system
from shuangquan.actions.certificates import verify_token
from shuangquan.actions.loading import load
from shuangquan.actions.projections import find_drift
from shuangquan.records.certificates import StoredCertificate, end_certificates, find_certificates_of_case
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context, use_claims
from shuangquan.records.models import Certificate
from tests.desk.conftest import Officer, append_officer, make_collective
from tests.portal.conftest import Browser
from tests.portal.ports import World

KIND = "birth-certificate"


def issued(case: str) -> list[StoredCertificate]:
    with acting_system():
        return [one for one in find_certificates_of_case(case) if one.type == KIND]


def state_of(one: StoredCertificate) -> str:
    with use_claims(SYSTEM_CLAIMS):
        return verify_token(one.token).view.state


def send(officer: Officer, address: str, **data: str) -> Officer:
    officer.post(address, step="check", **data)
    assert officer.status == 200 and 'value="send"' in officer.text, re.sub(r"<[^>]+>", " ", officer.text)[-1500:]
    return officer.post(address, step="send", **data)


def test_suspended_freed_and_replaced_from_the_desk_to_the_holder(world: World) -> None:
    case = make_collective(world)
    append_officer("health", "health")
    officer = Officer("health")
    (first,) = issued(case)
    address = f"/desk/case/{case}/{first.item}/{first.member or '-'}/"
    assert "暂停证照" in officer.get(address).text and "换发证照" in officer.text
    send(officer, address, do="hold", text="助产机构复核中")
    assert "证照暂停了" in officer.text and state_of(first) == "suspended"
    mother = Browser("mother")
    assert "暂停使用" in mother.get(f"/certificates/{first.id}/").text
    send(officer, address, do="free", text="复核无误")
    assert state_of(first) == "valid"
    page = officer.get(f"{address}?do=reissue").text
    place = next(name for name in re.findall(r'name="told:([^"]+)"', page) if name.endswith("birth_place"))
    assert "现在是" in page and "told:children.id_number" not in page
    bad = officer.post(address, do="reissue", step="check", text="地点登记错了", **{"given:why": "correction"})
    assert bad.status == 422 and "一字不差" in bad.text
    send(officer, address, do="reissue", text="地点登记错了", **{"given:why": "correction", f"told:{place}": "寿光市人民医院"})
    old, new = sorted(issued(case), key=lambda one: one.identifier)
    assert (state_of(old), state_of(new)) == ("replaced", "valid") and new.identifier.split(".")[-2] == "002"
    with use_claims(SYSTEM_CLAIMS):
        view = verify_token(new.token).view
    assert (view.version, view.replaced_for) == (2, "correction")
    page = mother.get(f"/certificates/{new.id}/").text
    assert "换发经过" in page and "更正登记有误的内容" in page and "寿光市人民医院" in page and str(old.id) in page
    assert "第 2 版" in mother.get(f"/v/{new.token}").text
    assert str(old.id) not in mother.get("/certificates/").text
    with acting_system():
        assert load(case).case.certificates[-1].status == "valid"
        assert not find_drift(case)


def test_what_another_matter_has_ended_has_no_further_life(world: World) -> None:
    case = make_collective(world)
    append_officer("health", "health")
    officer = Officer("health")
    (first,) = issued(case)
    address = f"/desk/case/{case}/{first.item}/{first.member or '-'}/"
    send(officer, address, do="hold", text="助产机构复核中")
    with use_claims(SYSTEM_CLAIMS), enter_context():
        index = Certificate.objects.get(id=first.id).holder_index
        assert end_certificates(bytes(index or b""), [KIND], str(uuid.uuid1())) == 1, "a suspended one ends too"
    answer = officer.post(address, do="free", step="send", text="复核无误")
    assert answer.status == 422 and "现在不能这样处理" in answer.text and state_of(first) == "ended"
    with acting_system():
        assert not find_drift(case)
