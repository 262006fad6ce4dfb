"""The home page: say one thing, or find it on the line of a life."""

from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuangquan.actions.accounts import keep_preferences
from shuangquan.actions.delegated import find_seen_by
from shuangquan.actions.offers import show_offers
from shuangquan.actions.showing import find_department_name, find_theme_name
from shuangquan.actions.standards import load_online
from shuangquan.channels.portal.entry import Visitor, anybody, citizen, is_own
from shuangquan.channels.portal.render import render_page
from shuangquan.channels.portal.stages import STAGES, Stage
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_cases import MyCase, find_my_cases
from shuangquan.queries.portal_messages import count_unread_messages
from shuangquan.queries.portal_regions import find_cities, find_region
from shuangquan.queries.portal_search import Found, find_themes, search_themes
from shuangquan.queries.portal_times import current, say_day, say_moment, say_span

YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Drawn:
    """A stage with what can be done there."""

    stage: Stage
    themes: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Mine:
    """A matter of mine with its words: name, whose turn it is, how long it takes so far, and when it was begun."""

    case: MyCase
    name: Text
    department: Text
    used: str
    due: str
    share: int
    began: str


def find_mine(visitor: Visitor) -> tuple[Mine, ...]:
    """My matters, those that need me first; nothing for who has not signed in."""
    if visitor.citizen is None:
        return ()
    only = find_seen_by(visitor.actor("own matter")) if visitor.hat is not None and visitor.hat.capacity == "person" else None
    seen, language = current(), visitor.look.language
    rows = []
    for case in find_my_cases(visitor.citizen.index, only):
        start, stop = case.submitted_at or case.opened_at, case.ended_at or seen
        whole = (case.due_at - start).total_seconds() if case.due_at else 0
        share = min(400, round(400 * (stop - start).total_seconds() / whole)) if whole > 0 else 0
        department = find_department_name(case.bundle, case.department) if case.department else Text("")
        rows.append(
            Mine(
                case,
                find_theme_name(case.bundle, case.theme),
                department,
                say_span(stop - start, language),
                say_moment(case.due_at, language) if case.due_at else "",
                share,
                say_day(case.opened_at, language),
            )
        )
    return tuple(sorted(rows, key=lambda mine: (-mine.case.waits, not mine.case.open)))


@require_GET
@anybody
def show_home(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Question, search, my things, two lives."""
    text = request.GET.get("q", "").strip()[:60]
    online = load_online(visitor.region)
    themes = find_themes(online, [stage.stage for stage in STAGES], visitor.region)
    drawn = tuple(Drawn(stage, tuple(theme for theme in themes if theme.stage == stage.stage)) for stage in STAGES)
    mine = find_mine(visitor)
    here = {theme.stage for theme in themes for one in mine if one.case.open and one.case.theme == theme.id}
    return render_page(
        request,
        visitor.look,
        "home.html",
        q=text,
        found=search_themes(online, text, {stage.stage: stage.hint for stage in STAGES}, visitor.region) if text else (),
        themes=themes,
        mine=mine[:3],
        offers=show_offers(visitor.citizen.index, visitor.region) if visitor.citizen is not None and visitor.hat is None else (),
        count=sum(one.case.open for one in mine),
        person=[d for d in drawn if d.stage.line == "person"],
        company=[d for d in drawn if d.stage.line == "company"],
        here=here,
        nav="home",
    )


@require_GET
@citizen
def show_mine(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """All my matters, also those in which I am asked."""
    mine = find_mine(visitor)
    waiting = [one for one in mine if one.case.waits]
    running = [one for one in mine if one.case.open and not one.case.waits]
    ended = [one for one in mine if not one.case.open]
    return render_page(
        request,
        visitor.look,
        "mine.html",
        unread=count_unread_messages(visitor.who.index),
        waiting=waiting,
        running=running,
        ended=ended,
        nav="mine",
    )


@require_http_methods(["GET", "POST"])
@anybody
def choose_region(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Choose the county; remembered in a cookie."""
    back = request.POST.get("next", request.GET.get("next", "/"))
    back = back if is_own(back) else "/"
    known = find_region(request.POST.get("region", ""))
    if known is None:
        return render_page(request, visitor.look, "region.html", cities=find_cities(), back=back, chosen=visitor.region)
    response = redirect(back)
    response.set_cookie("region", known.code, max_age=YEAR, samesite="Lax", secure=bool(settings.SESSION_COOKIE_SECURE), httponly=True)
    return response


@require_POST
@anybody
def keep_look(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Switch language or size; remembered in a cookie and, once signed in, on the account."""
    language = request.POST.get("language", visitor.look.language)
    elder = request.POST.get("elder", visitor.look.elder)
    elder = elder if elder in ("1", "2") else ""
    back = request.POST.get("next", "/")
    response = redirect(back if is_own(back) else "/")
    apply_look(response, "en" if language == "en" else "zh", elder)
    if visitor.citizen is not None:
        keep_preferences(visitor.citizen.index, language="en" if language == "en" else "zh", elder=bool(elder))
    return response


def apply_look(response: HttpResponseBase, language: str, elder: str) -> None:
    """Remember on this device how pages look."""
    secure, code = bool(settings.SESSION_COOKIE_SECURE), "en" if language == "en" else "zh-hans"
    held = cast(HttpResponse, response)
    held.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
    held.set_cookie("elder", elder, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)


@require_GET
@anybody
def show_accessibility(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """What holds for accessibility, what does not yet, whom to tell."""
    return render_page(request, visitor.look, "accessibility.html")
