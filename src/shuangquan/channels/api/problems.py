"""What a program is told when something cannot be done: a Refusal as problem+json (RFC 9457)."""

import json

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request
from ninja import Schema
from pydantic import Field

from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.refusals import say_refusal

PROBLEM = "application/problem+json"
STATUS = {
    "api.unreadable": 400,
    "inquiry.named": 404,
    "inquiry.number": 404,
    "app.token": 401,
    "app.scope": 403,
    "app.person": 403,
    "app.theme": 403,
    "host.none": 403,
    "host.level": 403,
    "policy.forbidden": 403,
    "party.not_you": 403,
    "identity.low": 403,
    "case.unknown": 404,
    "roster.table": 404,
    "hall.unknown": 404,
    "ticket.unknown": 404,
    "help.unknown": 404,
    "roster.going": 409,
    "document.unknown": 404,
    "case.not_draft": 409,
    "case.ended": 409,
    "case.draft": 409,
    "task.not_here": 409,
    "case.duplicate": 409,
    "notice.changed": 409,
    "sign.changed": 409,
    "erase.done": 410,
    "api.missing": 404,
    "report.unbelieved": 403,
    "report.unknown": 404,
    "report.large": 413,
    "api.large": 413,
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
    "api.party": 503,
}
"""How a refusal answers; any other is 422: the caller can mend it."""
AGAIN = {"case.planning": 5, "api.unready": 10, "api.party": 30}
"""Seconds after which trying again makes sense."""

BEARER = {"app.token": "invalid_token", "app.scope": "insufficient_scope", "app.person": "insufficient_scope"}
"""What RFC 6750 §3.1 calls a refusal of a token."""


class OneProblem(Schema):
    """One of several."""

    title: str
    code: str
    where: str


class Problem(Schema):
    """A refusal. `title` says what is wrong and how to mend it, in the language that Accept-Language prefers: 中文 or English."""

    type: str = Field(description="urn:shuangquan:refusal: and the code")
    title: str
    status: int
    code: str
    where: str = Field(description="the part of the request that is meant, or empty")
    problems: list[OneProblem] = Field([], description="all of them, where there are several; the first is said above")


def find_language(request: HttpRequest) -> str:
    """zh or en, as Accept-Language prefers."""
    return "en" if get_language_from_request(request).startswith("en") else "zh"


def render_problem(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer to a refusal."""
    return _render(request, (refusal,))


def render_problems(request: HttpRequest, found: Refusals) -> HttpResponse:
    """The answer to several at once."""
    return _render(request, found.refusals)


def _render(request: HttpRequest, refusals: tuple[Refusal, ...]) -> HttpResponse:
    language, refusal = find_language(request), refusals[0]
    status = STATUS.get(refusal.code, 422)
    said = [{"title": say_refusal(one, language), "code": one.code, "where": one.where} for one in refusals]
    held = {"type": f"urn:shuangquan:refusal:{refusal.code}", "title": said[0]["title"], "status": status}
    more = {"problems": said} if len(said) > 1 else {}
    text = json.dumps({**held, "code": refusal.code, "where": refusal.where, **more}, ensure_ascii=False)
    response = HttpResponse(text, content_type=PROBLEM, status=status)
    response.headers["Content-Language"] = "en" if language == "en" else "zh-CN"
    wait = AGAIN.get(refusal.code, 60 * int(refusal.data["minutes"]) if "minutes" in refusal.data else 0)
    if wait:
        response.headers["Retry-After"] = str(wait)
    if refusal.code in BEARER:
        scope = f', scope="{refusal.data["scope"]}"' if "scope" in refusal.data else ""
        response.headers["WWW-Authenticate"] = f'Bearer realm="shuangquan", error="{BEARER[refusal.code]}"{scope}'
    return response
