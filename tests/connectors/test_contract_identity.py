"""The contract of the identity port, passed by both sides: the whole sign-in, and every way it must not succeed."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from sandbox.running import Running
from shuangquan.connectors.identity.port import SignIn
from shuangquan.connectors.identity.wire import IdentityWire
from shuangquan.core.words.errors import Fault, Refusal
from tests.connectors.conftest import BACK, Outside


def walk(sandbox: Running, signing: SignIn, login: str = "married-town", **over: str) -> dict[str, str]:
    """A person's browser: open the page, sign in, come back with the callback's parameters."""
    with httpx.Client(trust_env=False) as browser:
        page = browser.get(signing.url)
        assert page.status_code == 200, page.text
        ticket = re.search(r'name="ticket" value="([^"]+)"', page.text)
        assert ticket
        form = {"ticket": ticket[1], "login": login, "password": sandbox.passwords[login], "level": "4", "face": "yes", "do": "in", **over}
        back = browser.post(f"{sandbox.address}/identity/login", data=form)
    assert back.status_code == 303
    assert back.headers["Location"].startswith(BACK)
    return {name: values[0] for name, values in parse_qs(urlsplit(back.headers["Location"]).query).items()}


def test_a_resident_signs_in(identity: IdentityWire, sandbox: Running, outside: Outside) -> None:
    signing = identity.begin("/newborn", 4)
    assert signing.return_to == "/newborn"
    query = parse_qs(urlsplit(signing.url).query)
    assert query["code_challenge_method"] == ["S256"]
    assert signing.verifier not in signing.url
    person = identity.finish(walk(sandbox, signing), signing)
    row = next(row for row in sandbox.people() if row["login"] == "married-town")
    assert (person.name, person.id_number, person.phone, person.level) == (row["name"], row["id_number"], row["phone"], 4)
    assert person.organisation == ""
    assert person.id_number not in person.subject
    assert person.id_number not in repr(outside.records)
    second = identity.begin("/", 3)
    assert identity.finish(walk(sandbox, second), second).subject == person.subject


def test_an_agent_signs_in_for_a_company(identity: IdentityWire, sandbox: Running) -> None:
    signing = identity.begin("/", 3)
    person = identity.finish(walk(sandbox, signing, "freight-agent"), signing)
    assert person.organisation == next(row["organisation"] for row in sandbox.people() if row["login"] == "freight-agent")


def test_turning_back_and_strange_states_are_refusals(identity: IdentityWire, sandbox: Running) -> None:
    signing = identity.begin("/")
    params = walk(sandbox, signing, do="back")
    for wrong in (params, {**params, "state": "other"}, {"code": "x", "state": "other"}, {"state": signing.state}, {}):
        with pytest.raises(Refusal, match=r"identity\.failed"):
            identity.finish(wrong, signing)


def test_a_code_serves_once_and_only_with_its_verifier(identity: IdentityWire, sandbox: Running) -> None:
    signing = identity.begin("/")
    params = walk(sandbox, signing)
    identity.finish(params, signing)
    with pytest.raises(Refusal, match=r"identity\.failed"):
        identity.finish(params, signing)
    other = identity.begin("/")
    with pytest.raises(Refusal, match=r"identity\.failed"):
        identity.finish(walk(sandbox, other), replace(other, verifier=signing.verifier))


def test_a_lower_level_than_asked_is_refused(identity: IdentityWire, sandbox: Running) -> None:
    signing = identity.begin("/", 4)
    with pytest.raises(Refusal, match=r"identity\.low") as caught:
        identity.finish(walk(sandbox, signing, level="3", face=""), signing)
    assert dict(caught.value.data) == {"need": 4, "have": 3}


def test_a_token_for_another_nonce_is_bad(identity: IdentityWire, sandbox: Running) -> None:
    signing = identity.begin("/")
    with pytest.raises(Fault) as caught:
        identity.finish(walk(sandbox, signing), replace(signing, nonce="another"))
    assert (caught.value.code, caught.value.permanent) == ("bad_token", True)


@pytest.mark.parametrize("change", ["key", "algorithm", "issuer", "audience", "expired", "none"])
def test_a_forged_token_is_bad(identity: IdentityWire, outside: Outside, change: str) -> None:
    signing = identity.begin("/")
    now = int(outside.hooks().now().timestamp())
    issuer = identity.guard._address
    claims = {"iss": issuer, "sub": "s", "aud": identity.client.client_id, "iat": now, "exp": now + 600, "nonce": signing.nonce, "acr": "4"}
    key = ECKey.generate_key("P-256")
    identity._keys = type(identity._load_keys(fresh=True))([key])
    identity._load_keys = lambda *, fresh: identity._keys  # type: ignore[method-assign,assignment,return-value]
    good = jwt.encode({"alg": "ES256"}, claims, key)
    assert identity._check_token(good, "access", signing)["sub"] == "s"
    forged = {
        "key": lambda: jwt.encode({"alg": "ES256"}, claims, ECKey.generate_key("P-256")),
        "algorithm": lambda: jwt.encode({"alg": "ES384"}, claims, ECKey.generate_key("P-384"), algorithms=["ES384"]),
        "issuer": lambda: jwt.encode({"alg": "ES256"}, {**claims, "iss": "https://other.example"}, key),
        "audience": lambda: jwt.encode({"alg": "ES256"}, {**claims, "aud": "other"}, key),
        "expired": lambda: jwt.encode({"alg": "ES256"}, {**claims, "iat": now - 900, "exp": now - 300}, key),
        "none": lambda: "eyJhbGciOiJub25lIn0." + good.split(".")[1] + ".",
    }[change]()
    with pytest.raises(Fault) as caught:
        identity._check_token(forged, "access", signing)
    assert caught.value.code == "bad_token"


@pytest.mark.parametrize("mode", ["down", "wrong", "drop"])
def test_a_broken_provider_is_a_fault(identity: IdentityWire, sandbox: Running, mode: str) -> None:
    signing = identity.begin("/")
    params = walk(sandbox, signing)
    sandbox.control("identity", {"mode": mode})
    with pytest.raises(Fault) as caught:
        identity.finish(params, signing)
    assert not caught.value.permanent
