"""How calls are signed: app id and HMAC-SM3 over method, path, body digest, time and nonce."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import unquote

from gmssl_pyx import sm3_hash, sm3_hmac

from shuangquan.connectors.guard import Ask, Hooks, Signer


@dataclass(frozen=True, slots=True)
class AppKey:
    """What the exchange knows this installation by. secret: shared, never logged."""

    app_id: str
    secret: str = field(repr=False)


def sign_call(app: AppKey, ask: Ask, now: datetime, nonce: str) -> Mapping[str, str]:
    """Headers X-App-Id, X-Timestamp (seconds), X-Nonce and X-Signature (hex) for one attempt. The path is signed as it reads decoded."""
    stamp = str(int(now.timestamp()))
    path, mark, query = ask.path.partition("?")
    text = "\n".join((ask.method, unquote(path) + mark + query, sm3_hash(ask.body).hex(), stamp, nonce))
    signature = sm3_hmac(app.secret.encode(), text.encode()).hex()
    return {"X-App-Id": app.app_id, "X-Timestamp": stamp, "X-Nonce": nonce, "X-Signature": signature}


def make_signer(app: AppKey, hooks: Hooks) -> Signer:
    """A signer for a Guard: time from the clock, a fresh nonce for each attempt."""
    return lambda ask: sign_call(app, ask, hooks.now(), secrets.token_hex(16))
