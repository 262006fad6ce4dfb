"""OpenID Connect, code flow with PKCE (S256 required). Codes serve once; redirect addresses match exactly."""

import base64
import hashlib
import hmac
import secrets
import threading
import time
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from sandbox.identity.keys import SigningKey, b64
from sandbox.identity.pages import render_login
from sandbox.people.model import Demo
from sandbox.state import State
from sandbox.web import Problem, Request, Response, Router, redirect, reply

LIFE = 600.0
TRIES, LOCKED = 8, 60.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A sign-in that the platform asked for."""

    client: str
    redirect_uri: str
    state: str
    nonce: str
    challenge: str
    level: int
    until: float
    login: str = ""
    acr: int = 0


class Provider:
    """The identity provider."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._key = SigningKey(state.settings.home)
        self._people = {demo.login: demo for demo in state.world.demos}
        self._asked: dict[str, Asked] = {}
        self._codes: dict[str, Asked] = {}
        self._tokens: dict[str, Asked] = {}
        self._failed: dict[str, tuple[int, float]] = {}
        self._lock = threading.Lock()

    def routes(self, router: Router) -> None:
        """Its addresses."""
        router.add("GET", "/identity/.well-known/openid-configuration", self.discovery)
        router.add("GET", "/identity/jwks", lambda _request: reply(self._key.jwks()))
        router.add("POST", "/identity/v1/redirects", self.register_redirect)
        router.add("GET", "/identity/authorize", self.authorize)
        router.add("POST", "/identity/login", self.login)
        router.add("POST", "/identity/token", self.token)
        router.add("GET", "/identity/userinfo", self.userinfo)

    def discovery(self, request: Request) -> Response:
        """The provider's metadata."""
        base = f"{request.origin}/identity"
        return reply(
            {
                "issuer": base,
                "authorization_endpoint": f"{base}/authorize",
                "token_endpoint": f"{base}/token",
                "userinfo_endpoint": f"{base}/userinfo",
                "jwks_uri": f"{base}/jwks",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["ES256"],
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
                "scopes_supported": ["openid", "profile", "phone"],
                "acr_values_supported": ["3", "4", "5"],
            }
        )

    def register_redirect(self, request: Request) -> Response:
        """POST redirects {"client_id", "redirect_uri"}, signed like every call of the platform."""
        self._state.gate.check(request)
        body = request.json()
        uri = str(body.get("redirect_uri") or "")
        if body.get("client_id") != self._state.secrets["client_id"] or not uri.startswith(("http://", "https://")) or "#" in uri:
            raise Problem(400, "wrong_redirect")
        self._state.ledger.keep(("redirect", uri, body["client_id"]))
        return reply({"redirect_uri": uri}, 201)

    def authorize(self, request: Request) -> Response:
        """Show the login page. A wrong client or redirect address never redirects; other faults do."""
        query = request.query
        uri = query.get("redirect_uri", "")
        if query.get("client_id") != self._state.secrets["client_id"] or self._state.ledger.find("redirect", uri) is None:
            raise Problem(400, "wrong_client_or_redirect")
        state, challenge, level = query.get("state", ""), query.get("code_challenge", ""), query.get("acr_values", "3")
        wrong = query.get("response_type") != "code" or "openid" not in query.get("scope", "").split()
        if wrong or not state or query.get("code_challenge_method") != "S256" or len(challenge) != 43 or level not in ("3", "4", "5"):
            return redirect(f"{uri}?{urlencode({'error': 'invalid_request', 'state': state})}")
        ticket = secrets.token_urlsafe(24)
        with self._lock:
            self._sweep()
            self._asked[ticket] = Asked(query["client_id"], uri, state, query.get("nonce", ""), challenge, int(level), time.time() + LIFE)
        return render_login(ticket, int(level), "")

    def login(self, request: Request) -> Response:
        """The person signed in, or turned back."""
        form = request.form()
        ticket = form.get("ticket", "")
        asked = self._asked.get(ticket)
        if asked is None or asked.until < time.time():
            raise Problem(400, "login_too_old")
        if form.get("do") == "back":
            self._asked.pop(ticket, None)
            return redirect(f"{asked.redirect_uri}?{urlencode({'error': 'access_denied', 'state': asked.state})}")
        login = form.get("login", "").strip()
        if self._is_locked(login):
            return render_login(ticket, asked.level, "试得太多了，请一分钟后再试。", 429, login)
        if not self._check_password(login, form.get("password", "")):
            return render_login(ticket, asked.level, "用户名或密码不对，再核对一下。", 403, login)
        acr = int(form["level"]) if form.get("level") in ("4", "5") and form.get("face") == "yes" else 3
        code = secrets.token_urlsafe(32)
        with self._lock:
            self._asked.pop(ticket, None)
            self._codes[code] = replace(asked, login=login, acr=acr, until=time.time() + 120)
        return redirect(f"{asked.redirect_uri}?{urlencode({'code': code, 'state': asked.state})}")

    def token(self, request: Request) -> Response:
        """Give tokens for a code, once."""
        self._check_client(request)
        form = request.form()
        with self._lock:
            asked = self._codes.pop(form.get("code", ""), None)
        challenge = b64(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        good = asked and asked.until > time.time() and asked.redirect_uri == form.get("redirect_uri")
        if (
            asked is None
            or not good
            or form.get("grant_type") != "authorization_code"
            or not hmac.compare_digest(challenge, asked.challenge)
        ):
            return reply({"error": "invalid_grant"}, 400)
        moment = int(time.time())
        access = secrets.token_urlsafe(32)
        with self._lock:
            self._tokens[access] = replace(asked, until=moment + LIFE)
        claims = {
            "iss": f"{request.origin}/identity", "sub": self._subject(asked), "aud": asked.client, "iat": moment,
            "exp": moment + int(LIFE), "auth_time": moment, "acr": str(asked.acr), "nonce": asked.nonce,
            "at_hash": b64(hashlib.sha256(access.encode()).digest()[:16]),
        }  # fmt: skip
        tokens = {"access_token": access, "token_type": "Bearer", "expires_in": int(LIFE), "id_token": self._key.sign(claims)}
        return reply(tokens)

    def userinfo(self, request: Request) -> Response:
        """Claims of the person."""
        asked = self._tokens.get(request.header("Authorization").removeprefix("Bearer "))
        if asked is None or asked.until < time.time():
            raise Problem(401, "no_token")
        demo = self._people[asked.login]
        person = self._state.world.persons[demo.person]
        claims: dict[str, Any] = {"sub": self._subject(asked), "acr": str(asked.acr), "name": person.name, "id_number": person.id_number}
        return reply({**claims, "phone": person.phone, "organisation": demo.organisation})

    def _subject(self, asked: Asked) -> str:
        demo: Demo = self._people[asked.login]
        return hmac.new(self._state.secrets["subject_secret"].encode(), demo.person.encode(), hashlib.sha256).hexdigest()[:32]

    def _check_client(self, request: Request) -> None:
        kind, _, given = request.header("Authorization").partition(" ")
        want = f"{self._state.secrets['client_id']}:{self._state.secrets['client_secret']}".encode()
        try:
            have = base64.b64decode(given, validate=True) if kind == "Basic" else b""
        except ValueError as error:
            raise Problem(401, "wrong_client") from error
        if not hmac.compare_digest(have, want):
            raise Problem(401, "wrong_client")

    def _check_password(self, login: str, password: str) -> bool:
        want = self._state.passwords.get(login, "")
        good = bool(want) and login in self._people and hmac.compare_digest(want.encode(), password.encode())
        with self._lock:
            if good:
                self._failed.pop(login, None)
            else:
                self._failed[login] = (self._failed.get(login, (0, 0.0))[0] + 1, time.time())
        return good

    def _is_locked(self, login: str) -> bool:
        tries, last = self._failed.get(login, (0, 0.0))
        if tries >= TRIES and time.time() - last > LOCKED:
            with self._lock:
                self._failed.pop(login, None)
            return False
        return tries >= TRIES

    def _sweep(self) -> None:
        moment = time.time()
        for held in (self._asked, self._codes, self._tokens):
            for old in [name for name, asked in held.items() if asked.until < moment]:
                del held[old]
