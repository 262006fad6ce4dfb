"""A small WSGI layer: requests, responses, routes. No framework, so that the sandbox stays fast and plain."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import parse_qs

Environ = dict[str, Any]
StartResponse = Callable[..., Any]

REASONS = {200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 303: "See Other", 400: "Bad Request", 401: "Unauthorized"}
MOST_BODY = 1_000_000


class Problem(Exception):
    """A request that is answered with an error status and a code."""

    def __init__(self, status: int, code: str, detail: str = "") -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.detail = detail


@dataclass(slots=True)
class Request:
    """One request. path: segments. body: bytes, at most 1 MB. fault: how it is to be answered wrongly. again: a copy of one just taken."""

    method: str
    raw_path: str
    path: tuple[str, ...]
    query: dict[str, str]
    body: bytes
    environ: Environ
    fault: str = ""
    again: bool = False

    def header(self, name: str) -> str:
        """A header's value, "" when missing."""
        return str(self.environ.get("HTTP_" + name.upper().replace("-", "_"), ""))

    def json(self) -> dict[str, Any]:
        """The body as one JSON object; Problem 400 otherwise."""
        try:
            found = json.loads(self.body)
        except ValueError as error:
            raise Problem(400, "not_json") from error
        if not isinstance(found, dict):
            raise Problem(400, "not_an_object")
        return found

    def form(self) -> dict[str, str]:
        """The body as a posted form, last value of each name."""
        pairs = parse_qs(self.body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=100)
        return {name: values[-1] for name, values in pairs.items()}

    @property
    def origin(self) -> str:
        """The address this program was reached at, e.g. http://127.0.0.1:8100."""
        return f"http://{self.environ.get('HTTP_HOST', '127.0.0.1')}"


@dataclass(slots=True)
class Response:
    """One response. `cut` ends the connection in the middle of the body."""

    status: int = 200
    body: bytes = b""
    kind: str = "application/json"
    headers: list[tuple[str, str]] = field(default_factory=list)
    cut: bool = False


def reply(data: Any, status: int = 200) -> Response:
    """A JSON response."""
    return Response(status, json.dumps(data, ensure_ascii=False).encode())


def redirect(url: str) -> Response:
    """See Other."""
    return Response(303, b"", "text/plain", [("Location", url)])


Handler = Callable[[Request], Response]


class Router:
    """Routes by method and path; `{}` stands for one segment, read back from `request.path`."""

    def __init__(self) -> None:
        self._routes: dict[tuple[str, int], list[tuple[tuple[str, ...], Handler]]] = {}

    def add(self, method: str, pattern: str, handler: Handler) -> None:
        """Add one route, e.g. ("GET", "/tax/v1/packages/{}", handler)."""
        parts = tuple(part for part in pattern.split("/") if part)
        self._routes.setdefault((method, len(parts)), []).append((parts, handler))

    def find(self, request: Request) -> Handler:
        """The handler of a request; Problem 404."""
        for parts, handler in self._routes.get((request.method, len(request.path)), ()):
            if all(want in ("{}", have) for want, have in zip(parts, request.path, strict=True)):
                return handler
        raise Problem(404, "no_such_address")


def read_request(environ: Environ) -> Request:
    """A request from a WSGI environ. Problem 413 when the body is too long, 400 when its length is no number."""
    try:
        length = int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError as error:
        raise Problem(400, "bad_length") from error
    if length > MOST_BODY:
        raise Problem(413, "too_long")
    raw = str(environ.get("PATH_INFO", "/")).encode("latin-1", "replace").decode("utf-8", "replace")
    query = {name: values[-1] for name, values in parse_qs(str(environ.get("QUERY_STRING", "")), keep_blank_values=True).items()}
    body = environ["wsgi.input"].read(length) if length else b""
    return Request(str(environ["REQUEST_METHOD"]), raw, tuple(part for part in raw.split("/") if part), query, body, environ)


def _cut_body(body: bytes) -> Iterator[bytes]:
    yield body[: len(body) // 2]
    raise ConnectionAbortedError("cut in the middle, as asked")


def send_response(response: Response, start: StartResponse) -> Iterable[bytes]:
    """Hand a response to the WSGI server."""
    headers = [
        ("Content-Type", response.kind + ("; charset=utf-8" if response.kind.startswith("text/") else "")),
        ("Content-Length", str(len(response.body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        *response.headers,
    ]
    start(f"{response.status} {REASONS.get(response.status, 'Status')}", headers)
    return _cut_body(response.body) if response.cut else [response.body]


CSS = """
:root{--ink:#16211e;--ink2:#465350;--line:#d4dbd8;--edge:#788480;--ground:#f1f4f2;--go:#0a5a4d;--bad:#9c1430}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);line-height:1.6;
font:400 17px/1.6 -apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}
main{max-width:460px;margin:0 auto;padding:32px 16px 64px}h1{font-size:25px;line-height:1.32;margin:0 0 4px}
.sub{color:var(--ink2);margin:0 0 24px}.sheet{background:#fff;border:1px solid var(--line);border-radius:10px;padding:24px}
legend{padding:0}label,legend{display:block;font-weight:600;margin:0 0 4px}input[type=text],input[type=password]{width:100%;height:48px;
padding:0 12px;font:inherit;border:1px solid var(--edge);border-radius:6px;margin:0 0 16px;background:#fff;color:var(--ink)}
fieldset{border:0;margin:0 0 16px;padding:0}.pick{display:flex;gap:12px;align-items:flex-start;min-height:44px;font-weight:400}
.pick input{width:22px;height:22px;margin:3px 0 0;accent-color:var(--go)}button{width:100%;min-height:48px;font:inherit;
font-weight:600;border-radius:6px;border:1px solid var(--go);background:var(--go);color:#fff;cursor:pointer;margin:0 0 12px}
button.plain{background:#fff;color:var(--go)}.error{border-left:4px solid var(--bad);padding:4px 12px;margin:0 0 16px;color:var(--bad)}
table{width:100%;border-collapse:collapse;margin:0 0 20px}td{padding:8px 0;border-bottom:1px solid var(--line);vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.sum td{font-weight:600;border:0;font-size:20px}
.note{font-size:15px;color:var(--ink2);margin:20px 0 0}:focus-visible{outline:3px solid var(--ink);box-shadow:0 0 0 6px #ffc21a}
"""


def page(title: str, body: str, status: int = 200) -> Response:
    """A small page in 中文; `body` is HTML that its maker has escaped."""
    html = (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="/style.css"></head><body><main>{body}'
        '<p class="note">演示环境，人和钱都是虚构的。<span lang="en">Sandbox: no real people, no real money.</span></p>'
        "</main></body></html>"
    )
    policy = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'"
    return Response(status, html.encode(), "text/html", [("Content-Security-Policy", policy)])
