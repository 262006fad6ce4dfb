"""Where apps get their tokens (RFC 6749, RFC 7636, RFC 7009), through Authlib. Codes are given at the portal, where people are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from authlib.oauth2.rfc6749 import AuthorizationServer, ClientMixin, OAuth2Request, TokenMixin, grants
from authlib.oauth2.rfc6749.errors import InvalidRequestError, InvalidScopeError
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from shuangquan.actions import app_tokens as tokens
from shuangquan.actions.clients import is_secret_of
from shuangquan.channels.api.problems import Problem
from shuangquan.channels.api.shapes import NO_NUL
from shuangquan.core.words.app_scopes import OWN

router = Router(tags=["oauth"])
AUTH = ["client_secret_basic", "client_secret_post"]
FORM = "application/x-www-form-urlencoded"
KNOWN = frozenset(
    (
        "grant_type", "code", "redirect_uri", "code_verifier", "refresh_token", "scope", "token", "token_type_hint", "client_id",
        "client_secret",
    )
)  # fmt: skip


class TokenAnswer(Schema):
    """An access token. scope: what it is good for, which may be less than was asked for; refresh_token: of a code only."""

    access_token: str
    token_type: str
    expires_in: int
    scope: str
    refresh_token: str = ""


class OAuthError(Schema):
    """What RFC 6749 §5.2 says when no token is given."""

    error: str
    error_description: str = Field("", description="in English, for whoever writes the app")


@dataclass(frozen=True)
class _Client(ClientMixin):  # type: ignore[misc]
    """An app as Authlib asks about it."""

    app: str
    address: str

    def check_client_secret(self, secret: str) -> bool:
        return is_secret_of(self.app, secret, self.address)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method in AUTH

    def check_grant_type(self, grant_type: str) -> bool:
        return True


class _Request(OAuth2Request):  # type: ignore[misc]
    """A form that was posted. Whether the way was encrypted is the site's business (live mode is served over TLS only)."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(str(request.method), f"https://{request.get_host()}{request.path}", headers=dict(request.headers))
        self.posted = request.POST.dict()
        self.address = str(request.META.get("REMOTE_ADDR", ""))
        self.payload = BasicOAuth2Payload(self.posted)
        self.issued: tokens.Made | None = None

    @property
    def args(self) -> dict[str, Any]:
        return {}

    @property
    def form(self) -> dict[str, Any]:
        return self.posted


class _Server(AuthorizationServer):  # type: ignore[misc]
    """Authlib's server over the house's apps and tokens; one for each request."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        self._request = request
        self.register_token_generator("default", lambda **_given: {})
        self.register_grant(_Own)
        self.register_grant(_OfCode, [CodeChallenge(required=True)])
        self.register_grant(_Again)
        self.register_endpoint(_Revocation)

    def query_client(self, client_id: str) -> _Client:
        """Also for an id that nobody has: then no secret is right, and the answer is the same."""
        return _Client(client_id[:32], str(self._request.META.get("REMOTE_ADDR", "")))

    def create_oauth2_request(self, request: HttpRequest) -> _Request:
        return _Request(request)

    def handle_response(self, status: int, body: Any, headers: Any) -> HttpResponse:
        response = JsonResponse(body or {}, status=status)
        for name, value in headers:
            if name.lower() != "content-type":
                response.headers[name] = value
        response.headers["Cache-Control"] = "no-store"
        return response

    def send_signal(self, name: str, *given: Any, **named: Any) -> None:
        """Nobody listens."""

    def save_token(self, token: dict[str, Any], request: OAuth2Request) -> None:
        made: tokens.Made = request.issued
        token |= {"access_token": made.access, "token_type": "Bearer", "expires_in": made.seconds, "scope": " ".join(made.scopes)}
        if made.refresh:
            token["refresh_token"] = made.refresh


class _Own(grants.ClientCredentialsGrant):  # type: ignore[misc]
    """For the app itself: it stands for nobody."""

    TOKEN_ENDPOINT_AUTH_METHODS = AUTH

    def validate_requested_scope(self) -> None:
        if self.request.payload.scope not in (None, "", OWN):
            raise InvalidScopeError(f"by itself an app has the scope {OWN!r}; for anything else a person allows it")

    def create_token_response(self) -> Any:
        self.request.issued = tokens.issue_own(self.client.app)
        return super().create_token_response()


class _OfCode(grants.AuthorizationCodeGrant):  # type: ignore[misc]
    """For a code that a person's yes gave."""

    TOKEN_ENDPOINT_AUTH_METHODS = AUTH

    def query_authorization_code(self, code: str, client: _Client) -> "_Code | None":
        found = tokens.find_open_code(code[:128], client.app)
        return _Code(found) if found is not None else None

    def authenticate_user(self, authorization_code: "_Code") -> Any:
        allowed = tokens.use_code(authorization_code.code)
        if allowed is not None:
            self.request.issued = tokens.issue_for(allowed, allowed.scopes, refresh=True)
        return allowed

    def delete_authorization_code(self, authorization_code: "_Code") -> None:
        """Used up before: see `authenticate_user`, which of two comes second to."""


