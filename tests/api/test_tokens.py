"""Tokens: what an app gets for what, in the words of RFC 6749, and how long it holds."""

import base64
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client

from shuangquan.actions import limiting
from shuangquan.actions.clients import add_app, end_app, list_apps, rotate_app, set_scopes
from shuangquan.actions.share_systems import add_system
from shuangquan.core.words.app_scopes import SCOPES, find_level
from shuangquan.core.words.errors import Refusal
from shuangquan.records.app_grants import apply_token_sweep
from shuangquan.records.clock import now, stopped_at
from shuangquan.records.models import AppToken
from shuangquan.records.throttle import Rate
from tests.api.conftest import APP, BACK, VERIFIER, Program, allowed, ask, make_app, say_yes
from tests.portal.conftest import NOW
from tests.portal.ports import World

FORM = "application/x-www-form-urlencoded"


def post(path: str, form: Any, kind: str = FORM, **headers: str) -> tuple[int, Any, Any]:
    answer = Client().post(f"/api/v1/oauth/{path}", form if isinstance(form, str) else urlencode(form), content_type=kind, headers=headers)
    return answer.status_code, answer.json(), answer.headers


def test_a_signature_of_weeks_ago_is_none_of_today() -> None:
    assert find_level(4, timedelta(hours=24)) == 4
    assert find_level(4, timedelta(hours=24, seconds=1)) == 3
    assert find_level(3, timedelta()) == 3


def test_the_app_itself_gets_a_token_that_stands_for_nobody(world: World, secret: str) -> None:
    basic = base64.b64encode(f"{APP}:{secret}".encode()).decode()
    status, found, headers = post("token", {"grant_type": "client_credentials"}, Authorization=f"Basic {basic}")
    assert status == 200 and headers["Cache-Control"] == "no-store"
    assert (found["token_type"], found["scope"], found["expires_in"]) == ("Bearer", "app", 900) and "refresh_token" not in found
    itself = Program(secret, found["access_token"])
    status, told = itself.get("/app")
    assert status == 200 and told["id"] == APP and told["regions"] == ["3707"] and told["name"]["en"] == "Example Town"
    assert itself.get("/app/cases") == (200, {"cases": [], "next": ""})
    status, told = itself.get("/cases")
    assert (status, told["code"]) == (403, "app.person")
    answer = itself.raw("get", "/app")
    assert answer.headers["RateLimit-Limit"] == "600" and int(answer.headers["RateLimit-Remaining"]) < 600
    assert 0 < int(answer.headers["RateLimit-Reset"]) <= 60
    held = {"client_id": APP, "client_secret": secret}
    assert post("revoke", {**held, "token": itself.access})[0] == 200
    refused = itself.raw("get", "/app")
    assert refused.status_code == 401 and 'error="invalid_token"' in refused.headers["WWW-Authenticate"]


def test_what_is_wrong_is_said_as_the_rfc_says_it(world: World, secret: str) -> None:
    held = {"client_id": APP, "client_secret": secret}
    for form, error in (
        ({**held, "grant_type": "password", "username": "x", "password": "y"}, "unsupported_grant_type"),
        (held, "unsupported_grant_type"),
        ({**held, "grant_type": "client_credentials", "scope": "case.read"}, "invalid_scope"),
        ({"client_id": APP, "client_secret": "wrong", "grant_type": "client_credentials"}, "invalid_client"),
        ({"client_id": "nobody-app", "client_secret": secret, "grant_type": "client_credentials"}, "invalid_client"),
        ({**held, "grant_type": "authorization_code"}, "invalid_request"),
        ({**held, "grant_type": "authorization_code", "code": "x" * 43, "code_verifier": VERIFIER}, "invalid_grant"),
        ({**held, "grant_type": "refresh_token"}, "invalid_request"),
        ({**held, "grant_type": "refresh_token", "refresh_token": "x" * 43}, "invalid_grant"),
    ):
        status, found, _ = post("token", form)
        assert (status, found["error"]) == (401 if error == "invalid_client" else 400, error), form
    twice = urlencode(held) + "&grant_type=client_credentials&grant_type=client_credentials"
    assert post("token", twice)[1]["error"] == "invalid_request"
    assert post("token", '{"grant_type": "client_credentials"}', "application/json")[1]["error"] == "invalid_request"


def test_a_code_is_good_once_for_its_app_its_way_back_and_its_verifier(world: World, secret: str) -> None:
    other = Program(add_app(make_app("other-app")), app="other-app")
    app = Program(secret)
    back = say_yes("mother", ask("case.read case.fill"))
    said = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
    assert back.startswith(f"{BACK}?code=") and said["state"] == "s1" and said["iss"].startswith("http")
    wrong = {"grant_type": "authorization_code", "code": said["code"], "redirect_uri": BACK}
    assert app.token(**wrong, code_verifier="w" * 43)[1]["error"] == "invalid_grant"
    assert app.token(**wrong)[1]["error"] == "invalid_request"
    assert app.token(**{**wrong, "redirect_uri": f"{BACK}/x"}, code_verifier=VERIFIER)[1]["error"] == "invalid_grant"
    assert other.fetch(back)[1]["error"] == "invalid_grant"
    status, found = app.fetch(back)
    assert status == 200 and found["scope"] == "case.read case.fill"
    assert app.get("/cases")[0] == 200
    assert app.fetch(back)[1]["error"] == "invalid_grant", "a second time"
    assert app.get("/cases")[0] == 401, "whoever came second may have stolen it: nothing of it holds"
    late = say_yes("mother", ask("case.read"))
    with stopped_at(now() + timedelta(minutes=6)):
        assert app.fetch(late)[1]["error"] == "invalid_grant"


