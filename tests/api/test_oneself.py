"""What a person asks of the state by an app: registers, offers, copies, messages; and policies, by anybody."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from examples.api.client import Refused

from shuangquan.actions.clients import add_app
from shuangquan.actions.sweeping import sweep_theme
from shuangquan.core.words.app_scopes import SCOPES
from tests.api.conftest import allowed, make_app
from tests.api.walking import file_newborn, sign_in
from tests.portal.conftest import Browser
from tests.portal.ports import World
from tests.portal.test_offers import THEME, elders, people, quiet

__all__ = ["elders", "people"]


def refused(call: Any) -> str:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.code


def match(**body: Any) -> tuple[int, Any]:
    answer = Client().post("/api/v1/policies", body, content_type="application/json")
    return answer.status_code, answer.json()


def test_anybody_learns_which_policies_fit_and_what_to_say_next(world: World) -> None:
    status, first = match()
    assert status == 200 and len(first["policies"]) >= 30 and {one["state"] for one in first["policies"]} <= {"open", "fits", "not"}
    assert first["ask"] and all(one["label"]["zh"] and one["name"] for one in first["ask"])
    said = {"active": "true", "staff": "12", "small_taxpayer": "true", "monthly_sales": "8"}
    _, told = match(known=said)
    fits = {one["name"]["zh"]: one for one in told["policies"] if one["state"] == "fits"}
    found = fits["30 人以下免征残疾人就业保障金"]
    assert set(found["read"]) <= set(said) and found["claimed"] and found["grade"] in "SKU" and found["source"]
    assert match(known={"staff": "many"})[1]["code"] == "policy.value"
    assert match(region="110000")[1]["code"] == "region.unknown"
    assert match(known={"staff": 3})[0] == 422
    assert not world.share.asked, "nobody's register is asked for whoever is not known"


def test_a_register_is_asked_by_who_is_meant_and_the_person_sees_that_it_was(world: World, secret: str) -> None:
    app = sign_in(secret)
    told = app.call("GET", "/own/inquiries")["inquiries"]
    homes = next(one for one in told if one["id"] == "own-homes")
    assert homes["asks"] and homes["ground"] and homes["provider"]["zh"] and not world.share.asked
    answer = app.call("POST", "/own/inquiries/own-homes?region=370783", {})
    assert refused(lambda: app.call("POST", "/own/inquiries/own-homes?region=370112", {})) == "app.theme", "where the app is not let in"
    assert refused(lambda: app.call("POST", "/own/inquiries/own-homes?region=110000", {})) == "region.unknown"
    assert set(answer) == {"found", "as_of", "groups"} and len(world.share.asked) == 1
    assert refused(lambda: app.call("POST", "/own/inquiries/nothing", {})) == "inquiry.unknown"
    seen = Browser("mother").get("/inquiry/").text
    assert homes["name"]["zh"] in seen and "示例镇务通" in seen, "what an app looked up is told with the app's name"


def test_each_has_a_scope_of_its_own(world: World, secret: str) -> None:
    app = allowed(secret, scopes=" ".join(one for one in SCOPES if one not in ("register.read", "offer.answer")))
    for path in ("/own/inquiries", "/own/offers"):
        assert app.get(path)[1]["code"] == "app.scope"
    assert app.post("/own/inquiries/own-homes", {})[1]["code"] == "app.scope"


@pytest.mark.usefixtures("elders", "people")
def test_an_offer_is_taken_within_what_the_app_may_open(world: World, secret: str, people: Path) -> None:
    sweep_theme(THEME, people, quiet)
    app = sign_in(secret)
    (offer,) = app.call("GET", "/own/offers")["offers"]
    assert offer["theme"] == THEME and offer["why"]["zh"] and offer["uses"][0]["holder"]["zh"]
    elsewhere = add_app(make_app("other-app", themes=("newborn",)))
    assert app.call("GET", "/own/offers?region=370783")["offers"] == [offer]
    assert refused(lambda: app.call("GET", "/own/offers?region=110000")) == "region.unknown"
    barred = allowed(elsewhere, app="other-app")
    assert barred.post(f"/own/offers/{offer['id']}", {})[1]["code"] == "app.theme"
    taken = app.call("POST", f"/own/offers/{offer['id']}", {})
    assert taken["theme"] == THEME and taken["state"] == "completed"
    assert app.call("GET", f"/cases/{taken['id']}")["state"] == "completed", "the app sees what it took for the person"
    assert app.call("POST", f"/own/offers/{offer['id']}", {})["id"] == taken["id"]
    assert app.call("GET", "/own/offers") == {"offers": []}
    father = sign_in(secret, "father")
    assert refused(lambda: father.call("POST", f"/own/offers/{offer['id']}", {})) == "offer.unknown"
    (doubt,) = father.call("GET", "/own/offers")["offers"]
    assert doubt["kind"] == "doubt" and doubt["missing"]
    assert father.call("POST", f"/own/offers/{doubt['id']}/refusal", {}) == {"offers": []}


def test_a_copy_for_one_purpose_and_what_the_person_was_told(world: World, secret: str) -> None:
    app = sign_in(secret)
    case = file_newborn(world, app)
    held = app.call("GET", f"/cases/{case}/certificates")["certificates"][0]
    path = f"/cases/{case}/certificates/{held['id']}/copies"
    assert app.call("GET", path) == {"copies": []}
    made = app.call("POST", path, {"purpose": "办理入园", "receiver": "示例幼儿园", "days": 3})["id"]
    assert app.call("GET", f"{path}/{made}/pdf").startswith(b"%PDF")
    (line,) = app.call("GET", path)["copies"]
    assert (line["purpose"], line["receiver"], line["taken"], line["over"]) == ("办理入园", "示例幼儿园", 1, False)
    assert refused(lambda: app.call("POST", path, {"purpose": "办理入园", "days": 400})).startswith("copy.")
    assert refused(lambda: app.call("GET", f"{path}/{case}/pdf")) == "certificate.unknown"
    messages = app.call("GET", f"/cases/{case}/messages")["messages"]
    assert messages and messages[0]["new"]
    assert re.search(r"条新的", Browser("mother").get("/my/messages/").text), "an app's looking is not the person's reading"