@dataclass(frozen=True)
class _Code:
    code: tokens.Code
    code_challenge_method = "S256"

    @property
    def code_challenge(self) -> str:
        return self.code.challenge

    def get_redirect_uri(self) -> str:
        return str(self.code.redirect)

    def get_scope(self) -> str:
        return " ".join(self.code.allowed.scopes)


class _Again(grants.RefreshTokenGrant):  # type: ignore[misc]
    """A new access token for as long as the person allows it. The refresh token stays: its app has a secret (RFC 9700 §2.2.2)."""

    TOKEN_ENDPOINT_AUTH_METHODS = AUTH

    def authenticate_refresh_token(self, refresh_token: str) -> "_Refresh | None":
        found = tokens.find_refresh(refresh_token[:128])
        return _Refresh(*found) if found is not None else None

    def authenticate_user(self, refresh_token: "_Refresh") -> Any:
        asked = (self.request.payload.scope or refresh_token.get_scope()).split()
        self.request.issued = tokens.issue_for(refresh_token.allowed, asked, refresh=False)
        return refresh_token.allowed

    def revoke_old_credential(self, refresh_token: "_Refresh") -> None:
        """It stays."""


@dataclass(frozen=True)
class _Refresh(TokenMixin):  # type: ignore[misc]
    token: tokens.Token
    allowed: tokens.Allowed

    def check_client(self, client: _Client) -> bool:
        return self.token.app == client.app

    def get_scope(self) -> str:
        return " ".join(self.token.scopes)


class _Revocation(RevocationEndpoint):  # type: ignore[misc]
    """A token is given back. Whether there was one is not said (RFC 7009 §2.2)."""

    CLIENT_AUTH_METHODS = AUTH

    def authenticate_token(self, request: OAuth2Request, client: _Client) -> Any:
        self.check_params(request, client)
        tokens.end_token(request.form["token"][:128], client.app)
        return None

    def revoke_token(self, token: Any, request: OAuth2Request) -> None:
        """Done before."""


def _answer(request: HttpRequest, make: Callable[[_Server], HttpResponse]) -> HttpResponse:
    server = _Server(request)
    twice = [name for name, values in request.POST.lists() if len(values) > 1 and name in KNOWN]  # others are passed over
    if request.content_type != FORM or twice:
        why = "a parameter comes more than once" if twice else f"the body is {FORM}"
        return server.handle_response(*InvalidRequestError(why)())
    return make(server)


def _fields(**fields: dict[str, Any]) -> dict[str, Any]:
    need = [name for name, held in fields.items() if held.pop("must", False)]
    text = {"type": "string", "pattern": NO_NUL}
    parts = {name: {**({"type": "string"} if "enum" in held else text), **held} for name, held in fields.items()}
    # RFC 6749 has unknown parts ignored, but none can hold what cannot be stored.
    shape = {"type": "object", "properties": parts, "required": need, "propertyNames": {"pattern": NO_NUL}, "additionalProperties": text}
    return {"requestBody": {"required": True, "content": {FORM: {"schema": shape}}}, "security": [{"secret": []}, {}]}


_CREDENTIALS: dict[str, dict[str, Any]] = {
    "client_id": {"description": "here and not by Basic", "maxLength": 32},
    "client_secret": {"maxLength": 128},
}
_TOKEN = _fields(
    grant_type={"enum": ["client_credentials", "authorization_code", "refresh_token"], "must": True},
    code={"description": "of the portal's page /allow/", "maxLength": 128},
    redirect_uri={"description": "as at /allow/", "maxLength": 400},
    code_verifier={"description": "RFC 7636", "maxLength": 128},
    refresh_token={"maxLength": 128},
    scope={"description": "less than was allowed, for `refresh_token`", "maxLength": 400},
    **_CREDENTIALS,
)
_REVOKE = _fields(token={"must": True, "maxLength": 128}, token_type_hint={"enum": ["access_token", "refresh_token"]}, **_CREDENTIALS)
_WRONG = {400: OAuthError, 401: OAuthError, 429: Problem}


@router.post("/token", response={200: TokenAnswer, **_WRONG}, url_name="oauth-token", openapi_extra=_TOKEN)
def give_token(request: HttpRequest) -> Any:
    """A token for the app itself (client_credentials), for a code that a person's yes gave, or in place of one that has expired."""
    return _answer(request, lambda server: server.create_token_response(request))


@router.post("/revoke", response={200: dict, **_WRONG}, url_name="oauth-revoke", openapi_extra=_REVOKE)
def take_token(request: HttpRequest) -> Any:
    """Give a token back; a refresh token with everything that came of it."""
    return _answer(request, lambda server: server.create_endpoint_response("revocation", request))
