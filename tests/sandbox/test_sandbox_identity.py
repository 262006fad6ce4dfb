"""The identity provider, walked end to end by a scripted browser and client."""

import base64
import hashlib
import re
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from tests.sandbox.conftest import Caller, Got

BACK = "http://127.0.0.1:8000/sign-in/back"
VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


def _ask(caller: Caller, **over: str) -> Got:
    query = {
        "client_id": caller.state.secrets["client_id"],
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": "openid profile phone",
        "state": "st",
        "nonce": "no",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        "acr_values": "4",
        **over,
    }
    return caller.send("GET", "/identity/authorize?" + urlencode(query))


def _login(caller: Caller, page: Got, **over: str) -> Got:
    found = re.search(r'name="ticket" value="([^"]+)"', page.body.decode())
    assert found
    password = caller.state.passwords["married-town"]
    fields: dict[str, str] = {
        "ticket": str(found[1]),
        "login": "married-town",
        "password": password,
        "level": "4",
        "face": "yes",
        "do": "in",
        **over,
    }
    return caller.form("/identity/login", None, **fields)


def _token(caller: Caller, code: str, **over: str) -> Got:
    given = f"{caller.state.secrets['client_id']}:{caller.state.secrets['client_secret']}"
    headers = {"Authorization": "Basic " + base64.b64encode(given.encode()).decode()}
    fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "code_verifier": VERIFIER, **over}
    return caller.form("/identity/token", headers, **fields)


def _params(got: Got) -> dict[str, str]:
    assert got.status == 303
    assert got.headers["Location"].startswith(BACK + "?")
    return {name: values[0] for name, values in parse_qs(urlsplit(got.headers["Location"]).query).items()}


@pytest.fixture
def known(caller: Caller) -> Caller:
    body = {"client_id": caller.state.secrets["client_id"], "redirect_uri": BACK}
    assert caller.call("POST", "/identity/v1/redirects", body).status == 201
    return caller


def test_a_resident_signs_in(known: Caller) -> None:
    params = _params(_login(known, _ask(known)))
    assert params["state"] == "st"
    tokens: dict[str, Any] = _token(known, params["code"]).json
    keys = KeySet.import_key_set(known.send("GET", "/identity/jwks").json)  # type: ignore[arg-type]
    claims = jwt.decode(tokens["id_token"], keys, algorithms=["ES256"]).claims
    assert (claims["nonce"], claims["acr"], claims["aud"]) == ("no", "4", known.state.secrets["client_id"])
    person = known.send("GET", "/identity/userinfo", headers={"Authorization": f"Bearer {tokens['access_token']}"}).json
    demo = next(demo for demo in known.state.world.demos if demo.login == "married-town")
    assert (person["id_number"], person["sub"]) == (demo.person, claims["sub"])
    assert demo.person not in claims["sub"]
    assert "id_number" not in claims
    again = _token(known, params["code"])
    assert (again.status, again.json["error"]) == (400, "invalid_grant")


def test_without_the_face_check_it_is_level_three(known: Caller) -> None:
    params = _params(_login(known, _ask(known), face=""))
    access = _token(known, params["code"]).json["access_token"]
    assert known.send("GET", "/identity/userinfo", headers={"Authorization": f"Bearer {access}"}).json["acr"] == "3"


def test_a_certificate_besides_the_face_is_level_five(known: Caller) -> None:
    params = _params(_login(known, _ask(known, acr_values="5"), level="5"))
    access = _token(known, params["code"]).json["access_token"]
    assert known.send("GET", "/identity/userinfo", headers={"Authorization": f"Bearer {access}"}).json["acr"] == "5"


@pytest.mark.parametrize("over", [{"code_verifier": "w" * 64}, {"redirect_uri": BACK + "/"}, {"grant_type": "password"}])
def test_a_code_needs_its_verifier_and_address_and_is_burnt_by_a_wrong_try(known: Caller, over: dict[str, str]) -> None:
    code = _params(_login(known, _ask(known)))["code"]
    assert _token(known, code, **over).json["error"] == "invalid_grant"
    assert _token(known, code).json["error"] == "invalid_grant"


@pytest.mark.parametrize("over", [{"redirect_uri": BACK + "?x=1"}, {"redirect_uri": "http://evil.example/"}, {"client_id": "other"}])
def test_an_unknown_address_is_never_sent_to(known: Caller, over: dict[str, str]) -> None:
    assert _ask(known, **over).status == 400


@pytest.mark.parametrize(
    "over",
    [{"code_challenge_method": "plain"}, {"code_challenge": ""}, {"response_type": "token"}, {"scope": "profile"}, {"acr_values": "9"}],
)
def test_other_faults_go_back_as_errors(known: Caller, over: dict[str, str]) -> None:
    assert _params(_ask(known, **over)) == {"error": "invalid_request", "state": "st"}


def test_turning_back_is_told(known: Caller) -> None:
    assert _params(_login(known, _ask(known), do="back")) == {"error": "access_denied", "state": "st"}


def test_wrong_passwords_lock_for_a_while(known: Caller) -> None:
    page = _ask(known)
    for _ in range(8):
        assert _login(known, page, password="wrong").status == 403
    assert _login(known, page).status == 429
    assert _login(known, page, login="nobody", password="x").status == 403


def test_the_page_shows_no_names_and_the_client_needs_its_secret(known: Caller) -> None:
    text = _ask(known).body.decode()
    assert "married-town" not in text
    assert "<script" not in text
    code = _params(_login(known, _ask(known)))["code"]
    fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "code_verifier": VERIFIER}
    assert known.form("/identity/token", {"Authorization": "Basic eDp5"}, **fields).status == 401
    assert known.form("/identity/token", {"Authorization": "Basic ?"}, **fields).status == 401
