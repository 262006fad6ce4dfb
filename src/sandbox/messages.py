"""The short-message gateway, and the outbox where demo people read what they were sent."""

from html import escape

from sandbox.clock import stamp
from sandbox.state import State
from sandbox.web import Problem, Request, Response, Router, page, reply


class Messages:
    """Messages by phone."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self, router: Router) -> None:
        """Its addresses."""
        router.add("POST", "/messages/v1/messages", self.take)
        router.add("GET", "/messages/outbox", self.outbox)

    def take(self, request: Request) -> Response:
        """POST messages {"message", "phone", "template", "text"}; idempotent by message."""
        self._state.gate.check(request)
        body = request.json()
        row = {name: body.get(name) for name in ("message", "phone", "template", "text")}
        if not all(isinstance(value, str) and value for value in row.values()) or len(str(row["text"])) > 500:
            raise Problem(400, "wrong_message")
        key = str(row["message"])
        with self._state.ledger.lock:
            known = self._state.ledger.find("message", key)
            if known is not None and any(known[name] != row[name] for name in row):
                raise Problem(409, "conflict")
            if known is None:
                self._state.ledger.keep(("message", key, {**row, "at": stamp()}))
        return reply({"message": key}, 202)

    def outbox(self, request: Request) -> Response:
        """GET outbox?phone=…: a page, or JSON when that is accepted; newest first."""
        phone = request.query.get("phone", "").strip()
        rows = [row for row in self._state.ledger.all("message").values() if row["phone"] == phone]
        rows.sort(key=lambda row: str(row["at"]), reverse=True)
        if "application/json" in request.header("Accept"):
            return reply({"messages": rows})
        shown = "".join(
            f"<tr><td>{escape(row['text'])}<br><span class='sub'>{escape(row['at'][:19].replace('T', ' '))}</span></td></tr>"
            for row in rows
        )
        form = (
            '<form><label for="phone">手机号</label>'
            f'<input type="text" id="phone" name="phone" inputmode="numeric" value="{escape(phone)}"><button>查看</button></form>'
        )
        table = f"<table>{shown}</table>" if rows else ("<p>没有短信。</p>" if phone else "")
        return page("短信", f'<h1>短信</h1><p class="sub">演示人员收到的短信</p><div class="sheet">{form}{table}</div>')
