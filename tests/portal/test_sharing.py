"""证照共享: other systems have certificates by a case in hand or the holder's consent, say why, and the holder sees it."""

import base64
import io
import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from shuangquan.actions import limiting
from shuangquan.actions.acting import acting_system
from shuangquan.actions.loading import load
from shuangquan.actions.share_systems import add_system, end_system
from shuangquan.actions.shipped_seals import ship_seals
from shuangquan.actions.standards import load_online
from shuangquan.actions.verifying_any import verify_upload
from shuangquan.records.certificates import StoredCertificate, apply_certificate_status, find_certificates_of_case
from shuangquan.records.clock import today
from shuangquan.records.models import ShareUse
from shuangquan.records.throttle import Rate
from tests.desk.conftest import make_collective
from tests.portal.conftest import Browser
from tests.portal.ports import World

KIND, SYSTEM, CAUSE = "birth-certificate", "cdc-system", "核对出生信息，建立接种档案"
BASE = "/api/v1/share/"


@pytest.fixture
def issued(world: World) -> tuple[str, StoredCertificate]:
    """A case in which the certificate of birth is out and the police still look at the rest."""
    case = make_collective(world)
    with acting_system():
        (made,) = [one for one in find_certificates_of_case(case) if one.type == KIND]
    return case, made


@pytest.fixture
def secret(world: World) -> str:
    return add_system(SYSTEM, "示例疾控系统", "police", "370783", [KIND, "social-card"], ["建档", "核验"], None)


