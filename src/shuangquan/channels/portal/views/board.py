"""谁超期了: what runs late, by department and region, for everybody to see. Numbers only."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from shuangquan.actions.standards import load_online
from shuangquan.actions.supervising import show_board, show_kept
from shuangquan.channels.portal.entry import Visitor, anybody
from shuangquan.channels.portal.render import render_page
from shuangquan.core.standard.divisions import find_division
from shuangquan.queries.portal_board import find_rows, find_theme_rows
from shuangquan.queries.portal_regions import find_cities


@require_GET
@anybody
def show_late(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The board of a city or the province."""
    province = f"{settings.HOME_REGION[:2]}0000"
    cities = find_cities()
    asked = request.GET.get("region", province)
    region = asked if asked in {province, *(city.code for city in cities)} else province
    bundle = load_online()
    rows, themes = find_rows(bundle, show_board(region)), find_theme_rows(bundle, show_kept(region))
    choices = ((province, find_division(province)), *((city.code, city.name) for city in cities))
    return render_page(
        request, visitor.look, "late.html", rows=rows, themes=themes, region=region, choices=choices, where=dict(choices)[region]
    )
