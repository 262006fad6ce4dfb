"""Signing in through a provider that is hostile, or through a browser that somebody leads: PKCE, state, nonce, redirect, algorithms."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from shuangquan.connectors.address import Trial
from shuangquan.connectors.guard import Limits
from shuangquan.connectors.identity.live import LiveIdentity
from shuangquan.connectors.identity.port import SignIn
from shuangquan.connectors.identity.wire import ALGORITHMS, Client, IdentityWire
from shuangquan.core.words.errors import Fault, Refusal
from tests.connectors.conftest import BACK, Outside

PERSON = {"sub": "s-1", "acr": "4", "name": "周若岚", "id_number": "379900199504120025", "phone": "13800000042", "organisation": ""}
RSA = RSAKey.generate_key(2048, {"kid": "r1"})  # once: it takes longer than a test
Change = Callable[["Hostile"], None]


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Hostile:
    """A provider that does as told. claims, header, person, metadata: what it changes; seen: forms it got at its token address."""

    def __init__(self, moment: Callable[[], float]) -> None:
        self.moment = moment
        self.key, self.other = ECKey.generate_key("P-256", {"kid": "k1"}), ECKey.generate_key("P-256", {"kid": "k2"})
        self.rsa = RSA
        self.issuer, self.nonce = "", ""
        self.claims: dict[str, Any] = {}
        self.metadata: dict[str, Any] = {}
        self.person: dict[str, Any] = dict(PERSON)
        self.sign: Callable[[dict[str, Any]], str] = lambda claims: jwt.encode({"alg": "ES256", "kid": "k1"}, claims, self.key)
        self.answer: Callable[[], tuple[int, bytes]] | None = None
        self.seen: list[dict[str, list[str]]] = []

    def make_claims(self) -> dict[str, Any]:
        now = int(self.moment())
        found = {"iss": self.issuer, "sub": "s-1", "aud": "client-1", "iat": now, "exp": now + 600, "nonce": self.nonce, "acr": "4"}
        found["at_hash"] = b64(hashlib.sha256(b"access-1").digest()[:16])
        return {name: value for name, value in {**found, **self.claims}.items() if value is not None}

    def reply(self, path: str, body: bytes) -> tuple[int, bytes]:
        if path.endswith("openid-configuration"):
            names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo", "jwks_uri": "jwks"}
            held = {"issuer": self.issuer} | {name: f"{self.issuer}/{path}" for name, path in names.items()}
            return 200, json.dumps({**held, **self.metadata}).encode()
        if path.endswith("/jwks"):
            return 200, json.dumps({"keys": [self.key.as_dict(private=False), self.rsa.as_dict(private=False)]}).encode()
        if path.endswith("/token"):
            self.seen.append(parse_qs(body.decode()))
            if self.answer is not None:
                return self.answer()
            tokens = {"access_token": "access-1", "token_type": "Bearer", "id_token": self.sign(self.make_claims())}
            return 200, json.dumps(tokens).encode()
        return 200, json.dumps(self.person).encode()


@contextmanager
def serving(provider: Hostile) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            status, content = provider.reply(self.path, self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = _do  # noqa: N815 — the base class's names

        def log_message(self, *_given: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/idp"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def provider(outside: Outside) -> Iterator[Hostile]:
    made = Hostile(lambda: outside.hooks().now().timestamp())
    with serving(made) as address:
        made.issuer = address
        yield made


@pytest.fixture
def door(provider: Hostile, limits: Limits, outside: Outside) -> IdentityWire:
    return LiveIdentity(provider.issuer, Client("client-1", "secret-1", BACK), limits, outside.hooks(), Trial("attacks"))


def begin(door: IdentityWire, provider: Hostile) -> SignIn:
    saved = door.begin("/my/", 3)
    provider.nonce = saved.nonce
    return saved


def finish(door: IdentityWire, saved: SignIn, **over: str) -> str:
    """Who came of it, or the code of what was said."""
    try:
        return door.finish({"code": "code-1", "state": saved.state, **over}, saved).name
    except (Refusal, Fault) as said:
        return said.code


def test_a_provider_that_behaves_signs_in(door: IdentityWire, provider: Hostile) -> None:
    """Else everything below would hold of a door that is nailed shut."""
    assert finish(door, begin(door, provider)) == "周若岚"
    provider.sign = lambda claims: jwt.encode({"alg": "RS256", "kid": "r1"}, claims, provider.rsa)
    assert finish(door, begin(door, provider)) == "周若岚"


def test_every_sign_in_has_its_own_secrets_and_names_one_address(door: IdentityWire, provider: Hostile) -> None:
    made = [door.begin("https://evil.example/", 4) for _ in range(20)]
    for name in ("state", "nonce", "verifier"):
        assert len({getattr(one, name) for one in made}) == 20 and all(len(getattr(one, name)) >= 43 for one in made)
    for one in made:
        query = {name: values[0] for name, values in parse_qs(urlsplit(one.url).query).items()}
        assert query["redirect_uri"] == BACK and query["response_type"] == "code" and "evil" not in one.url
        assert query["code_challenge_method"] == "S256"
        assert query["code_challenge"] == b64(hashlib.sha256(one.verifier.encode()).digest())
        assert one.verifier not in one.url and "secret-1" not in one.url
    saved = begin(door, provider)
    finish(door, saved)
    assert provider.seen[-1]["code_verifier"] == [saved.verifier] and provider.seen[-1]["redirect_uri"] == [BACK]
    assert "secret-1" not in str(provider.seen)


@pytest.mark.parametrize("state", ["", "x", "STATE", "another", "prefix"])
def test_a_state_that_is_not_this_browsers_ends_it_before_anything_is_asked(door: IdentityWire, provider: Hostile, state: str) -> None:
    """Somebody leads a browser to the callback with a code of his own."""
    saved, mine = begin(door, provider), door.begin("/")
    given = {"another": mine.state, "STATE": saved.state.swapcase(), "prefix": saved.state[:-1]}.get(state, state)
    assert finish(door, saved, state=given) == "identity.failed" and not provider.seen
    with pytest.raises(Refusal):
        door.finish({"code": "code-1"}, saved)
    assert finish(door, saved, error="access_denied") == "identity.failed" and not provider.seen


def hs256(key: bytes) -> Callable[[dict[str, Any]], str]:
    def sign(claims: dict[str, Any]) -> str:
        text = b64(json.dumps({"alg": "HS256", "kid": "k1"}).encode()) + "." + b64(json.dumps(claims).encode())
        return f"{text}.{b64(hmac.new(key, text.encode(), hashlib.sha256).digest())}"

    return sign


def unsigned(alg: str) -> Callable[[dict[str, Any]], str]:
    return lambda claims: b64(json.dumps({"alg": alg}).encode()) + "." + b64(json.dumps(claims).encode()) + "."


def signed_by(provider: Hostile, what: str) -> Callable[[dict[str, Any]], str]:
    """A token as somebody without the provider's key would make it."""
    es384 = ECKey.generate_key("P-384", {"kid": "k1"})
    own = provider.other.as_dict(private=False)
    return {
        "none": unsigned("none"),
        "None": unsigned("None"),
        "no alg": unsigned(""),
        "HS256 with the public key as PEM": hs256(provider.rsa.as_pem(private=False)),
        "HS256 with the client's secret": hs256(b"secret-1"),
        "HS256 with the key's JSON": hs256(json.dumps(provider.key.as_dict(private=False)).encode()),
        "another key under its name": lambda claims: jwt.encode({"alg": "ES256", "kid": "k1"}, claims, provider.other),
        "another key under another name": lambda claims: jwt.encode({"alg": "ES256", "kid": "k2"}, claims, provider.other),
        "a name that is a path": lambda claims: jwt.encode({"alg": "ES256", "kid": "../../dev/null"}, claims, provider.other),
        "a key brought along": lambda claims: jwt.encode({"alg": "ES256", "jwk": own}, claims, provider.other),
        "a longer curve": lambda claims: jwt.encode({"alg": "ES384", "kid": "k1"}, claims, es384, algorithms=["ES384"]),
        "PS256": lambda claims: jwt.encode({"alg": "PS256", "kid": "r1"}, claims, provider.rsa, algorithms=["PS256"]),
        "no signature": lambda claims: jwt.encode({"alg": "ES256", "kid": "k1"}, claims, provider.key).rsplit(".", 1)[0] + ".",
        "a signature of zeros": lambda claims: b64(b'{"alg":"ES256","kid":"k1"}') + f".{b64(json.dumps(claims).encode())}." + "A" * 86,
        "not a token": lambda _claims: "x.y.z",
        "five parts": lambda _claims: "a.b.c.d.e",
        "nothing": lambda _claims: "",
    }[what]  # fmt: skip


