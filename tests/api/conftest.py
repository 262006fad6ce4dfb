"""An app that is let in, people who allow it, and a server to talk to."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client

from shuangquan.actions.clients import add_app
from shuangquan.core.words.app_scopes import SCOPES
from shuangquan.records.clients import App
from tests.portal.conftest import Browser, world
from tests.portal.ports import World

__all__ = ["world"]
APP, BACK, CALLBACK = "town-app", "http://127.0.0.1:8765/back", "https://app.example/hooks"
VERIFIER, CHALLENGE = "v" * 43, "7w_YNF9DSfIdPf_pRjSq646_kPr-2-o9NAl16JGghdM"


def make_app(name: str = APP, **more: Any) -> App:
    held: dict[str, Any] = {"scopes": tuple(SCOPES), "themes": (), "regions": ("3707",), "redirects": (BACK,), "callback": CALLBACK}
    held |= {"department": "", "hook_nth": 1, "ends_on": None, "ended": False, **more}
    return App(id=name, name_zh="示例镇务通", name_en="Example Town", **held)


@pytest.fixture
def secret(world: World) -> str:
    """Of the app, which is let in for everything in the city of Weifang."""
    return add_app(make_app())


def ask(scopes: str = " ".join(SCOPES), **more: str) -> str:
    """The address of the portal's page with an app's request."""
    asked = {"response_type": "code", "client_id": APP, "redirect_uri": BACK, "scope": scopes, "state": "s1"}
    return f"/allow/?{urlencode({**asked, 'code_challenge': CHALLENGE, 'code_challenge_method': 'S256', **more})}"


def say_yes(who: str, address: str, *, signing: bool = True, days: str = "1") -> str:
    """Somebody says yes at the portal; answers the address that leads back to the app."""
    phone = Browser(who)
    phone.get(address)
    assert phone.status == 200, phone.text
    phone.send(address, {"do": "allow", "days": days, **({"signing": "yes"} if signing else {})})
    found = re.search(r'id="back" href="([^"]+)"', phone.text)
    assert found, phone.text
    return found[1].replace("&amp;", "&")


@dataclass
class Program:
    """The app with tokens, as a test client."""

    secret: str
    access: str = field(default="", repr=False)
    refresh: str = field(default="", repr=False)
    app: str = APP

    def token(self, **form: str) -> tuple[int, Any]:
        answer = Client().post(
            "/api/v1/oauth/token", urlencode({"client_id": self.app, "client_secret": self.secret, **form}),
            content_type="application/x-www-form-urlencoded",
        )  # fmt: skip
        return answer.status_code, answer.json()

    def fetch(self, back: str, **more: str) -> tuple[int, Any]:
        """Tokens for the code in the address that leads back."""
        code = parse_qs(urlsplit(back).query)["code"][0]
        status, found = self.token(grant_type="authorization_code", code=code, redirect_uri=BACK, code_verifier=VERIFIER, **more)
        if status == 200:
            self.access, self.refresh = found["access_token"], found["refresh_token"]
        return status, found

    def get(self, path: str, **headers: str) -> tuple[int, Any]:
        return self.call("get", path, None, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        return self.call("post", path, body, **headers)

    def call(self, method: str, path: str, body: Any, **headers: str) -> tuple[int, Any]:
        answer = self.raw(method, path, body, **headers)
        kind = answer.headers.get("Content-Type", "")
        return answer.status_code, json.loads(answer.content or b"null") if "json" in kind else answer.content

    def raw(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        sent = {"Authorization": f"Bearer {self.access}", **{name.replace("_", "-"): value for name, value in headers.items()}}
        data = {} if method == "get" else {"data": b"" if body is None else json.dumps(body), "content_type": "application/json"}
        return getattr(Client(), method)(f"/api/v1{path}", headers=sent, **data)


def allowed(secret: str, who: str = "mother", scopes: str = " ".join(SCOPES), app: str = APP, **more: Any) -> Program:
    """The app with tokens of somebody who said yes."""
    made = Program(secret, app=app)
    status, found = made.fetch(say_yes(who, ask(scopes, client_id=app), **more))
    assert status == 200, found
    return made


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_given: object) -> None:
        """Nothing."""


@contextmanager
def serving() -> Iterator[str]:
    """The site behind a real socket, one request at a time, by this test's clock and database; answers its address."""
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Quiet)

    def run() -> None:
        server.serve_forever(0.02)
        connections.close_all()

    thread = threading.Thread(target=copy_context().run, args=(run,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
