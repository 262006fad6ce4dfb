"""Who may enter: everybody, as often as is fair. Every route of this door is behind it."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from django.http import HttpRequest, HttpResponseBase

from shuangquan.actions.limiting import check_rate
from shuangquan.channels.api.problems import render_problem
from shuangquan.core.words.errors import Refusal

SHARE = (
    "share-file", "share-url", "share-verify", "share-cert", "share-compare", "share-code", "share-holder", "share-urls", "share-remarks",
)  # fmt: skip
"""Routes by which other systems have certificates: each call signs in."""
OWN_RATE = {"reports": "report", **dict.fromkeys((*SHARE, "share-download"), "share")}
"""Routes with a bound of their own."""
OF_JSON = {"reports": 1280 * 2**10, **dict.fromkeys(SHARE, 64 * 2**10), "share-verify": 24 * 2**20}
"""Routes that take JSON and nothing else, and of how many bytes at most: what the schema allows, however it is escaped."""
View = Callable[..., HttpResponseBase]
FREE = ("health", "ready")
"""Asked every few seconds by whoever watches over the processes: not counted."""


def _check_json(request: HttpRequest, most: int) -> None:
    """Before anything is read of it. Refusals: "api.invalid" for another kind, "report.large"."""
    if request.content_type != "application/json":
        raise Refusal("api.invalid", "content_type")
    if int(request.META.get("CONTENT_LENGTH") or 0) > most:
        raise Refusal("report.large", "body", most=most // 2**10)


def anybody(view: View, name: str) -> View:
    """Let everybody in, counted by address. An answer without a word becomes a problem."""

    @wraps(view, assigned=())
    def enter(request: HttpRequest, *given: Any, **named: Any) -> HttpResponseBase:
        try:
            if name not in FREE:
                if name in OF_JSON and request.method == "POST":
                    _check_json(request, OF_JSON[name])
                check_rate(OWN_RATE.get(name, "api"), str(request.META.get("REMOTE_ADDR", "")))
            response = view(request, *given, **named)
        except Refusal as refusal:
            return render_problem(request, refusal)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            told = render_problem(request, Refusal("api.method", "method"))
            told.headers["Allow"] = response.headers["Allow"]
            return told
        return response

    cast(Any, enter).entry = "anybody"
    return enter
