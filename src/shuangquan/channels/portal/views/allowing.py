"""代办授权: an app asks, the person says for what and until when; whom one allows what; and taking it back."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuangquan.actions.allowing import DAYS, Wanted, allow_app, find_allowed, read_wanted, withdraw_app
from shuangquan.actions.showing import find_department_name
from shuangquan.actions.standards import load_online
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.words.app_scopes import SCOPES, SIGNING, SIGNING_LEVEL
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_times import say_moment

PURPOSE = "allow an app"
BROKEN = ("app.unknown", "app.redirect", "app.request")
"""The app's own mistakes: nobody is sent anywhere."""


@dataclass(frozen=True, slots=True)
class AllowedLine:
    """What I allow an app. signs: it may sign, too."""

    id: str
    app: Text
    scopes: tuple[Text, ...]
    given: str
    until: str


@require_http_methods(["GET", "POST"])
@citizen
def allow(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Who asks, for what, until when; yes or no. Afterwards the way back is a link that the person follows."""
    try:
        wanted = read_wanted(request.GET.dict())
    except Refusal as refusal:
        if refusal.code not in BROKEN:
            raise
        return render_page(request, visitor.look, "refused.html", refusals=(refusal,), status=400)
    if wanted.signs and visitor.who.level < SIGNING_LEVEL:
        raise Refusal("identity.low", "allow", need=SIGNING_LEVEL, have=visitor.who.level)
    if request.method == "GET":
        return _render(request, visitor, wanted)
    if request.POST.get("do") != "allow":
        return _render_back(request, visitor, wanted, {"error": "access_denied"})
    days = request.POST.get("days", "")
    try:
        code = allow_app(
            visitor.actor(PURPOSE), visitor.who.index, wanted, int(days) if days in map(str, DAYS) else 0,
            signing=bool(request.POST.get("signing")),
        )  # fmt: skip
    except Refusal as refusal:
        if not refusal.code.startswith("app."):
            raise
        return _render(request, visitor, wanted, refusal)
    return _render_back(request, visitor, wanted, {"code": code})


def _render(request: HttpRequest, visitor: Visitor, wanted: Wanted, refusal: Refusal | None = None) -> HttpResponse:
    app, bundle = wanted.app, load_online().hash
    return render_page(
        request, visitor.look, "allow.html", app=Text(app.name_zh, app.name_en),
        runs=find_department_name(bundle, app.department) if app.department else None,
        scopes=tuple(SCOPES[one] for one in wanted.scopes if one != SIGNING), signs=SCOPES[SIGNING] if wanted.signs else None,
        days=DAYS, chosen=request.POST.get("days", str(DAYS[0])), signing=request.POST.get("signing", ""), refusal=refusal,
        status=422 if refusal is not None else 200,
    )  # fmt: skip


def _render_back(request: HttpRequest, visitor: Visitor, wanted: Wanted, said: dict[str, str]) -> HttpResponse:
    more = {**said, **({"state": wanted.state} if wanted.state else {}), "iss": str(settings.ADDRESS)}
    address = f"{wanted.redirect}{'&' if '?' in wanted.redirect else '?'}{urlencode(more)}"
    app = Text(wanted.app.name_zh, wanted.app.name_en)
    return render_page(request, visitor.look, "allow_back.html", app=app, address=address, allowed="code" in said, nav="me")


@require_GET
@citizen
def show_apps(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Whom I allow what until when."""
    language = visitor.look.language
    lines = [
        AllowedLine(
            one.id, Text(app.name_zh, app.name_en) if app is not None else Text(one.app), tuple(SCOPES[scope] for scope in one.scopes),
            say_moment(one.given_at, language), say_moment(one.until, language),
        )
        for one, app in find_allowed(visitor.actor(PURPOSE), visitor.who.index)
    ]  # fmt: skip
    return render_page(request, visitor.look, "apps.html", lines=lines, nav="me")


@require_POST
@citizen
def withdraw(request: HttpRequest, visitor: Visitor, grant: str) -> HttpResponseBase:
    """Take it back, at once."""
    withdraw_app(visitor.actor(PURPOSE), visitor.who.index, str(grant))
    return go("apps")
