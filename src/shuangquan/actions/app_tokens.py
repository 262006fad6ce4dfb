"""Tokens of apps: what they get for a code or by themselves, what they may do with them, and how they act for a person."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from shuangquan.actions.accounts import Citizen, find_citizen
from shuangquan.actions.clients import find_open_app
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.app_scopes import OWN, find_level
from shuangquan.core.words.errors import Refusal
from shuangquan.records.app_grants import (
    Allowed,
    Code,
    Token,
    append_tokens,
    apply_code,
    apply_grant_void,
    apply_token_end,
    apply_tokens_end,
    find_code,
    find_grant,
    find_token,
)
from shuangquan.records.clients import App
from shuangquan.records.clock import now

__all__ = [
    "Allowed", "App", "Caller", "Code", "Made", "Token", "end_token", "find_caller", "find_open_code", "find_refresh", "issue_for",
    "issue_own", "use_code",
]  # fmt: skip
ACCESS = timedelta(minutes=15)
DOOR = "api"


@dataclass(frozen=True, slots=True)
class Caller:
    """An app that calls, with what its token lets it do. allowed, citizen: for whom it acts, None when for itself."""

    app: App
    scopes: frozenset[str]
    allowed: Allowed | None = None
    citizen: Citizen | None = None

    @property
    def who(self) -> Citizen:
        """For whom; only what is behind a person's token asks."""
        assert self.citizen is not None
        return self.citizen

    def actor(self, region: str, purpose: str) -> Actor:
        """The person at this door, by means of the app; the app itself when it acts for nobody."""
        if self.citizen is None:
            return Actor("consumer", self.app.id, region, DOOR, 5, self.app.department, purpose)
        return replace(self.citizen.actor(region, DOOR, purpose), by=f"app:{self.app.id}")

    def check_scope(self, scope: str) -> None:
        """Refusal("app.scope")."""
        if scope not in self.scopes:
            raise Refusal("app.scope", "token", scope=scope)


@dataclass(frozen=True, slots=True)
class Made:
    """Tokens as they are handed out. refresh: "" without one; seconds: how long `access` holds."""

    access: str
    refresh: str
    scopes: tuple[str, ...]
    seconds: int


def issue_own(app: str) -> Made:
    """A token for the app itself."""
    return _issue(app, None, (OWN,), refresh=False)


def issue_for(allowed: Allowed, scopes: Iterable[str], *, refresh: bool) -> Made:
    """Tokens that rest on what a person allowed."""
    chosen = frozenset(scopes)
    return _issue(allowed.app, allowed, tuple(one for one in allowed.scopes if one in chosen), refresh=refresh)


def _issue(app: str, allowed: Allowed | None, scopes: tuple[str, ...], *, refresh: bool) -> Made:
    moment, access = now(), secrets.token_urlsafe(32)
    until = min(moment + ACCESS, allowed.until) if allowed is not None else moment + ACCESS
    grant = allowed.id if allowed is not None else None
    made = [(access, Token("access", app, grant, scopes, until, ended=False))]
    again = secrets.token_urlsafe(32) if refresh and allowed is not None else ""
    if allowed is not None and again:
        made.append((again, Token("refresh", app, grant, allowed.scopes, allowed.until, ended=False)))
    append_tokens(made)
    return Made(access, again, scopes, int((until - moment).total_seconds()))


def find_open_code(code: str, app: str) -> Code | None:
    """What a code of this app stands for. One that comes a second time ends everything it was good for (RFC 6749 §4.1.2)."""
    found = find_code(code)
    if found is None or found.allowed.app != app:
        return None
    if found.used:
        _void(found.allowed)
        return None
    return found if found.until > now() and found.allowed.is_open(now()) else None


def use_code(code: Code) -> Allowed | None:
    """Use it up; None for whoever comes second, and then it is good for nobody."""
    if apply_code(code.allowed.id):
        return code.allowed
    _void(code.allowed)
    return None


def _void(allowed: Allowed) -> None:
    apply_grant_void(allowed.id)
    apply_tokens_end(allowed.app, allowed.id)


def find_refresh(token: str) -> tuple[Token, Allowed] | None:
    """What a refresh token rests on, while it holds."""
    found = find_token(token)
    if found is None or found.kind != "refresh" or not found.is_open(now()):
        return None
    allowed = _find_open(found)
    return (found, allowed) if allowed is not None else None


def end_token(token: str, app: str) -> None:
    """The app gives a token back; a refresh token with everything that came of it (RFC 7009). One that is not its own stays as it is."""
    found = find_token(token)
    if found is None or found.app != app:
        return
    apply_token_end(token)
    if found.kind == "refresh":
        apply_tokens_end(app, found.grant)


def find_caller(token: str) -> Caller:
    """Who calls. Refusal("app.token") for a token that is unknown, over, taken back, or of an app or person that is no more."""
    found = find_token(token)
    app = find_open_app(found.app) if found is not None and found.kind == "access" and found.is_open(now()) else None
    if found is None or app is None:
        raise Refusal("app.token", "token")
    if found.grant is None:
        return Caller(app, frozenset(found.scopes))
    allowed = _find_open(found)
    level = find_level(allowed.level, now() - allowed.given_at) if allowed is not None else 0
    citizen = find_citizen(allowed.index, level) if allowed is not None else None
    if allowed is None or citizen is None:
        raise Refusal("app.token", "token")
    # What was taken from the app's registration meanwhile is taken from its tokens too.
    return Caller(app, frozenset(found.scopes) & frozenset(app.scopes), allowed, citizen)


def _find_open(token: Token) -> Allowed | None:
    allowed = find_grant(token.grant) if token.grant else None
    return allowed if allowed is not None and allowed.is_open(now()) else None
