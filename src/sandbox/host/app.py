"""A host app (宿主): its page plays a phone; its server fetches tickets for its users and hears what becomes of their matters.

Whoever picks a resident on the page is signed in as them, without a password: so its calls need the hand's header, as a reader's do.
"""

import base64
import hmac
import json
import secrets
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import deque
from pathlib import Path
from typing import Any

from sandbox.control import check_hand
from sandbox.state import State
from sandbox.web import Problem, Request, Response, Router, reply

FILE = "host.json"
"""In the sandbox's home, written by `up`: {"client", "secret", "key", "platform"}."""
MOST, LATE = 200, 300
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
_FILES = {"host.js": "text/javascript", "host.css": "text/css"}


class HostApp:
    """The host's server."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._told: deque[dict[str, Any]] = deque(maxlen=MOST)
        self._seen: set[str] = set()
        self._lock = threading.Lock()

    def routes(self, router: Router) -> None:
        """Its addresses."""
        router.add("GET", "/host", self.show)
        router.add("GET", "/host/users", self.users)
        router.add("GET", "/host/told", self.show_told)
        router.add("GET", "/host/files/{}", self.show_file)
        router.add("POST", "/host/open", self.open)
        router.add("POST", "/host/hooks", self.hear)

    def _kept(self) -> dict[str, str]:
        path = self._state.settings.home / FILE if self._state.settings.home else None
        if path is None or not path.is_file():
            raise Problem(503, "no_host", "`up` registers this host at the platform")
        found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        return found

    def show(self, _request: Request) -> Response:
        """The page: a phone, and beside it what goes to and fro."""
        platform = self._kept()["platform"]
        html = (Path(__file__).parent / "host.html").read_bytes().replace(b"{{platform}}", platform.encode())
        own = "script-src 'self'; style-src 'self'; connect-src 'self'"
        policy = f"default-src 'none'; {own}; frame-src {platform}; frame-ancestors 'none'; base-uri 'none'"
        return Response(200, html, "text/html", [("Content-Security-Policy", policy)])

    def show_file(self, request: Request) -> Response:
        """A script or style of the page."""
        kind = _FILES.get(request.path[2])
        if kind is None:
            raise Problem(404, "no_such_address")
        return Response(200, (Path(__file__).parent / request.path[2]).read_bytes(), kind)

    def users(self, _request: Request) -> Response:
        """Its users: the demo residents."""
        persons = self._state.world.persons
        rows = [{"login": one.login, "name": persons[one.person].name, "zh": one.zh} for one in self._state.world.demos if one.login]
        return reply({"users": rows})

    def open(self, request: Request) -> Response:
        """POST {"login", "level", "to"}: a ticket for that user; answers where the frame goes, and the nonce to expect of the zone."""
        check_hand(request)
        body, kept = request.json(), self._kept()
        demo = next((one for one in self._state.world.demos if one.login and one.login == body.get("login")), None)
        if demo is None:
            raise Problem(404, "no_such_resident")
        person, nonce = self._state.world.persons[demo.person], secrets.token_urlsafe(24)
        user = {"id_number": person.id_number, "name": person.name, "phone": person.phone, "subject": self._subject(demo.login)}
        asked = {"user": user, "level": int(body.get("level") or 3), "audience": kept["platform"], "nonce": nonce}
        made = self._call(kept, "/api/v1/app/tickets", json.dumps(asked).encode(), "application/json", self._token(kept))
        way = {"client": kept["client"], "ticket": made["ticket"], "nonce": nonce, "to": str(body.get("to") or "home")}
        return reply({"url": f"{kept['platform']}/enter?{urllib.parse.urlencode(way)}", "nonce": nonce, "subject": user["subject"]})

    def _subject(self, login: str) -> str:
        """The host's own id of a user: says nothing to anybody else."""
        return hmac.new(self._state.secrets["subject_secret"].encode(), login.encode(), "sha256").hexdigest()[:24]

    def _token(self, kept: dict[str, str]) -> str:
        form = {"grant_type": "client_credentials", "client_id": kept["client"], "client_secret": kept["secret"]}
        made = self._call(kept, "/api/v1/oauth/token", urllib.parse.urlencode(form).encode(), "application/x-www-form-urlencoded")
        return str(made["access_token"])

    def _call(self, kept: dict[str, str], path: str, body: bytes, kind: str, token: str = "") -> dict[str, Any]:
        headers = {"Content-Type": kind, **({"Authorization": f"Bearer {token}"} if token else {})}
        try:
            with _OPENER.open(urllib.request.Request(kept["platform"] + path, data=body, headers=headers), timeout=10) as answer:
                found: dict[str, Any] = json.load(answer)
                return found
        except urllib.error.HTTPError as error:
            raise Problem(502, "platform_refused", error.read(400).decode("utf-8", "replace")) from error
        except OSError as error:
            raise Problem(502, "platform_away") from error

    def hear(self, request: Request) -> Response:
        """What the platform tells (Standard Webhooks): believed when signed, recent, and not heard before."""
        kept, sent, stamp = self._kept(), request.header("webhook-id"), request.header("webhook-timestamp")
        key = base64.b64decode(kept["key"].removeprefix("whsec_"))
        made = base64.b64encode(hmac.new(key, f"{sent}.{stamp}.".encode() + request.body, "sha256").digest()).decode()
        if (
            not stamp.isdigit()
            or abs(time.time() - int(stamp)) > LATE
            or not hmac.compare_digest(f"v1,{made}", request.header("webhook-signature"))
        ):
            raise Problem(401, "wrong_signature")
        with self._lock:
            if sent not in self._seen:
                self._seen.add(sent)
                self._told.append(request.json())
        return reply({"taken": True})

    def show_told(self, _request: Request) -> Response:
        """What has been heard, oldest first."""
        return reply({"told": list(self._told)})
