"""授权 by an app: given with a signature, accepted, seen, used at the portal, and ended at once from either side."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from examples.api import delegate, newborn
from examples.api.client import Refused

from shuangquan.records.clock import now, stopped_at
from tests.api.conftest import APP, say_yes
from tests.api.walking import Near, sign_in
from tests.portal.conftest import Browser
from tests.portal.ports import World

EVERY = delegate.SCOPES


def test_an_app_gives_and_another_accepts_and_either_ends_it(world: World, secret: str) -> None:
    hers, his = sign_in(secret, "mother", EVERY), sign_in(secret, "father", EVERY)
    made = delegate.give(hers, world.family.father, "陈景行", ["newborn"])
    (given,) = hers.call("GET", "/delegations")["given"]
    assert (given["id"], given["who"], given["themes"], given["sees"], given["state"]) == (made, "陈景行", ["newborn"], "begun", "asked")
    father = Browser("father")
    assert father.post("/hats/wear", hat=f"grant:{made}").status == 403, "nothing holds before it is accepted"
    assert delegate.accept(his) == [made] and delegate.accept(his) == []
    assert "你现在替周若岚办理" in father.post("/hats/wear", hat=f"grant:{made}").text
    assert world.family.father not in str(hers.call("GET", "/delegations")), "no number is told"
    assert delegate.end(hers, made)["given"][0]["state"] == "ended"
    assert father.get("/my/").status == 403 and "收回了" in father.text
    again = delegate.give(hers, world.family.father, "陈景行", [])
    his.call("POST", f"/delegations/{again}/answer", {"accept": False})
    assert {one["state"] for one in his.call("GET", "/delegations")["taken"]} == {"ended", "declined"}


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.code


def test_an_app_gives_no_more_than_it_was_allowed_and_ends_nothing_of_others(world: World, secret: str) -> None:
    hers = sign_in(secret, "mother", EVERY)
    made = delegate.give(hers, world.family.father, "陈景行", [])
    unsigned = sign_in(secret, "mother", ["delegate.read", "delegate.change"])
    assert refused(lambda: delegate.give(unsigned, world.family.father, "陈景行", [])) == "app.scope", "to give is to sign"
    reader = sign_in(secret, "mother", ["delegate.read"])
    assert refused(lambda: delegate.end(reader, made)) == "app.scope"
    assert refused(lambda: sign_in(secret, "mother", ["case.read"]).call("GET", "/delegations")) == "app.scope"
    stranger = sign_in(secret, "stranger", EVERY)
    assert stranger.call("GET", "/delegations") == {"given": [], "taken": []}
    assert refused(lambda: delegate.end(stranger, made)) == "delegate.unknown"
    assert refused(lambda: stranger.call("POST", f"/delegations/{made}/answer", {"accept": True})) == "delegate.unknown"
    assert refused(lambda: delegate.give(hers, world.family.mother, "周若岚", [])) == "delegate.self_given"
    assert refused(lambda: delegate.give(hers, world.family.father, "陈景行", ["nothing"])) == "delegate.scope"
    lasting = Near("", APP, secret, language="en")
    lasting.take_code(say_yes("mother", lasting.ask_address(EVERY, newborn.REDIRECT), days="30"), newborn.REDIRECT)
    with stopped_at(now() + timedelta(hours=25)):
        assert refused(lambda: delegate.give(lasting, world.family.father, "陈景行", [])) == "identity.low", (
            "a yes of yesterday signs nothing"
        )
        assert delegate.end(lasting, made)["given"][0]["state"] == "ended", "and still takes back"