FORGED = (
    *("none", "None", "no alg", "HS256 with the public key as PEM", "HS256 with the client's secret", "HS256 with the key's JSON"),
    *("another key under its name", "another key under another name", "a name that is a path", "a key brought along", "a longer curve"),
    *("PS256", "no signature", "a signature of zeros", "not a token", "five parts", "nothing"),
)


@pytest.mark.parametrize("what", FORGED)
def test_a_token_that_the_providers_key_did_not_sign_is_bad(door: IdentityWire, provider: Hostile, what: str) -> None:
    provider.sign = signed_by(provider, what)
    assert finish(door, begin(door, provider)) in ("bad_token", "malformed")
    assert ALGORITHMS == ["ES256", "RS256"]


CLAIMS: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://evil.example"},
    "an issuer that begins like it": {"iss": "http://127.0.0.1/idp"},
    "no issuer": {"iss": None},
    "another audience": {"aud": "client-2"},
    "several audiences, not ours": {"aud": ["client-2", "client-3"]},
    "ours among several, made out to another": {"aud": ["client-1", "client-2"], "azp": "client-2"},
    "no audience": {"aud": None},
    "another nonce": {"nonce": "x"},
    "no nonce": {"nonce": None},
    "expired": {"iat": 1, "exp": 2},
    "no end": {"exp": None},
    "an end that is a word": {"exp": "never"},
    "not valid yet": {"nbf": 9_999_999_999},
    "made in the future": {"iat": 9_999_999_999, "exp": 9_999_999_999 + 60},
    "another access token": {"at_hash": b64(bytes(16))},
    "no person": {"sub": None},
    "a level that is none": {"acr": "9"},
    "a level that is more than it says": {"acr": "5"},
}  # fmt: skip


