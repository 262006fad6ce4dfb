"""The sandbox as a rehearsal sets it up: records laid, faults set, the payer's button pressed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import httpx
from django.conf import settings

from shuangquan.core.cases.walk import Drawing
from shuangquan.core.exchange.values import plain_key


class Sandbox:
    """The sandbox's control, for rehearsals only. RuntimeError in live mode."""

    def __init__(self) -> None:
        if settings.MODE == "live" or not settings.SANDBOX_URL:
            raise RuntimeError("a rehearsal needs the sandbox, and never runs in live mode")
        self.client = httpx.Client(base_url=settings.SANDBOX_URL, headers={"X-Sandbox-Control": "1"}, timeout=10.0, trust_env=False)

    def control(self, path: str, body: Mapping[str, Any]) -> None:
        """Lay a record, preset an answer, set a fault."""
        self.client.post(f"/control/{path}", json=dict(body)).raise_for_status()

    def lay(self, drawn: Iterable[Drawing], moved: Callable[[Any], Any]) -> None:
        """Have sources answer as the example says. `moved`: dates of the example brought to today."""
        for body in _merge(drawn).values():
            self.control("records", moved(body))

    def pay(self, url: str) -> None:
        """Press 付款 as the payer would."""
        answer = self.client.post(url, data={"do": "pay"})
        if answer.status_code >= httpx.codes.BAD_REQUEST:
            answer.raise_for_status()


def _merge(drawn: Iterable[Drawing]) -> dict[str, dict[str, Any]]:
    """One record a source and keys: it was perhaps asked twice, for different fields."""
    merged: dict[str, dict[str, Any]] = {}
    for drawing in drawn:
        draw = drawing.ready.draw
        if draw.kind != "resource":
            continue
        keys = {field: plain_key(value) for field, value in drawing.ready.keys}
        body = merged.setdefault(f"{draw.source} {sorted(keys.items())}", {"resource": draw.source, "keys": keys})
        if draw.list_role is not None:
            rows = body.setdefault("members", [{} for _ in drawing.members])
            for row, more in zip(rows, drawing.members, strict=True):
                row.update(more)
        elif drawing.found:
            body.setdefault("record", {}).update({name: value for name, value in drawing.record.items() if value is not None})
    return merged