def test_a_token_ends_with_its_time_its_person_its_app_and_its_secret(world: World, secret: str) -> None:
    app = allowed(secret, scopes="case.read case.fill")
    with stopped_at(NOW + timedelta(minutes=16)):
        assert app.get("/cases")[1]["code"] == "app.token"
        status, again = app.token(grant_type="refresh_token", refresh_token=app.refresh, scope="case.read")
        assert status == 200 and again["scope"] == "case.read" and "refresh_token" not in again
        renewed = Program(secret, again["access_token"])
        assert renewed.get("/cases")[0] == 200
        assert app.token(grant_type="refresh_token", refresh_token=app.refresh, scope="case.sign")[1]["error"] == "invalid_scope"
    with stopped_at(NOW + timedelta(days=1, minutes=1)):
        assert app.token(grant_type="refresh_token", refresh_token=app.refresh)[1]["error"] == "invalid_grant"
        assert apply_token_sweep() == 3 and not AppToken.objects.exists()

    second = allowed(secret)
    changed = rotate_app(APP)
    assert changed != secret and second.get("/cases")[0] == 401 and Program(secret).token(grant_type="client_credentials")[0] == 401
    third = allowed(changed)
    assert third.get("/cases")[0] == 200 and end_app(APP) and third.get("/cases")[0] == 401 and not end_app(APP)
    assert Program(changed).token(grant_type="client_credentials")[1]["error"] == "invalid_client"
    with pytest.raises(Refusal, match=r"app\.unknown"):
        rotate_app(APP)


def test_what_is_taken_from_an_app_ends_at_once_and_what_is_new_is_asked_anew(world: World, secret: str) -> None:
    given = list(SCOPES)
    program, kept, held = allowed(secret), Program(secret), {"client_id": APP, "client_secret": secret}
    assert program.get("/cases")[0] == 200
    assert set_scopes(APP, ("case.fill", "case.submit")) == tuple(one for one in SCOPES if one not in ("case.fill", "case.submit"))
    assert program.get("/cases")[0] == 401, "the token carried what is gone"
    status, renewed, _ = post("token", {**held, "grant_type": "refresh_token", "refresh_token": program.refresh})
    assert status == 200 and set(renewed["scope"].split()) == {"case.fill", "case.submit"}
    kept.access = renewed["access_token"]
    assert kept.get("/cases")[1]["code"] == "app.scope"
    set_scopes(APP, tuple(given))
    assert kept.get("/cases")[1]["code"] == "app.scope", "who gave it is asked anew"
    status, more, _ = post("token", {**held, "grant_type": "refresh_token", "refresh_token": program.refresh})
    assert status == 200 and set(more["scope"].split()) == {"case.fill", "case.submit"}
    set_scopes(APP, ("case.read",))
    assert post("token", {**held, "grant_type": "refresh_token", "refresh_token": program.refresh})[0] == 400, "nothing of it is left"
    for wrong in ((), ("case.nothing",)):
        with pytest.raises(ValueError, match="能做的事"):
            set_scopes(APP, wrong)
    with pytest.raises(Refusal, match=r"app\.unknown"):
        set_scopes("nobody", ("case.read",))


def test_a_system_that_has_certificates_becomes_an_app_under_its_own_secret(world: World) -> None:
    shared = add_system("bank-app", "示例银行", "police", "370783", ["birth-certificate"], ["核验"], None)
    assert add_app(make_app("bank-app")) == ""
    assert Program(shared, app="bank-app").token(grant_type="client_credentials")[0] == 200
    with pytest.raises(ValueError, match="已经有了"):
        add_app(make_app("bank-app"))
    assert [one["id"] for one in list_apps()] == ["bank-app"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "X"}, {"scopes": ()}, {"scopes": ("case.delete",)}, {"themes": ("none",)}, {"regions": ("3x",)}, {"department": "none"},
        {"redirects": ("http://app.example/back",)}, {"redirects": ("https://app.example/#x",)}, {"redirects": ("javascript:x",)},
        {"callback": "http://app.example/hooks"}, {"callback": "https://127.0.0.1/hooks"}, {"callback": "https://169.254.169.254/"},
        {"callback": "https://me@app.example/hooks"},
    ],
)  # fmt: skip
def test_an_app_is_let_in_only_as_something_whole(monkeypatch: pytest.MonkeyPatch, wrong: dict[str, Any]) -> None:
    class Online:
        themes = departments = frozenset({"newborn"})

    monkeypatch.setattr("shuangquan.actions.clients.load_online", Online)
    with pytest.raises(ValueError):
        add_app(make_app(**wrong))


def test_guesses_are_counted_and_an_app_has_a_bound(world: World, secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limiting.RATES, "app-failed", Rate("app-failed", 2, 600))
    monkeypatch.setitem(limiting.RATES, "app", Rate("app", 2, 60))
    app = allowed(secret)
    assert [app.get("/cases")[0] for _ in range(3)] == [200, 200, 429]
    limited = app.raw("get", "/cases")
    assert limited.headers["RateLimit-Remaining"] == "0" and int(limited.headers["Retry-After"]) >= 1
    for _ in range(2):
        assert Program("wrong").token(grant_type="client_credentials")[0] == 401
    status, found = Program(secret).token(grant_type="client_credentials")
    assert (status, found["code"]) == (429, "request.limited")
    assert set(SCOPES) >= {"case.sign"}
