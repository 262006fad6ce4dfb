"""我的数据: what is held about me, who was asked and who looked; taken away in one file; erased where the law allows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuangquan.actions.complaining import find_own_complaints
from shuangquan.actions.delegated import find_hand_name
from shuangquan.actions.loading import Loaded, find_role, load
from shuangquan.actions.objecting import find_given_of, find_own_objections
from shuangquan.actions.presenting import find_own_looks
from shuangquan.actions.rights import erase_matter, export_data, find_obstacle, show_held
from shuangquan.actions.share_systems import name_system
from shuangquan.actions.showing import find_department_name, find_theme_name
from shuangquan.actions.standards import load_online
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_appeals import collect_appeals
from shuangquan.queries.portal_calls import Asked, Looked, find_calls, find_readings
from shuangquan.queries.portal_cases import MyCase, find_my_cases
from shuangquan.queries.portal_complaints import collect_complaints
from shuangquan.queries.portal_data import collect_matter, find_held_groups, find_kept
from shuangquan.queries.portal_objections import Asking
from shuangquan.queries.portal_sharing import find_use_lines
from shuangquan.queries.portal_showings import collect_looks
from shuangquan.queries.portal_times import say_moment

MOST = 10


@dataclass(frozen=True, slots=True)
class Trace:
    """One matter and its traces. erased: when its data was erased, in words, else ""."""

    case: MyCase
    name: Text
    asked: tuple[Asked, ...]
    looked: tuple[tuple[Looked, Text], ...]
    erased: str


@require_GET
@citizen
def show_data(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The newest matters I applied for or took part in."""
    language = visitor.look.language
    traces = [_trace(one, loaded, language, visitor.who.index) for one, loaded, _ in _find_mine(visitor, MOST)]
    looks = collect_looks(find_own_looks(visitor.actor("own data"), visitor.who.index), language)
    uses = find_use_lines(visitor.who.index, load_online(), name_system, language)
    return render_page(request, visitor.look, "data.html", traces=traces, looks=looks, uses=uses, nav="me")


def _find_mine(visitor: Visitor, most: int) -> Iterator[tuple[MyCase, Loaded, str]]:
    """My matters with the role I play; "" where the data that told it is erased."""
    for one in find_my_cases(visitor.who.index)[:most]:
        loaded = load(one.id)
        role = find_role(loaded.case, visitor.who.person.id_number)
        if role is None and loaded.case.erased_at is not None and one.part in ("applicant", "agreed"):
            yield one, loaded, ""
        elif role is not None and (role == loaded.case.signed_in or one.part == "agreed"):
            yield one, loaded, role


def _trace(one: MyCase, loaded: Loaded, language: str, index: bytes) -> Trace:
    looked = tuple((row, _name_reader(one.bundle, row, index)) for row in find_readings(one.id, language))
    erased = say_moment(loaded.case.erased_at, language) if loaded.case.erased_at else ""
    return Trace(one, find_theme_name(one.bundle, one.theme), find_calls(one.id, loaded.index, language), looked, erased)


def _name_reader(bundle: str, row: Looked, index: bytes) -> Text:
    """What people call who read: a department, an app that acts for them, or somebody they let act."""
    if row.person:
        return Text(find_hand_name(row.app, index))
    return name_system(row.app) if row.app else find_department_name(bundle, row.department)


@require_GET
@citizen
def show_held_data(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponse:
    """One matter: every fact with where it came from, every use, until when it is kept, and whether it can be erased."""
    seen = show_held(visitor.actor("own data"), str(case), visitor.who.person)
    loaded, language = seen.loaded, visitor.look.language
    bundle = loaded.stored.row.bundle
    looked = tuple((row, _name_reader(bundle, row, visitor.who.index)) for row in find_readings(str(case), language))
    return render_page(
        request,
        visitor.look,
        "held.html",
        case=case,
        plan=loaded.index.plan,
        groups=find_held_groups(loaded.case, loaded.index, seen.role, language, _find_asking(visitor, loaded, seen.role)),
        asked=find_calls(str(case), loaded.index, language),
        looked=looked,
        kept=find_kept(loaded.case, language),
        draft=loaded.case.state is CaseState.DRAFT,
        applies=seen.applies,
        obstacle=find_obstacle(loaded.case),
        nav="me",
    )


def _find_asking(visitor: Visitor, loaded: Loaded, role: str) -> Asking:
    given, objections = find_given_of(loaded, role), find_own_objections(loaded, visitor.who.index)
    departments = {one.department for one in given.values()} | {one.department for one in objections}
    names = {one: find_department_name(loaded.stored.row.bundle, one) for one in departments}
    return Asking(given, objections, names)


@require_http_methods(["GET", "POST"])
@citizen
def erase(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """Erase what the matter holds, after asking once more."""
    seen = show_held(visitor.actor("own data"), str(case), visitor.who.person)
    obstacle = find_obstacle(seen.loaded.case)
    if obstacle is not None:
        raise obstacle
    if request.method == "POST":
        erase_matter(visitor.actor("erase"), str(case), visitor.who.person)
        return go("data")
    return render_page(request, visitor.look, "erase.html", case=case, plan=seen.loaded.index.plan, nav="me")


@require_POST
@citizen
def export(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Everything held about me, in one file."""
    mine = list(_find_mine(visitor, 50))
    matters = [(one.id, _collect(visitor, one, loaded, role)) for one, loaded, role in mine]
    applied = [one.id for one, _, _ in mine if one.part == "applicant"]
    base = request.build_absolute_uri(reverse("portal:verify-link", kwargs={"token": "x"}))[:-1]
    name, content = export_data(visitor.actor("export"), visitor.who, matters, applied, base)
    response = HttpResponse(content, content_type="application/zip")
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _collect(visitor: Visitor, one: MyCase, loaded: Loaded, role: str) -> Mapping[str, Any]:
    uses = (find_calls(one.id, loaded.index, "zh"), find_readings(one.id, "zh"))
    asking = _find_asking(visitor, loaded, role)
    held = collect_matter(loaded.case, loaded.index, role, loaded.stored.events, one.number, uses, asking)
    complaints = find_own_complaints(loaded, visitor.who.index)
    names = {item.id: item.name for item in loaded.index.plan.items}
    return {
        **held,
        "papers": [*held["papers"], *(paper for complaint in complaints for paper in complaint.papers)],
        "complaints": collect_complaints(complaints, names),
        "appeals": collect_appeals(loaded.case, loaded.index, loaded.values) if role == loaded.case.signed_in else [],
    }
