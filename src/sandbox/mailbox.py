"""The mailboxes in which demo people read their e-mail."""

from html import escape

from sandbox.clock import stamp
from sandbox.state import State
from sandbox.web import Problem, Request, Response, Router, page, reply


class Mailbox:
    """Mail by address."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self, router: Router) -> None:
        """Its addresses."""
        router.add("POST", "/mail/v1/messages", self.take)
        router.add("GET", "/mail/inbox", self.inbox)

    def take(self, request: Request) -> Response:
        """POST {"mail", "to", "subject", "text"}; idempotent by mail. An address of `.invalid` is refused."""
        self._state.gate.check(request)
        body = request.json()
        row = {name: body.get(name) for name in ("mail", "to", "subject", "text")}
        if not all(isinstance(value, str) and value for value in row.values()):
            raise Problem(400, "wrong_mail")
        if str(row["to"]).endswith(".invalid"):
            raise Problem(422, "no_such_mailbox")
        key = str(row["mail"])
        with self._state.ledger.lock:
            if self._state.ledger.find("mail", key) is None:
                self._state.ledger.keep(("mail", key, {**row, "at": stamp()}))
        return reply({"mail": key}, 202)

    def inbox(self, request: Request) -> Response:
        """GET inbox?to=…: a page, or JSON when that is accepted; newest first."""
        to = request.query.get("to", "").strip().lower()
        rows = [row for row in self._state.ledger.all("mail").values() if row["to"].lower() == to]
        rows.sort(key=lambda row: str(row["at"]), reverse=True)
        if "application/json" in request.header("Accept"):
            return reply({"mails": rows})
        shown = "".join(
            f"<tr><td><b>{escape(row['subject'])}</b><br>{escape(row['text'])}<br>"
            f"<span class='sub'>{escape(row['at'][:19].replace('T', ' '))}</span></td></tr>"
            for row in rows
        )
        form = (
            '<form><label for="to">邮箱地址</label>'
            f'<input type="text" id="to" name="to" autocomplete="off" value="{escape(to)}"><button>查看</button></form>'
        )
        table = f"<table>{shown}</table>" if rows else ("<p>没有邮件。</p>" if to else "")
        return page("邮箱", f'<h1>邮箱</h1><p class="sub">演示人员收到的邮件</p><div class="sheet">{form}{table}</div>')
