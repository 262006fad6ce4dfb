"""公司章: asked for by the legal representative, made when an owner agrees, set for one purpose that is printed; nobody else's to use."""

import io
import re
from dataclasses import replace
from datetime import timedelta

import ofdkit
import pytest

from shuangquan.actions.acting import acting
from shuangquan.actions.seals import agree_step, decline_step, list_seals
from shuangquan.actions.setting_seals import find_seal_state
from shuangquan.actions.shipped_seals import ship_seals
from shuangquan.actions.standards import load_online
from shuangquan.actions.verifying_ofd import verify_ofd
from shuangquan.core.credentials.identifier import render_identifier, sample_issuer_code, sample_type_code
from shuangquan.core.credentials.payload import Line, Payload
from shuangquan.core.words.canonical import sm3
from shuangquan.core.words.text import Text
from shuangquan.records.cases import append_change
from shuangquan.records.changes import CertificateRow
from shuangquan.records.clock import stopped_at
from shuangquan.records.context import SYSTEM_CLAIMS, use_claims
from shuangquan.records.ids import new_id, new_token
from shuangquan.records.seals import find_seal_uses
from tests.console.conftest import OWNER, Author, append_author
from tests.portal.conftest import NOW, Browser
from tests.portal.ports import World
from tests.records.made import case_row, opened

USCC, NAME, TYPE = "91370783MA3EXAMPLE", "示例渔具有限公司", "business-licence"


def issue(world: World, uscc: str = USCC) -> str:
    """A licence that the mother applied for, of a company; its address."""
    lines = (
        Line("company.name", Text("名称", "Name"), NAME, "text", NAME),
        Line("company.uscc", Text("统一社会信用代码", "Credit code"), uscc, "uscc", uscc),
    )
    issuer = sample_issuer_code("market", "370783")
    identifier = render_identifier(sample_type_code(TYPE), issuer, new_id().replace("-", "").upper())
    payload = Payload(
        identifier, TYPE, Text("营业执照", "Business licence"), "L-1", issuer, Text("市场监管", "Market"), "370783", NAME, lines,
        "2026-11-24", "2026-11-24", "", "licence", sample=True,
    )  # fmt: skip
    data = payload.signed_bytes()
    made = world.ports.seal.sign(data, "market")
    row = CertificateRow(
        new_id(), TYPE, identifier, issuer, "company-registration", "", new_token(), data, sm3(data), made.value, made.key_id, NOW, None
    )
    with use_claims(SYSTEM_CLAIMS):
        append_change(
            replace(opened(case_row(bundle=load_online().hash, theme="company-opening"), party=world.family.mother), certificates=(row,))
        )
    return f"/certificates/{row.id}/"


@pytest.fixture
def licence(world: World) -> str:
    world.identity.organisations["mother"] = USCC
    ship_seals(world.ports.seal, world.ports.authority)
    return issue(world)


def make(phone: Browser, address: str) -> str:
    phone.post(f"{address}company-seal", do="ask", reason="投标要用")
    code = next(row.seal.code for row in list_seals(OWNER) if row.seal.holder == "company" and row.life.open)
    agree_step(OWNER, code)
    return code


def test_asked_for_made_used_and_stopped(world: World, licence: str) -> None:
    phone = Browser("mother")
    assert f"{licence}company-seal" in phone.get(licence).text
    page = phone.get(f"{licence}company-seal")
    assert "还没有电子公章" in page.text and NAME in page.text
    assert phone.post(f"{licence}company-seal", do="ask", reason=" ").status == 422 and "写明原因" in phone.text
    code = make(phone, licence)
    page = phone.get(f"{licence}company-seal")
    assert "盖章并下载" in page.text and phone.client.get(f"{licence}company-seal/picture").content.startswith(b"\x89PNG")
    assert phone.post(f"{licence}company-seal", do="seal", purpose=" ").status == 422 and "写明这份盖章件" in phone.text

    answer = phone.client.post(f"{licence}company-seal", {"do": "seal", "purpose": "交给示例银行\n办贷款"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/ofd")
    authority = world.ports.authority
    found = verify_ofd(answer.content, authority.find_roots(), (authority.find_list(),), find_seal_state)
    assert found.good and (found.says["印章 1"], found.says["印章 2"]) == ("山东省市场监管电子证照专用章", f"{NAME}电子公章")
    with ofdkit.open(io.BytesIO(answer.content)) as held:
        assert "仅用于：交给示例银行 办贷款" in held.pages[0].text()
    (use,) = find_seal_uses(code)
    assert (use.purpose, use.consent, use.actor_kind) == ("交给示例银行 办贷款", use.actor, "citizen")
    assert "交给示例银行 办贷款" in phone.get(f"{licence}company-seal").text

    with stopped_at(NOW + timedelta(minutes=5)):
        assert "停用" in phone.post(f"{licence}company-seal", do="suspend", reason="手机丢了").text
        assert phone.client.post(f"{licence}company-seal", {"do": "seal", "purpose": "x"}).status_code == 422
        assert verify_ofd(answer.content, authority.find_roots(), (), find_seal_state).good


def test_it_is_the_representatives_alone(world: World, licence: str) -> None:
    phone = Browser("mother")
    make(phone, licence)
    use = {"do": "seal", "purpose": "x"}
    weak = Browser()
    weak.sign_in("mother", level=3)
    assert weak.get(f"{licence}company-seal").status == 200
    assert weak.client.post(f"{licence}company-seal", use).status_code == 403
    for who, organisation in (("mother", ""), ("mother", "91370783MA3ELSEWHR"), ("stranger", USCC), ("father", USCC)):
        world.identity.organisations = {who: organisation}
        other = Browser(who)
        answers = [other.client.get(f"{licence}company-seal"), other.client.post(f"{licence}company-seal", use)]
        expected = 422 if who == "mother" else 404
        assert [answer.status_code for answer in answers] == [expected, expected], (who, organisation)
        assert other.client.get(f"{licence}company-seal/picture").status_code == expected
    assert "加盖公司章" not in Browser("mother").get(licence).text


def test_a_second_one_only_when_the_first_was_declined(world: World, licence: str) -> None:
    phone = Browser("mother")
    phone.post(f"{licence}company-seal", do="ask", reason="投标")
    assert "等管理机构同意" in phone.get(f"{licence}company-seal").text
    assert phone.client.post(f"{licence}company-seal", {"do": "seal", "purpose": "x"}).status_code == 422
    again = phone.post(f"{licence}company-seal", do="ask", reason="投标")
    assert again.status == 422 and "已经有一枚" in again.text
    (row,) = (row for row in list_seals(OWNER) if row.seal.holder == "company")
    append_author("zhu", "owner")
    page = Author("zhu").get(f"/console/seals/{row.seal.code}/")
    assert "公司法定代表人提出制章" in page.text and re.search(r"同意制章", page.text)
    with acting(OWNER):
        decline_step(OWNER, row.seal.code, "名称不符")
    assert "还没有电子公章" in phone.get(f"{licence}company-seal").text
    make(phone, licence)