def call(verb: str, secret: str, **data: Any) -> tuple[int, Any]:
    body = {"head": {"accessId": SYSTEM, "accessToken": secret}, "data": {"useCause": CAUSE, "purpose": "建档", **data}}
    answer = Client().post(f"{BASE}{verb}", json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def refused(verb: str, secret: str, **data: Any) -> str:
    status, told = call(verb, secret, **data)
    assert status >= 400 and set(told) == {"type", "title", "status", "code", "where"}, told
    return str(told["code"])


def number_of(case: str) -> str:
    with acting_system():
        return str(load(case).stored.row.number)


def allow(until: date | None = None, types: tuple[str, ...] = (KIND,)) -> Browser:
    mother = Browser("mother")
    day = until or today() + timedelta(days=30)
    return mother.send("/my/data/sharing", {"system": SYSTEM, "types": list(types), "until": day.isoformat()})


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def test_without_a_ground_nothing_is_said_not_even_that_there_is_one(issued: tuple[str, StoredCertificate], secret: str) -> None:
    _, made = issued
    assert refused("queryCertInfo", secret, certId=made.identifier) == "share.unfounded"
    assert refused("queryCertInfo", secret, certId="1.2.156.3005.2.NOBODY") == "share.unfounded"
    assert refused("downloadFile", secret, certId=made.identifier, fileType="pdf") == "share.unfounded"
    assert ShareUse.objects.count() == 0


def test_who_calls_and_why_are_checked_first(issued: tuple[str, StoredCertificate], secret: str) -> None:
    _, made = issued
    allow()
    assert refused("queryCertInfo", "wrong-" + "x" * 20, certId=made.identifier) == "share.caller"
    assert refused("queryCertInfo", secret, certId=made.identifier, useCause="  ") == "share.cause"
    assert refused("queryCertInfo", secret, certId=made.identifier, useCause="字" * 201) == "api.invalid"
    assert refused("queryCertInfo", secret, certId=made.identifier, purpose="卖给别人") == "share.purpose"
    kinds = {"holderCode": "379900199504120025", "holderCodeType": "111", "certType": "id-card"}
    assert refused("queryCertInfoByHolderCode", secret, **kinds) == "share.type"
    assert end_system(SYSTEM) and refused("queryCertInfo", secret, certId=made.identifier) == "share.caller"


def test_a_case_in_hand_is_a_ground_for_the_department_that_has_it(
    issued: tuple[str, StoredCertificate], secret: str, world: World
) -> None:
    case, made = issued
    number = number_of(case)
    ground = {"caseNumber": number, "item": "household-registration"}
    status, answer = call("queryCertInfo", secret, certId=made.identifier, **ground)
    assert status == 200 and answer["head"] == {"code": "0"}
    info = answer["data"]
    assert (info["ZZMC"], info["ZZBS"], info["ZZZT"]) == ("出生医学证明", made.identifier, "正常") and info["CZZTDMLXDM"] in ("111", "999")
    assert refused("queryCertInfo", secret, certId=made.identifier, caseNumber=number, item="vaccination-record") == "share.unfounded"
    assert (
        refused("queryCertInfo", secret, certId=made.identifier, caseNumber="nothing", item="household-registration") == "share.unfounded"
    )
    page, name = Browser("mother").get("/my/data/").text, load_online().items["household-registration"].name.zh
    assert [words for words in ("示例疾控系统", CAUSE, "你在办的事", name, "查了上面的内容") if words not in page] == []


def test_consent_is_given_by_type_and_day_and_taken_back(issued: tuple[str, StoredCertificate], secret: str, world: World) -> None:
    _, made = issued
    mother = allow(until=today())
    assert mother.status == 422
    assert "示例疾控系统" in allow().text
    holder = {"holderCode": world.family.mother, "holderCodeType": "111", "certType": KIND}
    status, answer = call("queryCertInfoByHolderCode", secret, **holder)
    assert status == 200 and [one["ZZBS"] for one in answer["data"]] == [made.identifier]
    assert refused("queryCertInfoByHolderCode", secret, **{**holder, "certType": "social-card"}) == "share.unfounded"
    page = mother.get("/my/data/sharing").text
    address = re.findall(r'action="([^"]+/withdraw)"', page)[0]
    father = Browser("father")
    assert father.post(address).status == 422 and call("queryCertInfoByHolderCode", secret, **holder)[0] == 200
    mother.post(address)
    assert refused("queryCertInfoByHolderCode", secret, **holder) == "share.unfounded"


def test_a_copy_says_for_whom_and_for_what_it_was_made(issued: tuple[str, StoredCertificate], secret: str, world: World) -> None:
    _, made = issued
    allow()
    status, answer = call("downloadFile", secret, certId=made.identifier, fileType="pdf")
    content = base64.b64decode(answer["data"]["content"])
    said = text_of(content)
    assert status == 200 and "给：示例疾控系统" in said and CAUSE in said and "止可用" in said and "出生医学证明" in said
    status, checked = call("verifyFile", secret, content=base64.b64encode(content).decode())
    assert (status, checked["data"]["good"]) == (200, True)
    changed = content.replace(b"/Type", b"/Tyqe", 1)
    assert call("verifyFile", secret, content=base64.b64encode(changed).decode())[1]["data"]["good"] is False
    status, picture = call("downloadFile", secret, certId=made.identifier, fileType="png")
    assert base64.b64decode(picture["data"]["content"]).startswith(b"\x89PNG")
    assert refused("downloadFile", secret, certId=made.identifier, fileType="ofd") == "sealing.none"
    ship_seals(world.ports.seal, world.ports.authority)
    status, sealed = call("downloadFile", secret, certId=made.identifier, fileType="ofd")
    assert status == 200 and verify_upload(base64.b64decode(sealed["data"]["content"])).good
    with acting_system():
        apply_certificate_status(made.id, "suspended")
    assert refused("downloadFile", secret, certId=made.identifier, fileType="pdf") == "certificate.state"
    remarks = call("getCertRemarkInfo", secret, certId=made.identifier)[1]["data"]
    assert (remarks["state"], remarks["version"], remarks["replaces"]) == ("suspended", "001", "")


def test_a_download_address_serves_for_ten_minutes_and_only_whom_it_was_given(
    issued: tuple[str, StoredCertificate], secret: str, world: World
) -> None:
    _, made = issued
    allow()
    _, answer = call("downloadUrl", secret, certId=made.identifier, fileType="pdf")
    url = answer["data"]["url"].replace("http://testserver", "")
    fetched = Client().get(url)
    assert fetched.status_code == 200 and fetched["Content-Type"] == "application/pdf" and CAUSE in text_of(fetched.content)
    assert Client().get(f"{BASE}download?id={'A' * 32}").json()["code"] == "share.ticket"
    holder = {"holderCode": world.family.mother, "holderCodeType": "111", "certType": KIND, "fileType": "png"}
    _, several = call("downloadUrlsByHolderCode", secret, **holder)
    assert len(several["data"]) == 1 and Client().get(several["data"][0]["url"].replace("http://testserver", "")).content[1:4] == b"PNG"
    end_system(SYSTEM)
    assert Client().get(url).status_code == 404


def test_comparing_says_what_is_the_same_and_not_what_it_is(issued: tuple[str, StoredCertificate], secret: str) -> None:
    _, made = issued
    allow()
    said = [{"name": "ZZMC", "value": "出生医学证明"}, {"name": "CZZT", "value": "别人"}]
    _, answer = call("verifyCertInfo", secret, certId=made.identifier, certInfo=said)
    assert answer["data"] == {"state": "valid", "same": False, "elements": {"ZZMC": True, "CZZT": False}}


def test_a_shown_code_lets_its_view_be_seen_and_no_more(issued: tuple[str, StoredCertificate], secret: str) -> None:
    _, made = issued
    status, answer = call("queryCertInfoByQRcode", secret, qrCode=made.token)
    assert status == 200 and set(answer["data"]) == {"ZZMC", "ZZBS", "ZZBFJG", "ZZBFRQ", "ZZYXQJZRQ", "CZZT", "ZZZT"}
    assert "*" in answer["data"]["CZZT"] and "你出示了码" in Browser("mother").get("/my/data/").text
    assert refused("queryCertInfoByQRcode", secret, qrCode="A" * 32) == "certificate.unknown"


def test_wrong_secrets_are_counted(world: World, secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiting, "RATES", {**limiting.RATES, "share-failed": Rate("share-failed", 3, 600)})
    codes = [refused("queryCertInfo", "w" * 32, certId="1.2.156.3005.2.NOBODY") for _ in range(5)]
    assert codes[:3] == ["share.caller"] * 3 and codes[-1] == "request.limited"


def test_what_cannot_be_let_in_is_said(world: World) -> None:
    good: Any = ("fund-system", "示例系统", "fund", "370783", ["social-card"], ["核验"], None)
    for place, value in ((0, "A b"), (1, " "), (2, "nobody"), (3, "37"), (4, ["nothing"]), (4, []), (5, [])):
        wrong: Any = [*good]
        wrong[place] = value
        with pytest.raises(ValueError, match=r"accessId|没有这个部门"):
            add_system(*wrong)
    assert len(add_system(*good)) > 40
    with pytest.raises(ValueError, match="已经有了"):
        add_system(*good)
