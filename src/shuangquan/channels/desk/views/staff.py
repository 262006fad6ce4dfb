"""机构、窗口、人员和岗位 by one workbook. Looked at before it is kept; new accounts get their secrets once."""

import json
from collections.abc import Mapping, Sequence

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.house_import import export_book, find_house_bounds, import_book, plan_book
from shuangquan.actions.staff_import import check_admin
from shuangquan.channels.desk.books import HEADS, WIDTHS, Book, read_book, write_book
from shuangquan.channels.desk.entry import Desk, officer, render
from shuangquan.channels.desk.views.inbox import find_bar
from shuangquan.channels.look.sheets import LARGEST
from shuangquan.core.exchange.house_sheet import ORGANISATIONS, PEOPLE, WINDOWS
from shuangquan.core.exchange.staff_sheet import COLUMNS, EXAMPLE
from shuangquan.core.words.errors import Refusal

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 1_500_000
"""Characters of a workbook that is carried from looking to keeping."""


@require_http_methods(["GET", "POST"])
@officer
def show_staff(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Upload, look, keep."""
    check_admin(desk.officer)
    if request.method == "GET":
        return _render(request, desk)
    try:
        if request.POST.get("step") == "keep":
            given, kept = import_book(desk.officer, _read_carried(request.POST.get("rows", "")))
            return _render(request, desk, given=given, kept=kept, done=True)
        book = _read_upload(request)
    except Refusal as refusal:
        if refusal.where != "table":
            raise
        return _render(request, desk, refusal=refusal, status=422)
    plan = plan_book(desk.officer, book)
    return _render(request, desk, plan=plan, planned=plan.people, bad=plan.bad, looked=True, rows=json.dumps(book, ensure_ascii=False))


@require_GET
@officer
def send_template(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The workbook to fill in, with one invented line on each sheet."""
    check_admin(desk.officer)
    here, names = desk.officer.posting, find_house_bounds(desk.officer)
    account, name, _, _, role, until = EXAMPLE
    department, region = names.departments[here.department], names.regions.get(here.region, here.region)
    code = f"{here.department}-{here.region}"
    return _send(
        "机构窗口人员模板.xlsx",
        {
            ORGANISATIONS: ((code, department, f"{region}{department}局", "", region, "", "", ""),),
            WINDOWS: ((code, "市民中心", "B12", region, "示例路 1 号", "", "周一至周五 9:00-17:00", ""),),
            PEOPLE: ((account, name, department, region, role, until),),
        },
    )


@require_GET
@officer
def send_export(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What is there now: imported again it changes nothing."""
    return _send("机构窗口人员.xlsx", export_book(desk.officer))


def _send(name: str, sheets: Mapping[str, Sequence[Sequence[str]]]) -> HttpResponse:
    response = HttpResponse(write_book(sheets), content_type=SHEET)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _read_upload(request: HttpRequest) -> Book:
    found = request.FILES.get("table")
    return read_book(found.read(LARGEST + 1) if isinstance(found, UploadedFile) else b"")


def _read_carried(text: str) -> Book:
    """What was looked at, judged anew. Refusal("table.none") for what is no workbook."""
    try:
        held = json.loads(text[:LONGEST])
        return {
            sheet: tuple((int(number), tuple(str(cell)[:200] for cell in cells)[: WIDTHS[sheet]]) for number, cells in rows)
            for sheet, rows in held.items()
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refusal("table.none", "table") from error


def _render(request: HttpRequest, desk: Desk, *, status: int = 200, **context: object) -> HttpResponse:
    return render(request, desk, "staff.html", bar=find_bar(desk), tab="people", columns=COLUMNS, heads=HEADS, status=status, **context)
