"""What a program is told when something cannot be done: a Refusal as problem+json (RFC 9457)."""

import json

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request
from ninja import Schema
from pydantic import Field

from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal

PROBLEM = "application/problem+json"
STATUS = {
    "api.unreadable": 400,
    "api.missing": 404,
    "report.unbelieved": 403,
    "report.unknown": 404,
    "report.large": 413,
    "share.caller": 403,
    "share.purpose": 403,
    "share.type": 403,
    "share.unfounded": 403,
    "share.ticket": 404,
    "theme.unknown": 404,
    "theme.closed": 409,
    "theme.elsewhere": 404,
    "certificate.unknown": 404,
    "region.unknown": 404,
    "theme.apply": 404,
    "api.method": 405,
    "request.limited": 429,
    "api.broken": 500,
    "case.planning": 503,
    "api.unready": 503,
}
"""How a refusal answers; any other is 422: the caller can mend it."""
AGAIN = {"case.planning": 5, "api.unready": 10}
"""Seconds after which trying again makes sense."""


class Problem(Schema):
    """One refusal. `title` says what is wrong and how to mend it, in the language that Accept-Language prefers: 中文 or English."""

    type: str = Field(description="urn:shuangquan:refusal: and the code")
    title: str
    status: int
    code: str
    where: str = Field(description="the part of the request that is meant, or empty")


def render_problem(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer to a refusal."""
    language = "en" if get_language_from_request(request).startswith("en") else "zh"
    status = STATUS.get(refusal.code, 422)
    held = {"type": f"urn:shuangquan:refusal:{refusal.code}", "title": say_refusal(refusal, language), "status": status}
    text = json.dumps({**held, "code": refusal.code, "where": refusal.where}, ensure_ascii=False)
    response = HttpResponse(text, content_type=PROBLEM, status=status)
    response.headers["Content-Language"] = "en" if language == "en" else "zh-CN"
    wait = AGAIN.get(refusal.code, 60 * int(refusal.data["minutes"]) if "minutes" in refusal.data else 0)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response
