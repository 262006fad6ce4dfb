"""The licence system of market regulation: a code is asked for, and a page plays the app in which a licence's holder confirms."""

import secrets
import threading
import time
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any

from sandbox.control import check_hand
from sandbox.people.model import Demo
from sandbox.state import State
from sandbox.web import Problem, Request, Response, Router, page, redirect, reply

LIFE = 300


@dataclass(slots=True)
class Asked:
    """A confirmation under way. state: waiting | confirmed | refused; said: what is told of it, once."""

    until: float
    state: str = "waiting"
    said: dict[str, Any] = field(default_factory=dict)


class Licences:
    """The licence system."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._asked: dict[str, Asked] = {}
        self._lock = threading.Lock()

    def routes(self, router: Router) -> None:
        """Its addresses."""
        router.add("POST", "/licences/v1/asks", self.ask)
        router.add("GET", "/licences/v1/asks/{}", self.find)
        router.add("POST", "/licences/v1/asks/{}/confirm", self.confirm)
        router.add("GET", "/licences/{}", self.show_page)
        router.add("POST", "/licences/{}", self.press)

    def ask(self, request: Request) -> Response:
        """POST a confirmation: what the code is to say, and for how long."""
        self._state.gate.check(request)
        made = secrets.token_urlsafe(24)
        with self._lock:
            for old in [name for name, one in self._asked.items() if one.until < time.time()]:
                del self._asked[old]
            self._asked[made] = Asked(time.time() + LIFE)
        return reply({"id": made, "url": f"{request.origin}/licences/{made}", "seconds": LIFE}, 201)

    def find(self, request: Request) -> Response:
        """GET how it stands; what was confirmed is told once."""
        self._state.gate.check(request)
        asked = self._open(request.path[3])
        if asked.state == "refused":
            raise Problem(410, "refused")
        if asked.state == "waiting":
            return reply({"state": "waiting"})
        with self._lock:
            self._asked.pop(request.path[3], None)
        return reply({"state": "confirmed", **asked.said})

    def confirm(self, request: Request) -> Response:
        """POST {"login", "company", "capacity", "scope", "until"} by a test: what the page does."""
        check_hand(request)
        body = {name: str(value) for name, value in request.json().items()}
        self._confirm(self._open(request.path[3]), body)
        return reply({"state": "confirmed"})

    def show_page(self, request: Request) -> Response:
        """The app: which licence, in which capacity."""
        asked = self._asked.get(request.path[1])
        if asked is None or asked.until < time.time() or asked.state != "waiting":
            return page("电子营业执照", '<h1>电子营业执照</h1><p class="sub">这个码用过了，或者过期了。回到电脑上换一个码。</p>')
        options = "".join(
            f'<label class="pick"><input type="radio" name="login" value="{escape(demo.login)}">'
            f" <span>{escape(self._state.world.companies[demo.organisation].name)} · {escape(self._name(demo))}</span></label>"
            for demo in self._demos()
        )
        body = (
            '<h1>电子营业执照</h1><p class="sub">有网站请你的企业登录（演示）。选一家企业，由它的法定代表人确认。</p>'
            f'<div class="sheet"><form method="post"><fieldset><legend>哪一家</legend>{options}</fieldset>'
            '<button name="do" value="yes">确认登录</button><button class="plain" name="do" value="no">不是我，拒绝</button></form></div>'
        )
        return page("电子营业执照", body)

    def press(self, request: Request) -> Response:
        """A button of the page."""
        origin = request.header("Origin")
        if origin and origin != request.origin:  # another site's page confirms nothing here
            raise Problem(403, "other_origin")
        asked, form = self._open(request.path[1]), request.form()
        if form.get("do") != "yes":
            asked.state = "refused"
        else:
            self._confirm(asked, {"login": form.get("login", "")})
        return redirect(f"/licences/{request.path[1]}")

    def _open(self, ask: str) -> Asked:
        asked = self._asked.get(ask)
        if asked is None or asked.until < time.time():
            raise Problem(404, "no_such_ask")
        return asked

    def _demos(self) -> tuple[Demo, ...]:
        world = self._state.world
        return tuple(demo for demo in world.demos if demo.login and demo.organisation in world.companies)

    def _name(self, demo: Demo) -> str:
        return str(self._state.world.persons[demo.person].name)

    def _confirm(self, asked: Asked, given: dict[str, str]) -> None:
        demo = next((one for one in self._state.world.demos if one.login and one.login == given.get("login")), None)
        company = self._state.world.companies.get(given.get("company") or (demo.organisation if demo else ""))
        if demo is None or company is None:
            raise Problem(404, "no_such_company")
        until = date.fromisoformat(given["until"]).isoformat() if given.get("until") else ""
        person = self._state.world.persons[demo.person]
        asked.said = {
            "uscc": company.uscc, "company": company.name, "id_number": person.id_number, "name": person.name, "level": 4,
            "capacity": given.get("capacity") or "representative", "scope": given.get("scope", ""), "until": until,
        }  # fmt: skip
        asked.state = "confirmed"
