"""The courier: parcels are collected at once, on the way after a third of the time, delivered at its end."""

import time
from datetime import datetime
from typing import Any

from sandbox.clock import SHANGHAI
from sandbox.state import State
from sandbox.web import Problem, Request, Response, Router, reply


class Courier:
    """Parcels."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self, router: Router) -> None:
        """Its addresses."""
        router.add("POST", "/courier/v1/parcels", self.take)
        router.add("GET", "/courier/v1/parcels/{}", self.show)

    def take(self, request: Request) -> Response:
        """POST parcels {"parcel", "to": {"name", "phone", "address"}, "contents": […]}; idempotent by parcel."""
        self._state.gate.check(request)
        body = request.json()
        parcel, to, contents = body.get("parcel"), body.get("to"), body.get("contents")
        if (
            not isinstance(parcel, str)
            or not parcel
            or "/" in parcel
            or not isinstance(to, dict)
            or not isinstance(contents, list)
            or not contents
        ):
            raise Problem(400, "wrong_parcel")
        if not all(isinstance(to.get(name), str) and to[name].strip() for name in ("name", "phone", "address")):
            raise Problem(422, "no_address")
        ledger = self._state.ledger
        with ledger.lock:
            row = ledger.find("parcel", parcel)
            if row is not None and (row["to"], row["contents"]) != (to, contents):
                raise Problem(409, "conflict")
            if row is None:
                tracking = f"SDX{ledger.count_up('parcels'):010d}"
                row = {"parcel": parcel, "to": to, "contents": contents, "tracking": tracking, "taken": time.time()}
                ledger.keep(("parcel", parcel, row))
        return reply(self._show(row), 201)

    def show(self, request: Request) -> Response:
        """GET parcels/{id}."""
        self._state.gate.check(request)
        row = self._state.ledger.find("parcel", request.path[3])
        if row is None:
            raise Problem(404, "no_such_parcel")
        return reply(self._show(row))

    def _show(self, row: dict[str, Any]) -> dict[str, Any]:
        whole = self._state.settings.courier_seconds
        steps = (("collected", 0.0), ("on_the_way", whole / 3), ("delivered", whole))
        passed = time.time() - row["taken"]
        stops = [
            {"state": name, "at": datetime.fromtimestamp(row["taken"] + after, SHANGHAI).isoformat(timespec="milliseconds")}
            for name, after in steps
            if passed >= after
        ]
        return {"parcel": row["parcel"], "tracking": row["tracking"], "state": stops[-1]["state"], "stops": stops}
