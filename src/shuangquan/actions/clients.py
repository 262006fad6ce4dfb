"""应用: who lets other parties' apps in, for what; and how an app signs in."""

import base64
import re
import secrets
from hmac import compare_digest
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError

from shuangquan.actions.limiting import append_failed, check_wait
from shuangquan.actions.standards import load_online
from shuangquan.connectors.address import check_live, check_sandbox
from shuangquan.core.words.app_scopes import SCOPES, order_scopes
from shuangquan.core.words.errors import Refusal
from shuangquan.records.app_grants import apply_scopes_end, apply_tokens_end
from shuangquan.records.clients import App, append_app, apply_app_scopes, apply_rights, apply_secret, find_app, find_apps, hook_key
from shuangquan.records.clock import today
from shuangquan.records.sharing import apply_consumer_end, hash_secret

__all__ = [
    "App", "add_app", "check_callback", "end_app", "find_open_app", "is_secret_of", "list_apps", "rotate_app", "say_hook_key", "set_scopes",
]  # fmt: skip
_ID = re.compile(r"[a-z0-9-]{3,32}")
_LOOPBACK = ("127.0.0.1", "[::1]", "localhost")


def add_app(made: App) -> str:
    """Let an app in; answers what it signs in with, which is kept nowhere; "" for a 用证系统, which goes on signing in as it has.

    ValueError says what cannot be.
    """
    _check_words(made)
    for redirect in made.redirects:
        _check_redirect(redirect)
    if made.callback:
        check_callback(made.callback)
    secret = secrets.token_urlsafe(32)
    try:
        append_app(made, secret)
    except IntegrityError:
        if not apply_rights(made):
            raise ValueError(f"{made.id} 已经有了") from None
        return ""
    return secret


def _check_words(made: App) -> None:
    online = load_online()
    if not _ID.fullmatch(made.id) or not made.name_zh.strip():
        raise ValueError("应用编号用小写字母、数字和 -，3 到 32 个；名称不能空")
    if not made.scopes or set(made.scopes) - set(SCOPES):
        raise ValueError(f"能做的事从这里面选：{'、'.join(SCOPES)}")
    if unknown := sorted(set(made.themes) - set(online.themes)):
        raise ValueError(f"没有这些主题：{'、'.join(unknown)}")
    if made.department and made.department not in online.departments:
        raise ValueError(f"没有这个部门：{made.department}")
    if not all(re.fullmatch(r"[0-9]{2,6}", region) for region in made.regions):
        raise ValueError("地区是二到六位代码，写前几位就是那一片")


def _check_redirect(address: str) -> None:
    """Where people are sent back to: https, or this very machine (RFC 8252 §7.3)."""
    parts = urlsplit(address)
    here = parts.scheme == "http" and parts.netloc.rpartition(":")[0] in _LOOPBACK
    if len(address) > 400 or not ((parts.scheme == "https" and parts.hostname) or here) or parts.fragment or parts.username:
        raise ValueError(f"回到的地址要用 https（本机可以用 http），不带 # 和用户名：{address}")


def check_callback(address: str) -> None:
    """Where an app is told: https to another machine; in demo and tests this machine too. ValueError says what is wrong."""
    if len(address) > 400 or urlsplit(address).username or "#" in address:
        raise ValueError(f"通知地址不带 # 和用户名，400 字以内：{address}")
    if settings.MODE != "live" and address.startswith("http://"):
        check_sandbox(address)
    else:
        check_live(address)


def set_scopes(app: str, scopes: tuple[str, ...]) -> tuple[str, ...]:
    """What people can allow it from now on; answers what was taken away. That ends at once, in tokens and in what people allowed: who gave
    it is asked anew should it come back, as everybody is for what is new.

    ValueError for a scope that is none; Refusal("app.unknown").
    """
    if not scopes or set(scopes) - set(SCOPES):
        raise ValueError(f"能做的事从这里面选：{'、'.join(SCOPES)}")
    found = find_app(app)
    if found is None or found[0].ended or not apply_app_scopes(app, order_scopes(frozenset(scopes))):
        raise Refusal("app.unknown", "client_id")
    gone = tuple(one for one in found[0].scopes if one not in scopes)
    if gone:
        apply_scopes_end(app, gone)
    return gone


def rotate_app(app: str) -> str:
    """A new secret in place of the old one; whatever tokens it holds end too. Refusal("app.unknown")."""
    secret = secrets.token_urlsafe(32)
    if not apply_secret(app, secret):
        raise Refusal("app.unknown", "client_id")
    apply_tokens_end(app)
    return secret


def end_app(app: str) -> bool:
    """Shut it out, at once. False when there is none that is let in."""
    if find_app(app) is None or not apply_consumer_end(app):
        return False
    apply_tokens_end(app)
    return True


def list_apps() -> list[dict[str, Any]]:
    """Every app as plain values. state: open | over | ended."""
    return [
        {
            "id": one.id, "name": one.name_zh, "department": one.department, "scopes": one.scopes, "themes": one.themes,
            "regions": one.regions, "redirects": one.redirects, "callback": one.callback,
            "state": "ended" if one.ended else "open" if one.is_open(today()) else "over",
        }
        for one in find_apps()
    ]  # fmt: skip


def say_hook_key(app: str) -> str:
    """By what the app verifies what it is told (Standard Webhooks: `whsec_` and base64). Refusal("app.unknown")."""
    found = find_app(app)
    if found is None:
        raise Refusal("app.unknown", "client_id")
    return f"whsec_{base64.b64encode(hook_key(found[0])).decode()}"


def find_open_app(app: str) -> App | None:
    """An app that may call today."""
    found = find_app(app)
    return found[0] if found is not None and found[0].is_open(today()) else None


def is_secret_of(app: str, secret: str, address: str) -> bool:
    """Whether the app signs in with this. What fails is counted by the caller's address. Refusal("request.limited")."""
    check_wait("app-failed", address)
    found = find_app(app)
    if found is None or not compare_digest(found[1], hash_secret(secret)) or not found[0].is_open(today()):
        append_failed("app-failed", address)
        return False
    return True
