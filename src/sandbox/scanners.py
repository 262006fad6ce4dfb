"""Scanners: a feeder for each device, into which a synthetic paper is laid by hand or by a test; scanning empties it."""

import base64
from html import escape

from sandbox.control import check_hand
from sandbox.papers import render_paper
from sandbox.state import State
from sandbox.web import Problem, Request, Response, Router, page, redirect, reply

_LONGEST = 64


class Scanners:
    """The gateway of all scanners."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self, router: Router) -> None:
        """Its addresses."""
        router.add("POST", "/scanners/v1/devices/{}/scan", self.scan)
        router.add("POST", "/scanners/v1/devices/{}/lay", self.lay)
        router.add("GET", "/scanners/{}", self.show_page)
        router.add("POST", "/scanners/{}", self.press)

    def scan(self, request: Request) -> Response:
        """POST: the paper in the feeder as a PDF, and the feeder is empty; 404 when it was."""
        self._state.gate.check(request)
        device = request.path[3]
        title = str(self._state.ledger.find("feeder", device) or "")
        if not title:
            raise Problem(404, "feeder_empty")
        self._state.ledger.keep(("feeder", device, ""))
        content = render_paper(title, [("页数", "1"), ("说明", "沙箱合成，不是真件")])
        return reply({"content": base64.b64encode(content).decode(), "pages": 1})

    def lay(self, request: Request) -> Response:
        """POST {"title"} by a test: lay a paper of that title into the feeder, or take it out when there is none."""
        check_hand(request)
        self._put(request.path[3], str(request.json().get("title") or ""))
        return reply({"device": request.path[3]})

    def show_page(self, request: Request) -> Response:
        """The feeder, for whoever tries the demo out."""
        device = request.path[1]
        title = str(self._state.ledger.find("feeder", device) or "")
        body = (
            f'<h1>扫描仪</h1><p class="sub">设备 {escape(device)}（演示）。写一份材料的名字，放进去。</p>'
            '<div class="sheet"><form method="post">'
            f'<label>材料 <input name="title" maxlength="40" value="{escape(title)}"></label>'
            '<button name="do" value="lay">放进去</button><button class="plain" name="do" value="take">拿出来</button></form></div>'
        )
        return page("扫描仪", body)

    def press(self, request: Request) -> Response:
        """A button of the page."""
        origin = request.header("Origin")
        if origin and origin != request.origin:  # another site's page lays no paper here
            raise Problem(403, "other_origin")
        form = request.form()
        self._put(request.path[1], form.get("title", "")[:40] if form.get("do") == "lay" else "")
        return redirect(f"/scanners/{request.path[1]}")

    def _put(self, device: str, title: str) -> None:
        if len(device) > _LONGEST or not device.replace("-", "").isalnum():
            raise Problem(400, "wrong_device")
        self._state.ledger.keep(("feeder", device, title[:40]))
