"""When somebody is not content, by the API: an appeal, a complaint, a fact to be corrected; who saw what; and what needs no token."""

from typing import Any

import pytest
from django.test import Client
from examples.api.client import Refused

from shuangquan.core.words.app_scopes import SCOPES
from tests.api.conftest import APP, allowed
from tests.api.walking import file_newborn, sign_in
from tests.desk.conftest import ITEM, Officer, append_officer
from tests.portal.conftest import Browser
from tests.portal.ports import World

FACT = "mother.ethnicity"
PAGE = f"/desk/case/{{case}}/{ITEM}/1/"


def refused(call: Any) -> str:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.code


def test_a_refusal_is_appealed_complained_about_and_corrected(world: World, secret: str) -> None:
    world.family.collective = True
    app = sign_in(secret)
    case = file_newborn(world, app)
    path = f"/cases/{case}"
    assert refused(lambda: app.call("GET", f"{path}/appeals/{ITEM}?member=1")) == "appeal.none", "nothing is decided yet"
    append_officer("han", "police")
    append_officer("wen", "police")
    Officer("han").post(PAGE.format(case=case), do="refuse", step="send", text="户主没有来。", remedy="请户主一起来。")
    Officer("wen").post(PAGE.format(case=case), do="confirm", step="send", text="")
    filing = app.call("GET", f"{path}/appeals/{ITEM}?member=1")
    assert filing["decision"]["zh"] == "不予决定" and "annul" in filing["wants"] and filing["by"]
    letter = app.call("GET", f"{path}/appeals/{ITEM}/letter?member=1")
    assert letter.startswith(b"%PDF")
    asked = {"key": "appeal-0001", "wants": "annul", "text": "户主那天来了。"}
    app.call("POST", f"{path}/appeals/{ITEM}?member=1", asked)
    app.call("POST", f"{path}/appeals/{ITEM}?member=1", asked)
    assert refused(lambda: app.call("POST", f"{path}/appeals/{ITEM}?member=1", {**asked, "key": "appeal-0002"})).startswith("appeal.")
    app.call("POST", f"{path}/appeals/{ITEM}/withdrawal?member=1", {})
    assert "撤回" in "".join(one["text"] for one in app.call("GET", f"{path}/history")["history"][:3])

    said = {"key": "complain-1", "about": "task", "item": ITEM, "text": "让我白跑了一趟。"}
    (line,) = app.call("POST", f"{path}/complaints", said)["complaints"]
    (again,) = app.call("POST", f"{path}/complaints", said)["complaints"]
    assert line["id"] == again["id"] and line["state"] == "open" and line["due"] and line["about"]["en"]
    assert refused(lambda: app.call("POST", f"{path}/complaints/{line['id']}", {"do": "good"})) == "complaint.step"
    (gone,) = app.call("POST", f"{path}/complaints/{line['id']}", {"do": "back"})["complaints"]
    assert gone["state"] == "withdrawn" and app.call("GET", f"{path}/complaints")["complaints"] == [gone]

    wrong = {"key": "object-01", "fact": FACT, "right": "回族"}
    assert app.call("POST", f"{path}/objections", wrong) == {"fact": FACT, "department": "police"}
    assert refused(lambda: app.call("POST", f"{path}/objections", {**wrong, "fact": "nothing.there"})).startswith("objection.")
    uses = app.call("GET", f"{path}/uses")
    assert "complain" in {one["purpose"] for one in uses["looked"] if one["by"] == APP} and not uses["erasable"]


def test_it_has_a_scope_of_its_own(world: World, secret: str) -> None:
    app = allowed(secret, scopes=" ".join(one for one in SCOPES if one != "case.recourse"))
    case = app.post("/cases", {"theme": "newborn", "region": "370783", "role": "mother"})[1]["id"]
    said = {"key": "complain-1", "about": "system", "text": "太慢。"}
    assert app.post(f"/cases/{case}/complaints", said)[1]["code"] == "app.scope"
    assert app.get(f"/cases/{case}/complaints")[1] == {"complaints": []}


def test_what_anybody_asks_by_number_and_how_apps_find_their_way(world: World, secret: str) -> None:
    world.family.collective = True
    app = sign_in(secret)
    case = file_newborn(world, app)
    number = app.call("GET", f"/cases/{case}")["number"]
    asked = {"number": number, "name": "周若岚"}
    told = Client().post("/api/v1/inquiry", asked, content_type="application/json").json()
    assert (told["number"], told["theme"]["zh"], told["state"]) == (number, "出生一件事", "running") and told["total"] == 4
    other = Client().post("/api/v1/inquiry", {**asked, "name": "路人"}, content_type="application/json")
    assert other.status_code == 404 and "路人" not in other.content.decode()
    found = Client().get("/.well-known/oauth-authorization-server").json()
    assert found["scopes_supported"] == list(SCOPES) and found["code_challenge_methods_supported"] == ["S256"]
    for name in ("authorization_endpoint", "token_endpoint", "revocation_endpoint"):
        path = found[name].removeprefix(found["issuer"])
        assert Client().get(path).status_code in (302, 405) or "allow" in Browser("mother").get(path).path
