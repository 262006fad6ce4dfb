"""A client of Shuangquan's API with nothing but Python's standard library.

An app signs in with its id and secret. For a person it acts only once that person has said yes on the portal's page: `ask_address` says
where to send their browser, `take_code` turns what comes back into tokens, and `call` does the rest.
"""

import base64
import hashlib
import json
import secrets
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit


class Refused(Exception):
    """The API said no: `code` names why, `title` says it in words and how to mend it, `where` names the part of the request."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{status} {problem.get('code') or problem.get('error')} {problem.get('where', '')}: {problem.get('title', '')}")
        self.status, self.problem = status, problem
        self.code = str(problem.get("code") or problem.get("error") or "")


@dataclass
class Client:
    """One app at one installation. address: e.g. https://zwfw.example.cn; language: zh or en, for words in answers."""

    address: str
    app: str
    secret: str = field(repr=False)
    language: str = "zh"
    access: str = field(default="", repr=False)
    refresh: str = field(default="", repr=False)
    verifier: str = field(default="", repr=False)
    state: str = ""

    def ask_address(self, scopes: list[str], redirect: str) -> str:
        """Where to send the person's browser, to be asked on the portal's own page."""
        self.verifier, self.state = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {"response_type": "code", "client_id": self.app, "redirect_uri": redirect, "scope": " ".join(scopes), "state": self.state}
        return f"{self.address}/allow/?{urlencode({**asked, 'code_challenge': challenge, 'code_challenge_method': 'S256'})}"

    def take_code(self, came_back: str, redirect: str) -> list[str]:
        """Tokens for the code in the address that the browser came back to; answers what the person allowed. PermissionError for a no."""
        said = {name: values[0] for name, values in parse_qs(urlsplit(came_back).query).items()}
        if said.get("state") != self.state:
            raise PermissionError("this answer is to another question")
        if "code" not in said:
            raise PermissionError(said.get("error", "no code"))
        found = self._token(grant_type="authorization_code", code=said["code"], redirect_uri=redirect, code_verifier=self.verifier)
        self.access, self.refresh = found["access_token"], found["refresh_token"]
        return str(found["scope"]).split()

    def take_own(self) -> None:
        """A token for the app itself: its registration, the ids of its matters, what it was told."""
        self.access, self.refresh = self._token(grant_type="client_credentials")["access_token"], ""

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Call `path` below /api/v1. A token that has run out is renewed once. Refused for anything but success."""
        try:
            return self._call(method, path, body, headers)
        except Refused as refused:
            if refused.code != "app.token" or not self.refresh:
                raise
            self.access = self._token(grant_type="refresh_token", refresh_token=self.refresh)["access_token"]
            return self._call(method, path, body, headers)

    def upload(self, path: str, fields: dict[str, str], name: str, content: bytes) -> Any:
        """Post a form with one file."""
        edge = secrets.token_hex(16)
        parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode() for key, value in fields.items()]
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
        )
        sent = b"".join([*parts, head.encode(), content, f"\r\n--{edge}--\r\n".encode()])
        return self._send("POST", path, sent, {"Content-Type": f"multipart/form-data; boundary={edge}", **self._bearer()})

    def _call(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        sent = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        kind = {} if body is None else {"Content-Type": "application/json"}
        return self._send(
            method, path, sent, {**kind, **self._bearer(), **{name.replace("_", "-"): value for name, value in headers.items()}}
        )

    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.access}"}

    def _token(self, **form: str) -> Any:
        basic = base64.b64encode(f"{self.app}:{self.secret}".encode()).decode()
        headers = {"Authorization": f"Basic {basic}", "Content-Type": "application/x-www-form-urlencoded"}
        return self._send("POST", "/oauth/token", urlencode(form).encode(), headers)

    def _send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Any:
        request = urllib.request.Request(f"{self.address}/api/v1{path}", body, {"Accept-Language": self.language, **headers}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                content, kind = answer.read(), answer.headers.get_content_type()
        except urllib.error.HTTPError as error:
            raise Refused(error.code, _read(error.read())) from error
        return json.loads(content or b"null") if kind == "application/json" else content


def _read(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {"title": content[:200].decode(errors="replace")}
