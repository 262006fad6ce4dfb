"""谁看过我的数据: which of my data was asked of whom, when, for what; and who looked at it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from shuangquan.actions.loading import find_role, load
from shuangquan.actions.showing import find_department_name, find_theme_name
from shuangquan.channels.portal.entry import Visitor, citizen
from shuangquan.channels.portal.render import render_page
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_calls import Asked, Looked, find_calls, find_readings
from shuangquan.queries.portal_cases import MyCase, find_my_cases

MOST = 10


@dataclass(frozen=True, slots=True)
class Trace:
    """One matter and its traces."""

    case: MyCase
    name: Text
    asked: tuple[Asked, ...]
    looked: tuple[tuple[Looked, Text], ...]


@require_GET
@citizen
def show_data(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The newest matters I applied for or took part in."""
    language, traces = visitor.look.language, []
    for one in find_my_cases(visitor.who.index)[:MOST]:
        loaded = load(one.id)
        role = find_role(loaded.case, visitor.who.person.id_number)
        if role is None or (role != loaded.case.signed_in and one.part != "agreed"):
            continue
        asked = find_calls(one.id, loaded.index, language)
        looked = tuple((row, find_department_name(one.bundle, row.department)) for row in find_readings(one.id, language))
        traces.append(Trace(one, find_theme_name(one.bundle, one.theme), asked, looked))
    return render_page(request, visitor.look, "data.html", traces=traces, nav="me")
