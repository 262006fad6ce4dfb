"""A licensed authority as others would run one: the documented JSON protocol over HTTP, in front of the built-in authority."""

import json
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from shuangquan.connectors.authority.builtin import BuiltinAuthority
from shuangquan.connectors.authority.port import Request
from shuangquan.core.credentials.sm2_certificates import Purpose
from shuangquan.core.words.errors import Fault

STATUS = {"refused": 422, "conflict": 409}


@dataclass
class Server:
    """One at work. mode: ok | down | wrong | drop | other (a certificate for another key)."""

    held: BuiltinAuthority
    address: str = ""
    mode: str = "ok"
    other: bytes = b""

    def answer(self, method: str, path: str, body: bytes) -> dict[str, object]:
        asked = json.loads(body) if body else {}
        if (method, path) == ("POST", "/authority/v1/certificates"):
            public, purpose = bytes.fromhex(asked["public"]), Purpose(asked["purpose"])
            wanted = Request(asked["request"], asked["names"], public, purpose, asked["days"], bytes.fromhex(asked["proof"]))
            made = self.held.issue_certificate(wanted)
            return {"request": wanted.id, "certificate": b64encode(self.other if self.mode == "other" else made).decode()}
        if (method, path) == ("GET", "/authority/v1/list"):
            return {"list": b64encode(self.held.find_list()).decode()}
        if (method, path) == ("GET", "/authority/v1/roots"):
            return {"roots": [b64encode(one).decode() for one in self.held.find_roots()]}
        self.held.revoke_certificate(int(path.split("/")[4]), asked["reason"])
        return {}


@contextmanager
def serve_authority(held: BuiltinAuthority) -> Iterator[Server]:
    """Serve it on loopback meanwhile."""
    server = Server(held)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer("GET")

        def do_POST(self) -> None:
            self.answer("POST")

        def do_PUT(self) -> None:
            self.answer("PUT")

        def answer(self, method: str) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            assert self.headers["X-Signature"] and self.headers["X-App-Id"] == "app"
            if server.mode == "drop":
                self.connection.close()
                return
            try:
                content = b"{" if server.mode == "wrong" else json.dumps(server.answer(method, self.path, body)).encode()
                status = 503 if server.mode == "down" else 200
            except Fault as fault:
                content, status = b"{}", STATUS[fault.code]
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.address = f"http://127.0.0.1:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
