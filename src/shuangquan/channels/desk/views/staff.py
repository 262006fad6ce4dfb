"""人员和岗位: a department's own people by a table. Looked at before it is kept; new accounts get their secrets once."""

import json

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.staff_import import check_admin, find_bounds, import_staff, plan_staff
from shuangquan.channels.desk.entry import Desk, officer, render
from shuangquan.channels.desk.sheets import LARGEST, Rows, read_table, write_template
from shuangquan.channels.desk.views.inbox import find_bar
from shuangquan.core.exchange.staff_sheet import COLUMNS, EXAMPLE
from shuangquan.core.words.errors import Refusal

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 500_000
"""Characters of a table that is carried from looking to keeping."""


@require_http_methods(["GET", "POST"])
@officer
def show_staff(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Upload, look, keep."""
    check_admin(desk.officer)
    if request.method == "GET":
        return _render(request, desk)
    try:
        if request.POST.get("step") == "keep":
            given, kept = import_staff(desk.officer, _read_carried(request.POST.get("rows", "")))
            return _render(request, desk, given=given, kept=kept, done=True)
        rows = _read_upload(request)
    except Refusal as refusal:
        if refusal.where != "table":
            raise
        return _render(request, desk, refusal=refusal, status=422)
    planned, bad = plan_staff(desk.officer, rows)
    return _render(request, desk, planned=planned, bad=bad, looked=True, rows=json.dumps(rows, ensure_ascii=False))


@require_GET
@officer
def send_template(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The table to fill in, with one invented line of the own department."""
    check_admin(desk.officer)
    here, names = desk.officer.posting, find_bounds(desk.officer)
    account, name, _, _, role, until = EXAMPLE
    line = (account, name, names.departments[here.department], names.regions.get(here.region, here.region), role, until)
    response = HttpResponse(write_template((line,)), content_type=SHEET)
    response.headers["Content-Disposition"] = content_disposition_header(True, "人员和岗位.xlsx") or "attachment"
    return response


def _read_upload(request: HttpRequest) -> Rows:
    found = request.FILES.get("table")
    return read_table(found.read(LARGEST + 1) if isinstance(found, UploadedFile) else b"")


def _read_carried(text: str) -> Rows:
    """What was looked at, judged anew. Refusal("table.none") for what is no table."""
    try:
        held = json.loads(text[:LONGEST])
        return tuple((int(number), tuple(str(cell)[:200] for cell in cells)[: len(COLUMNS)]) for number, cells in held)
    except (ValueError, TypeError, RecursionError) as error:
        raise Refusal("table.none", "table") from error


def _render(request: HttpRequest, desk: Desk, *, status: int = 200, **context: object) -> HttpResponse:
    return render(request, desk, "staff.html", bar=find_bar(desk), tab="people", columns=COLUMNS, status=status, **context)
