"""Pick-up cabinets: two in every county. A cell is loaded at once, opens with its code, and is emptied after three days."""

import secrets
from datetime import datetime, timedelta
from html import escape
from typing import Any

from sandbox.clock import now, stamp
from sandbox.control import check_hand
from sandbox.state import State
from sandbox.web import Problem, Request, Response, Router, page, redirect, reply

KEPT = timedelta(days=3)
CELLS = 40


class Cabinets:
    """The gateway of all cabinets."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self, router: Router) -> None:
        """Its addresses."""
        router.add("GET", "/cabinets/v1/regions/{}", self.list_sites)
        router.add("POST", "/cabinets/v1/deposits", self.take)
        router.add("GET", "/cabinets/v1/deposits/{}", self.show)
        router.add("POST", "/cabinets/v1/deposits/{}/expire", self.expire)
        router.add("GET", "/cabinets/{}", self.show_page)
        router.add("POST", "/cabinets/{}", self.press)

    def list_sites(self, request: Request) -> Response:
        """GET the cabinets of a region."""
        self._state.gate.check(request)
        region = request.path[3]
        if not (region.isdecimal() and len(region) == 6):
            raise Problem(400, "wrong_region")
        places = (("01", "市民中心门口", "示例路 1 号"), ("02", "火车站前广场", "示例路 9 号"))
        sites = [{"site": f"C{region}{nth}", "name": f"{name}取件柜（示例）", "address": where} for nth, name, where in places]
        return reply({"sites": sites})

    def take(self, request: Request) -> Response:
        """POST {"deposit", "site", "contents"} → a cell, loaded at once; the same again is the same cell."""
        self._state.gate.check(request)
        body = request.json()
        deposit, site, contents = str(body.get("deposit") or ""), str(body.get("site") or ""), body.get("contents")
        if not deposit or "/" in deposit or not isinstance(contents, list) or not contents:
            raise Problem(400, "wrong_deposit")
        if not (site.startswith("C") and len(site) == 9):
            raise Problem(422, "no_such_cabinet")
        ledger = self._state.ledger
        with ledger.lock:
            row = ledger.find("deposit", deposit)
            if row is None:
                cell = f"{(ledger.count_up(f'cells/{site}') - 1) % CELLS + 1:02d}"
                code = f"{secrets.randbelow(10**6):06d}"
                row = {"deposit": deposit, "site": site, "cell": cell, "code": code, "at": stamp(), "until": (now() + KEPT).isoformat()}
                row |= {"state": "loaded", "proof": "", "contents": contents}
                ledger.keep(("deposit", deposit, row))
        return reply(self._show(row), 201)

    def show(self, request: Request) -> Response:
        """GET deposits/{id}."""
        self._state.gate.check(request)
        return reply(self._show(self._find(request.path[3])))

    def expire(self, request: Request) -> Response:
        """POST by a test: the time of this cell is over."""
        check_hand(request)
        row = self._find(request.path[3])
        row = {**row, "until": stamp()} if row["state"] == "loaded" else row
        self._state.ledger.keep(("deposit", row["deposit"], row))
        return reply(self._show(row))

    def show_page(self, request: Request) -> Response:
        """The cabinet's screen, for whoever tries the demo out."""
        return self._page(request.path[1], "")

    def press(self, request: Request) -> Response:
        """Somebody typed a code: the cell opens, and the cabinet writes down that it did."""
        origin = request.header("Origin")
        if origin and origin != request.origin:
            raise Problem(403, "other_site")
        site, code = request.path[1], str(request.form().get("code") or "").strip()
        with self._state.ledger.lock:
            rows = [one for one in self._state.ledger.all("deposit").values() if one["site"] == site]
            row = next((one for one in rows if one["code"] == code and self._show(one)["state"] == "loaded"), None)
            if row is None:
                return self._page(site, "这个取件码不对，或者已经取走、过了时间。")
            row = {**row, "state": "collected", "at": stamp(), "proof": f"K{self._state.ledger.count_up('openings'):08d}"}
            self._state.ledger.keep(("deposit", row["deposit"], row))
        return redirect(f"/cabinets/{site}?cell={row['cell']}")

    def _page(self, site: str, error: str) -> Response:
        alert = f'<p class="error" role="alert">{escape(error)}</p>' if error else ""
        typed = '<label>取件码<br><input name="code" inputmode="numeric" autocomplete="off"></label><button>开柜</button>'
        form = f'<form method="post">{alert}{typed}</form>'
        return page(
            "取件柜", f'<h1>取件柜</h1><p class="sub">{escape(site)}（演示）</p><div class="sheet">{form}</div>', 422 if error else 200
        )

    def _find(self, deposit: str) -> dict[str, Any]:
        row = self._state.ledger.find("deposit", deposit)
        if row is None:
            raise Problem(404, "no_such_deposit")
        found: dict[str, Any] = row
        return found

    def _show(self, row: dict[str, Any]) -> dict[str, Any]:
        over = row["state"] == "loaded" and datetime.fromisoformat(row["until"]) <= now()
        shown = {name: row[name] for name in ("deposit", "site", "cell", "code", "at", "until", "proof", "state")}
        return {**shown, "state": "expired", "at": row["until"]} if over else shown