@pytest.mark.parametrize("what", CLAIMS)
def test_a_token_made_for_something_else_is_bad(door: IdentityWire, provider: Hostile, what: str) -> None:
    provider.claims = CLAIMS[what]
    assert finish(door, begin(door, provider)) in ("bad_token", "malformed")


PEOPLE = ({"sub": "s-2"}, {"acr": "5"}, {"acr": None}, {"id_number": None}, {"name": None}, {"id_number": 7}, {"name": ["x"]})


@pytest.mark.parametrize("change", PEOPLE)
def test_the_person_is_the_tokens_person(door: IdentityWire, provider: Hostile, change: dict[str, Any]) -> None:
    """Another's data behind a good token: the subject must agree, and nothing may be missing."""
    provider.person |= change
    assert finish(door, begin(door, provider)) in ("malformed", "bad_token")


def test_a_lower_level_than_asked_is_not_raised_by_the_browser(door: IdentityWire, provider: Hostile) -> None:
    provider.claims, provider.person = {"acr": "3"}, {**PERSON, "acr": "3"}
    saved = door.begin("/", 4)
    provider.nonce = saved.nonce
    assert finish(door, saved, acr="5", level="5", acr_values="3") == "identity.low"


ENDPOINTS = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
URLS = ("https://evil.example/x", "{issuer}.evil.example/x", "{issuer}/../x#y", "//evil.example", "file:///etc/passwd", "")


@pytest.mark.parametrize("name", ENDPOINTS)
@pytest.mark.parametrize("url", URLS)
def test_metadata_that_point_elsewhere_are_not_followed(door: IdentityWire, provider: Hostile, name: str, url: str) -> None:
    """Mix-up: a provider (or who answers for it) names another's address."""
    provider.metadata = {name: url.replace("{issuer}", provider.issuer)}
    with pytest.raises(Fault, match="malformed"):
        door.begin("/")
    assert not provider.seen


def test_another_issuer_in_the_metadata_is_another_provider(door: IdentityWire, provider: Hostile) -> None:
    provider.metadata = {"issuer": f"{provider.issuer}/"}
    with pytest.raises(Fault, match="malformed"):
        door.begin("/")


ANSWERS: dict[str, tuple[int, bytes]] = {
    "the code was used": (400, b'{"error": "invalid_grant"}'),
    "another client": (401, b'{"error": "invalid_client"}'),
    "a redirect": (302, b"{}"),
    "a page": (200, b"<html>"),
    "a list": (200, b"[]"),
    "no token": (200, b'{"access_token": "access-1"}'),
    "deep": (200, b"[" * 100_000),
    "endless": (200, b'{"a": "' + b"x" * 3_000_000 + b'"}'),
}  # fmt: skip


@pytest.mark.parametrize("what", ANSWERS)
def test_whatever_the_token_address_answers_nobody_is_signed_in(door: IdentityWire, provider: Hostile, what: str) -> None:
    provider.answer = lambda: ANSWERS[what]
    saved = begin(door, provider)
    assert finish(door, saved) in ("identity.failed", "malformed", "not_allowed", "refused", "too_long", "cut")
    assert len(provider.seen) == 1, "a code is sent once"


def test_a_sign_in_of_one_browser_is_not_ended_by_another(door: IdentityWire, provider: Hostile) -> None:
    mine, his = begin(door, provider), door.begin("/")
    assert finish(door, his, state=mine.state) == "identity.failed"
    assert finish(door, replace(mine, nonce=his.nonce), state=mine.state) == "bad_token"
