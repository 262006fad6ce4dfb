"""The inbox and its tabs, with search inside a tab."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuangquan.actions.handing import Colleague, find_subjects, find_team
from shuangquan.actions.organs import find_desk_name, find_organ
from shuangquan.actions.showing import find_department_name
from shuangquan.actions.standards import load_online
from shuangquan.actions.tasks import append_search, find_item_name
from shuangquan.channels.desk.entry import Desk, officer, render
from shuangquan.channels.desk.words import WORDS
from shuangquan.core.words.regions import find_prefix
from shuangquan.core.words.roles import ADMIN, ARCHIVIST, DECIDE, FINANCE, INSPECTOR, REVIEWER, SUPERVISOR, WATCH
from shuangquan.core.words.text import Text
from shuangquan.queries.desk_alerts import find_alert_count
from shuangquan.queries.desk_appeals import find_review_count
from shuangquan.queries.desk_complaints import find_complaint_count
from shuangquan.queries.desk_inbox import InboxPage, InboxRow, find_inbox, find_matching
from shuangquan.queries.desk_objections import find_objection_count
from shuangquan.queries.desk_people import find_regions
from shuangquan.queries.desk_tasks import HAND, TABS, Place, find_counts
from shuangquan.queries.portal_regions import find_cities, find_region

LONGEST = 40
INBOX = DECIDE | WATCH | frozenset({INSPECTOR})
"""Roles that have an inbox."""
FIRST = (
    (REVIEWER, "desk:appeals"),
    (SUPERVISOR, "desk:complaints"),
    (ARCHIVIST, "desk:archives"),
    (FINANCE, "desk:money"),
    (ADMIN, "desk:staff"),
)
"""Where the others begin."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with its item's name, its address and the words why it is here ("" when there are none)."""

    row: InboxRow
    item: Text
    address: str
    why: Text | str


@dataclass(frozen=True, slots=True)
class Bar:
    """The dark bar: department and region in words, and how many tasks each tab holds; none for who decides nothing here.

    objections, complaints, alerts: how many wait, None where they are not shown; appeals: how many wait for this posting, as reviewer or to
    be answered. archives: whether the posting keeps them.
    """

    department: Text
    region: str
    tabs: tuple[tuple[str, int | None], ...]
    objections: int | None
    appeals: int
    complaints: int | None
    reviews: bool
    alerts: int | None
    archives: bool
    kiosks: bool = False
    money: bool = False


def has_inbox(desk: Desk) -> bool:
    """Whether the posting has one: of a department to which items belong, in a role that sees tasks."""
    here = desk.officer.posting
    return bool(INBOX & {*here.roles}) and here.department in load_online().departments


def find_bar(desk: Desk) -> Bar:
    """The bar of every page."""
    here = desk.officer.posting
    works, reviews = has_inbox(desk), REVIEWER in here.roles
    counts = find_counts(desk.place) if works else {}
    region = find_region(here.region)
    city = next((one.name for one in find_cities() if one.code == here.region), here.region)
    tabs = tuple((tab, counts.get(tab)) for tab in TABS) if works else ()
    bundle = load_online().hash
    if works:
        name = find_department_name(bundle, here.department)
    else:
        name = find_organ(here.department, here.region, bundle) if reviews else find_desk_name(here.department, bundle)
    appeals = find_review_count(desk.place) if reviews else counts.get("appeals", 0)
    watches = bool(WATCH & {*here.roles})
    complaints = find_complaint_count(desk.place) if watches else None
    alerts = find_alert_count(desk.place) if watches else None
    objections = find_objection_count(desk.place) if works else None
    return Bar(
        name,
        region.short if region else city,
        tabs,
        objections,
        appeals,
        complaints,
        reviews,
        alerts,
        ARCHIVIST in here.roles,
        bool({*WATCH, ADMIN} & {*here.roles}),
        FINANCE in here.roles,
    )


def find_entries(rows: Iterable[InboxRow], department: Text) -> tuple[Entry, ...]:
    """Rows as the page links them; what is typed by hand leads to where it is typed."""
    return tuple(Entry(row, find_item_name(row.bundle, row.item), _find_link(row), _why(row, department)) for row in rows)


def _find_link(row: InboxRow) -> str:
    address = find_address(row.case, row.item, row.member)
    return f"{address}by-hand/" if row.reason.startswith(HAND) else address


def find_address(case: str, item: str, member: str | None) -> str:
    """The address of a task's page."""
    return reverse("desk:case", kwargs={"case": case, "item": item, "member": member or "-"})


def _why(row: InboxRow, department: Text) -> Text | str:
    if row.reason.startswith(HAND):
        words = WORDS[f"hand.why.{row.reason.removeprefix(HAND)}"]
        return Text(words.zh.format(department=department.zh), words.say("en").format(department=department.say("en")))
    reason = row.reason.replace("pledge:", "pledge-").partition(":")[0]
    named = reason.startswith("pledge-") or reason in ("second", "special")
    return f"why.{reason}" if reason and (row.state in ("review", "held", "correct") or named) else ""


@require_GET
@officer
def show_inbox(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A tab of the own inbox; who has none begins with what is to be reviewed, or with complaints;

    who only supervises, with what is late.
    """
    roles = {*desk.officer.posting.roles}
    if not has_inbox(desk):
        return redirect(next((page for role, page in FIRST if role in roles), "desk:complaints"))
    if not DECIDE & roles and WATCH & roles and not request.GET:
        return redirect("desk:alerts")
    tab = request.GET.get("tab", "review")
    tab = tab if tab in TABS else "review"
    words = request.GET.get("q", "").strip()[:LONGEST]
    scope = _find_scope(request, desk)
    page: InboxPage
    if words:
        append_search(desk.actor("search own inbox"))
        page = find_matching(scope.place, tab, desk.language, words)
    else:
        page = find_inbox(scope.place, tab, desk.language, request.GET.get("after", ""))
    bar, begun = find_bar(desk), bool(request.GET.get("after"))
    return render(
        request, desk, "inbox.html", bar=bar, tab=tab, page=page, entries=find_entries(page.rows, bar.department), words=words, begun=begun,
        scope=scope, regions=[(code, _name_region(code), count) for code, count in find_regions(desk.place)],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part of the inbox is looked at. whose: "" | mine | free | a colleague's subject; region: "" for all of it.

    team: colleagues whose desk may be looked at by who supervises; query: whose and region, to be kept in links.
    """

    place: Place
    whose: str
    region: str
    team: tuple[Colleague, ...]
    query: str


def _find_scope(request: HttpRequest, desk: Desk) -> Scope:
    """Nobody widens their inbox by an address: a region that the posting does not hold is none."""
    whose, region, place = request.GET.get("whose", ""), request.GET.get("region", ""), desk.place
    if not (region.isdecimal() and len(region) <= LONGEST and region.startswith(find_prefix(place.region))):
        region = ""
    if region:
        place = replace(place, region=region)
    team = find_team(desk.actor("look")) if WATCH & {*desk.officer.posting.roles} else ()
    if any(one.subject == whose for one in team):
        place = replace(place, whose=(whose,))
    elif whose == "mine":
        place = replace(place, whose=find_subjects(desk.actor("look")))
    elif whose == "free":
        place = replace(place, whose=("",))
    else:
        whose = ""
    return Scope(
        place, whose, region, tuple(team), urlencode({name: value for name, value in (("whose", whose), ("region", region)) if value})
    )


def _name_region(code: str) -> str:
    found = find_region(code)
    return found.short if found else code


@require_GET
@officer
def show_keys(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every key, on a page of its own."""
    return render(request, desk, "keys.html", bar=find_bar(desk), tab="")
