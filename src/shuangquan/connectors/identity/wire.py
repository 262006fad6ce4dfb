"""OpenID Connect, code flow: PKCE S256, pinned algorithms, exact redirect, state and nonce checked (RFC 6749, RFC 7636, OIDC Core)."""

import base64
import hmac
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shuangquan.connectors.guard import About, Ask, Guard, Hooks, Reply
from shuangquan.connectors.identity.port import Identity, SignIn
from shuangquan.connectors.shape import JSON, Reader, malformed, read_object
from shuangquan.core.words.errors import Fault, Refusal

PARTY = "identity"
ALGORITHMS = ["ES256", "RS256"]
LEEWAY = 60
LEVELS = frozenset({"2", "3", "4", "5"})


@dataclass(frozen=True, slots=True)
class Client:
    """This installation at the provider. redirect_uri: the one registered there, compared exactly."""

    client_id: str
    secret: str = field(repr=False)
    redirect_uri: str


class IdentityWire:
    """Sign-in over HTTP through a guard. The provider's metadata and keys are read once and kept."""

    def __init__(self, issuer: str, guard: Guard, client: Client, hooks: Hooks) -> None:
        self.guard = guard
        self.client = client
        self._issuer = issuer
        self._hooks = hooks
        self._metadata: dict[str, str] = {}
        self._keys: KeySet | None = None
        self._lock = threading.Lock()

    def begin(self, return_to: str, level: int = 3) -> SignIn:
        """See IdentityPort."""
        state, nonce, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48)
        url = prepare_grant_uri(
            self._issuer + self._endpoint("authorization_endpoint"),
            self.client.client_id,
            "code",
            redirect_uri=self.client.redirect_uri,
            scope="openid profile phone",
            state=state,
            nonce=nonce,
            code_challenge=create_s256_code_challenge(verifier),
            code_challenge_method="S256",
            acr_values=str(level),
        )
        return SignIn(url, state, nonce, verifier, return_to)

    def finish(self, params: Mapping[str, str], saved: SignIn) -> Identity:
        """See IdentityPort."""
        if not hmac.compare_digest(params.get("state", "").encode(), saved.state.encode()):
            raise Refusal("identity.failed")
        if params.get("error") or not params.get("code"):
            raise Refusal("identity.failed")
        tokens = self._fetch_tokens(params["code"], saved)
        claims = self._check_token(tokens.text("id_token"), tokens.text("access_token"), saved)
        return self._fetch_person(tokens.text("access_token"), claims, _wanted_level(saved))

    def _fetch_tokens(self, code: str, saved: SignIn) -> Reader:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.client.redirect_uri,
            "code_verifier": saved.verifier,
        }
        secret = base64.b64encode(f"{self.client.client_id}:{self.client.secret}".encode()).decode()
        headers = {"Authorization": f"Basic {secret}", "Content-Type": "application/x-www-form-urlencoded"}
        # Not repeated: a code serves once, and a second try would only burn it.
        ask = Ask("POST", self._endpoint("token_endpoint"), urlencode(form).encode(), headers, repeat=False, accept=frozenset({400}))

        def read(reply: Reply) -> Reader:
            reader = Reader(read_object(reply.body, PARTY), PARTY)
            if reply.status == 400:
                raise Refusal("identity.failed") if reader.text("error", "") == "invalid_grant" else Fault(PARTY, "refused", permanent=True)
            return reader

        return self.guard.send(About(PARTY, "token", purpose="sign in"), ask, read)

    def _check_token(self, token: str, access_token: str, saved: SignIn) -> Mapping[str, JSON]:
        """Signature by a key of the provider, issuer, audience, time, nonce, at_hash. Fault bad_token (permanent)."""
        try:
            read = self._decode(token)
            claims = CodeIDToken(
                read.claims,
                read.header,
                options={
                    "iss": {"essential": True, "value": self._issuer},
                    "aud": {"essential": True, "value": self.client.client_id},
                    "nonce": {"essential": True},
                },
                params={"nonce": saved.nonce, "client_id": self.client.client_id, "access_token": access_token},
            )
            claims.validate(now=int(self._hooks.now().timestamp()), leeway=LEEWAY)
        except (JoseError, ValueError) as error:
            raise Fault(PARTY, "bad_token", permanent=True) from error
        return dict(claims)

    def _decode(self, token: str) -> jwt.Token:
        try:
            return jwt.decode(token, self._load_keys(fresh=False), algorithms=ALGORITHMS)
        except (JoseError, ValueError):  # the provider may have changed its key: read the keys once more
            return jwt.decode(token, self._load_keys(fresh=True), algorithms=ALGORITHMS)

    def _fetch_person(self, access_token: str, claims: Mapping[str, JSON], level: int) -> Identity:
        headers = {"Authorization": f"Bearer {access_token}"}
        names = ("name", "id_number", "phone", "organisation")

        def read(reply: Reply) -> Identity:
            reader = Reader(read_object(reply.body, PARTY), PARTY)
            acr = str(claims.get("acr"))
            if reader.text("sub") != claims["sub"] or reader.text("acr") != acr or acr not in LEVELS:
                raise malformed(PARTY)
            return Identity(
                reader.text("sub"),
                reader.text("name"),
                reader.text("id_number"),
                reader.text("phone", ""),
                int(acr),
                reader.text("organisation", ""),
            )

        about = About(PARTY, "userinfo", purpose="sign in", key_names=("sub",), field_names=names)
        person = self.guard.send(about, Ask("GET", self._endpoint("userinfo_endpoint"), headers=headers), read)
        if person.level < level:
            raise Refusal("identity.low", need=level, have=person.level)
        return person

    def _endpoint(self, name: str) -> str:
        """The path of an endpoint below the issuer. Fault malformed when the metadata point anywhere else."""
        with self._lock:
            if not self._metadata:
                self._metadata = self._read_metadata()
            return self._metadata[name]

    def _read_metadata(self) -> dict[str, str]:
        ask = Ask("GET", "/.well-known/openid-configuration")
        reader = self.guard.send(About(PARTY, "metadata"), ask, lambda reply: Reader(read_object(reply.body, PARTY), PARTY))
        if reader.text("issuer") != self._issuer:
            raise malformed(PARTY)
        found = {}
        for name in ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"):
            url = reader.text(name)
            if not url.startswith(self._issuer + "/") or urlsplit(url).fragment:
                raise malformed(PARTY)
            found[name] = url[len(self._issuer) :]
        return found

    def _load_keys(self, *, fresh: bool) -> KeySet:
        if self._keys is None or fresh:
            path = self._endpoint("jwks_uri")
            plain = self.guard.send(About(PARTY, "keys"), Ask("GET", path), lambda reply: read_object(reply.body, PARTY))
            try:
                self._keys = KeySet.import_key_set(plain)  # type: ignore[arg-type]
            except (JoseError, ValueError, KeyError) as error:
                raise malformed(PARTY) from error
        return self._keys


def _wanted_level(saved: SignIn) -> int:
    """The level the sign-in asked for, as its own address says."""
    found = [part[len("acr_values=") :] for part in urlsplit(saved.url).query.split("&") if part.startswith("acr_values=")]
    return int(found[0]) if found and found[0].isdigit() else 3
