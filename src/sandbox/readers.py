"""Card readers: a plate for each device, on which the card of a demo resident can be laid by hand or by a test."""

from html import escape
from typing import Any

from sandbox.control import check_hand
from sandbox.state import State
from sandbox.web import Problem, Request, Response, Router, page, redirect, reply

_LONGEST = 64


class Readers:
    """The gateway of all readers."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self, router: Router) -> None:
        """Its addresses."""
        router.add("GET", "/readers/v1/devices/{}/card", self.show)
        router.add("POST", "/readers/v1/devices/{}/lay", self.lay)
        router.add("GET", "/readers/{}", self.show_page)
        router.add("POST", "/readers/{}", self.press)

    def show(self, request: Request) -> Response:
        """GET the card on the plate; 404 when there is none."""
        self._state.gate.check(request)
        login = self._state.ledger.find("plate", request.path[3])
        if not login:
            raise Problem(404, "no_card")
        return reply(self._card(str(login)))

    def lay(self, request: Request) -> Response:
        """POST {"login"} by a test: lay that demo resident's card, or take it away when there is no login."""
        check_hand(request)
        self._put(request.path[3], str(request.json().get("login") or ""))
        return reply({"device": request.path[3]})

    def show_page(self, request: Request) -> Response:
        """The plate, for whoever tries the demo out."""
        device = request.path[1]
        login = self._state.ledger.find("plate", device)
        chosen = "".join(
            f'<label class="pick"><input type="radio" name="login" value="{escape(demo.login)}"'
            f"{' checked' if demo.login == login else ''}> <span>{escape(self._name(demo))} · {escape(demo.zh)}</span></label>"
            for demo in self._state.world.demos
            if demo.login
        )
        body = (
            f'<h1>读卡器</h1><p class="sub">设备 {escape(device)}（演示）。选一位居民，把身份证放上去。</p><div class="sheet">'
            f'<form method="post"><fieldset><legend>谁的身份证</legend>{chosen}</fieldset>'
            '<button name="do" value="lay">放上</button><button class="plain" name="do" value="take">拿走</button></form></div>'
        )
        return page("读卡器", body)

    def press(self, request: Request) -> Response:
        """A button of the page."""
        origin = request.header("Origin")
        if origin and origin != request.origin:  # another site's page lays no cards here
            raise Problem(403, "other_origin")
        form = request.form()
        self._put(request.path[1], form.get("login", "") if form.get("do") == "lay" else "")
        return redirect(f"/readers/{request.path[1]}")

    def _put(self, device: str, login: str) -> None:
        if len(device) > _LONGEST or not device.replace("-", "").isalnum():
            raise Problem(400, "wrong_device")
        if login and not any(demo.login == login for demo in self._state.world.demos):
            raise Problem(404, "no_such_resident")
        self._state.ledger.keep(("plate", device, login))

    def _name(self, demo: Any) -> str:
        return str(self._state.world.persons[demo.person].name)

    def _card(self, login: str) -> dict[str, Any]:
        demo = next(demo for demo in self._state.world.demos if demo.login == login)
        person = self._state.world.persons[demo.person]
        return {"id_number": person.id_number, "name": person.name, "valid_to": "", "faced": True}
