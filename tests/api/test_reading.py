"""By the API: a paper is read and confirmed value by value, and the person says how the results are to come."""

from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from examples.api.client import Refused

from sandbox.papers import render_paper
from shuangquan.papers import reader as bound
from tests.api.walking import sign_in
from tests.portal.conftest import Browser
from tests.portal.ports import World, make_id
from tests.portal.test_confirming import read_waiting, upload
from tests.portal.test_hints import Sees, reach_papers


def refused(call: Any) -> str:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.code


def test_what_was_read_is_in_the_form_once_it_is_confirmed(world: World, secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    number = make_id(date(1993, 8, 3), 77)
    monkeypatch.setattr(bound, "_bound", [Sees(f"父亲公民身份号码：{number}", "被检父姓名：陈景行")])
    app, phone = sign_in(secret), Browser("mother")
    case = str(app.call("POST", "/cases", {"theme": "newborn", "region": "370783", "role": "mother"})["id"])
    page = upload(phone, reach_papers(phone, world, f"/case/{case}"), render_paper("亲子鉴定意见书", ()), "application/pdf")
    about = dict(parse_qsl(page.partition("?")[2]))
    where = f"/cases/{case}/reading?{urlencode(about)}"
    assert app.call("GET", where)["state"] == "waits"
    read_waiting()
    told = app.call("GET", where)
    value = next(one for one in told["values"] if one["value"] == number)
    assert told["state"] == "read" and value["confidence"] in ("sure", "check") and value["label"]["zh"] and not value["agrees"]
    path = f"/cases/{case}/reading"
    assert refused(lambda: app.call("POST", path, {**about, "facts": {value["var"]: number[:-1]}}))
    assert not next(one for one in app.call("GET", where)["values"] if one["var"] == value["var"])["agrees"], "nothing was taken"
    app.call("POST", path, {**about, "facts": {value["var"]: number}})
    assert next(one for one in app.call("GET", where)["values"] if one["var"] == value["var"])["agrees"]
    assert "从你的材料读出，你确认过" in phone.get(f"/case/{case}/form").text, "the origin is the paper, at every door"
    assert refused(lambda: app.call("GET", f"/cases/{case}/reading?paper=nothing")) == "evidence.unknown"


def test_the_way_of_delivery_is_chosen(world: World, secret: str) -> None:
    app = sign_in(secret)
    case = str(app.call("POST", "/cases", {"theme": "newborn", "region": "370783", "role": "mother"})["id"])
    told = app.call("GET", f"/cases/{case}/delivery")
    assert {one["way"] for one in told["ways"]} == {"post", "counter", "cabinet", "wallet"} and told["sites"]
    site = told["sites"][0]["id"]
    chosen = app.call("POST", f"/cases/{case}/delivery", {"way": "cabinet", "site": site})
    assert (chosen["way"], chosen["site"]) == ("cabinet", site)
    assert refused(lambda: app.call("POST", f"/cases/{case}/delivery", {"way": "cabinet"})) == "delivery.way"
    assert refused(lambda: app.call("POST", f"/cases/{case}/delivery", {"way": "pigeon"})) == "api.invalid"
