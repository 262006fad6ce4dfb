"""My data: what is held is shown, taken away in one file, and erased where the law allows; the chain still verifies."""

import io
import json
import zipfile
from datetime import timedelta

import pytest

from shuangquan.actions.acting import acting_system
from shuangquan.actions.rights import destroy_keys
from shuangquan.records.cases import load_case
from shuangquan.records.clock import stopped_at
from shuangquan.records.context import enter_context
from shuangquan.records.integrity import check_chain
from shuangquan.records.models import Blob, CaseKey, DataUse, FactValue
from tests.portal.conftest import NOW, Browser
from tests.portal.ports import World
from tests.portal.steps import agree, fields, finish, reach_form

ANSWERS = {"follows": "mother"}


def complete(phone: Browser) -> str:
    """A form that both agreed to, with the child's name."""
    case = reach_form(phone, ANSWERS)
    phone.send(f"{case}/form", {"do": "invite:father"})
    agree(case)
    phone.get(f"{case}/form")
    phone.send(f"{case}/form", {"do": "next", **{name: value or "陈知禾" for name, value in fields(phone.text).items()}})
    return case


def take(phone: Browser) -> dict[str, bytes]:
    """The export's entries."""
    answer = phone.client.post("/my/data/export")
    assert answer.status_code == 200, answer.content[:400]
    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_is_held_is_shown_with_where_it_came_from(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, ANSWERS)
    page = phone.get(f"{case}/data")
    assert page.status == 200
    assert "存了我什么" in page.text and "人口基础信息" in page.text and "依据" in page.text
    assert world.family.mother not in page.text, "a sensitive value is shown in part"
    assert f'href="{case}/data"' in phone.get("/my/data/").text
    with acting_system(), enter_context():
        assert DataUse.objects.filter(purpose="own data", actor_kind="citizen").exists()


def test_a_party_sees_only_their_own(world: World) -> None:
    phone = Browser("mother")
    case = complete(phone)
    his = Browser("father").get(f"{case}/data")
    assert his.status == 200
    assert "删除这件事的数据" not in his.text
    assert "陈知禾" not in his.text
    hers = phone.get(f"{case}/data").text
    assert "陈知禾" in hers
    taken = json.loads(take(Browser("father"))["data.json"])
    assert {row["of"]["zh"] for row in taken["matters"][0]["held"]} == {"父亲"}
    assert "father" not in json.dumps(json.loads(take(phone)["data.json"])["matters"][0]["held"])
    assert Browser("stranger").get(f"{case}/data").status in (403, 404)


def test_everything_held_is_in_one_file(world: World) -> None:
    phone = Browser("mother")
    case = complete(phone)
    finish(world, phone, case)
    files = take(phone)
    data = json.loads(files["data.json"])
    (matter,) = data["matters"]
    assert data["account"]["id_number"] == world.family.mother
    assert (matter["state"], matter["kept_grade"]) == ("completed", "U")
    assert {"陈知禾", world.family.mother} <= {row["value"] for row in matter["held"]}
    assert matter["happened"][0]["kind"] == "case.opened"
    assert len([name for name in files if name.startswith("certificates/")]) == 4
    assert all(files[name].startswith(b"%PDF-") for name in files if name.endswith(".pdf"))
    assert "陈知禾" in files["index.html"].decode()
    with zipfile.ZipFile(io.BytesIO(phone.client.post("/my/data/export").content)) as archive:
        assert archive.read("data.json") == files["data.json"], "the clock stands still: the same data, the same bytes"


def test_who_only_took_part_takes_no_certificate_of_the_others(world: World) -> None:
    phone = Browser("mother")
    finish(world, phone, complete(phone))
    assert any(name.startswith("certificates/") for name in take(phone))
    his = take(Browser("father"))
    assert json.loads(his["data.json"])["matters"]
    assert not [name for name in his if name.startswith("certificates/")]


def test_a_draft_is_erased_at_once_and_its_chain_verifies(world: World) -> None:
    phone = Browser("mother")
    case = complete(phone)
    plain = case.removeprefix("/case/")
    assert "不能恢复" in phone.get(f"{case}/erase").text
    phone.post(f"{case}/erase")
    assert phone.path == "/my/data/"
    assert "数据在" in phone.text and "陈知禾" not in phone.text
    mine = phone.get("/my/").text
    assert "数据已删除" in mine and "陈知禾" not in mine
    assert phone.get(f"{case}/").status == 422
    assert phone.get(f"{case}/form").status == 422
    with acting_system():
        stored = load_case(plain)
        assert stored is not None and stored.erased
        assert (stored.values, stored.salts) == ({}, {})
        assert [event.kind for event in stored.events][-2:] == ["case.withdrawn", "case.erased"]
        assert check_chain(plain) == ()
        with enter_context():
            assert CaseKey.objects.get(case_id=plain).wrapped is None
            assert not Blob.objects.filter(case_id=plain, wrapped__isnull=False).exists()
            assert not FactValue.objects.filter(case_id=plain).exclude(ciphertext=b"").exists()
        destroy_keys(plain)  # the job, after all
    taken = take(phone)
    assert json.loads(taken["data.json"])["matters"][0]["held"] == []


def test_a_matter_under_way_or_still_kept_is_refused_with_why_and_until_when(world: World) -> None:
    phone = Browser("mother")
    world.family.collective = True
    case = complete(phone)
    finish(world, phone, case)
    refused = phone.get(f"{case}/erase")
    assert (refused.status, "正在办" in refused.text) == (422, True)
    assert "正在办" in phone.get(f"{case}/data").text


def test_a_finished_matter_is_kept_and_then_goes_while_certificates_stay(world: World) -> None:
    phone = Browser("mother")
    case = complete(phone)
    finish(world, phone, case)
    plain = case.removeprefix("/case/")
    page = phone.get(f"{case}/data").text
    assert "2036-11-24" in page and "示例" in page
    assert phone.post(f"{case}/erase").status == 422
    with stopped_at(NOW + timedelta(days=366 * 10)):
        later = Browser("mother")
        later.post(f"{case}/erase")
        assert "数据在" in later.text
        with acting_system():
            assert check_chain(plain) == ()
            stored = load_case(plain)
            assert stored is not None and stored.values == {}
        assert later.get("/certificates/").text.count("出生医学证明") >= 1
        assert later.get(f"{case}/erase").status == 422


def test_only_who_applied_may_erase(world: World) -> None:
    phone = Browser("mother")
    case = complete(phone)
    assert Browser("father").post(f"{case}/erase").status == 403
    assert phone.get(f"{case}/data").status == 200


@pytest.mark.parametrize("path", ["/my/data/", "/my/data/export"])
def test_nobody_gets_in_without_signing_in(world: World, path: str) -> None:
    answer = Browser().client.post(path) if path.endswith("export") else Browser().client.get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")
