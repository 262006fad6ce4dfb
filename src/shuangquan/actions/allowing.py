"""代办授权: a person says yes to an app, for these things and until then; sees what they said yes to; and takes it back."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from shuangquan.actions.clients import find_open_app
from shuangquan.core.cases.policy import check_may
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.app_scopes import SIGNING, SIGNING_LEVEL, order_scopes
from shuangquan.core.words.errors import Refusal
from shuangquan.records.app_grants import Allowed, NewGrant, append_grant, apply_grant_end, apply_tokens_end, find_grants
from shuangquan.records.clients import App, find_app
from shuangquan.records.clock import now

CODE = timedelta(minutes=5)
DAYS = (1, 7, 30)
"""For how many days one can say yes."""
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an app asks a person for. scopes: in the order in which they are read; state: the app's own, given back as it came."""

    app: App
    scopes: tuple[str, ...]
    redirect: str
    state: str
    challenge: str

    @property
    def signs(self) -> bool:
        """Whether it asks to sign."""
        return SIGNING in self.scopes


def read_wanted(asked: Mapping[str, str]) -> Wanted:
    """A request of RFC 6749 §4.1.1 with the challenge of RFC 7636, which is not left out here.

    Refusals, of which nobody is sent anywhere: "app.unknown", "app.redirect", "app.request".
    """
    app = find_open_app(asked.get("client_id", "")[:32])
    if app is None:
        raise Refusal("app.unknown", "client_id")
    redirect = asked.get("redirect_uri", "")
    if redirect not in app.redirects:
        raise Refusal("app.redirect", "redirect_uri")
    scopes, state, challenge = asked.get("scope", "").split(), asked.get("state", ""), asked.get("code_challenge", "")
    if asked.get("response_type") != "code":
        raise Refusal("app.request", "response_type", part="response_type")
    if asked.get("code_challenge_method") != "S256" or not _CHALLENGE.fullmatch(challenge):
        raise Refusal("app.request", "code_challenge", part="code_challenge")
    if not scopes or set(scopes) - set(app.scopes):
        raise Refusal("app.request", "scope", part="scope")
    if len(state) > _LONGEST:
        raise Refusal("app.request", "state", part="state")
    return Wanted(app, order_scopes(frozenset(scopes)), redirect, state, challenge)


def allow_app(actor: Actor, index: bytes, wanted: Wanted, days: int, *, signing: bool) -> str:
    """Say yes; answers the code by which the app fetches its first token, within five minutes and once.

    signing: that it may sign too, which is said apart. Refusals: "app.until", policy; "identity.low" when it may sign and the person was
    not recognised well enough for that.
    """
    check_may(actor, "app.allow")
    if days not in DAYS:
        raise Refusal("app.until", "days")
    scopes = tuple(one for one in wanted.scopes if signing or one != SIGNING)
    if not scopes:
        raise Refusal("app.nothing", "signing")
    if SIGNING in scopes and actor.identity < SIGNING_LEVEL:
        raise Refusal("identity.low", "app.allow", need=SIGNING_LEVEL, have=actor.identity)
    code, moment = secrets.token_urlsafe(32), now()
    append_grant(
        NewGrant(
            index, wanted.app.id, scopes, actor.identity, moment + timedelta(days=days), code, moment + CODE, wanted.challenge,
            wanted.redirect,
        )
    )  # fmt: skip
    return code


def withdraw_app(actor: Actor, index: bytes, grant: str) -> None:
    """Take it back: the app can do nothing more, at once. Refusal("app.grant") when it is not theirs; policy."""
    check_may(actor, "app.allow")
    found = next((one for one in find_grants(index) if one.id == grant), None)
    if found is None or not apply_grant_end(grant, index):
        raise Refusal("app.grant", "grant")
    apply_tokens_end(found.app, found.id)


def find_allowed(actor: Actor, index: bytes) -> tuple[tuple[Allowed, App | None], ...]:
    """What one allows now, newest first, each with whom. Refusals of the policy."""
    check_may(actor, "app.allow")
    found = find_grants(index)
    apps: dict[str, App | None] = {one: held[0] if (held := find_app(one)) else None for one in {grant.app for grant in found}}
    return tuple((one, apps[one.app]) for one in found)
