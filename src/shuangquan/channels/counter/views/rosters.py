"""A company brings a table of people: uploaded at the window, taken row by row while the page shows how far, every row with its state."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.rosters import begin_roster, halt_table, show_table
from shuangquan.actions.rosters import show_roster as find_progress
from shuangquan.actions.showing import show_case
from shuangquan.channels.counter.entry import STATUS, Counter, go, render, serving
from shuangquan.channels.look.filing import FILL, read_file
from shuangquan.channels.look.sheets import read_table, write_table
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.errors import Refusal

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 24
WRONG = ("table.", "roster.", "members.")


@require_http_methods(["GET", "POST"])
@serving
def show_roster(request: HttpRequest, counter: Counter, case: UUID, role: str) -> HttpResponseBase:
    """The page of one list: its columns, the upload, and afterwards every row."""
    person = counter.served.citizen.person
    seen = show_case(counter.actor(FILL), str(case), person)
    if seen.loaded.case.state is not CaseState.DRAFT or not seen.applies:
        return go("next", case=case)
    table, refusal = show_table(str(case), person, role), None
    if request.method == "POST":
        try:
            if request.POST.get("do") == "halt":
                halt_table(counter.actor(FILL), str(case), counter.served.citizen, role)
                return go("roster", case=case, role=role)
            rows = read_table(read_file(request, "table"), WIDEST)
            begin_roster(counter.actor(FILL), str(case), counter.served.citizen, role, rows)
            return go("roster", case=case, role=role)
        except Refusal as found:
            if not found.code.startswith(WRONG):
                raise
            refusal = found
    return render(
        request, counter, "roster.html", case=case, table=table, taken=find_progress(str(case), role), refusal=refusal,
        plan=seen.loaded.index.plan, step="form", status=STATUS.get(refusal.code, 422) if refusal else 200,
    )  # fmt: skip


@require_GET
@serving
def tell_roster(request: HttpRequest, counter: Counter, case: UUID, role: str) -> JsonResponse:
    """How far it is: what changes when another row was taken."""
    show_case(counter.actor("own matter"), str(case), counter.served.citizen.person)
    held = find_progress(str(case), role)
    return JsonResponse({"mark": f"{held.id} {held.state} {len(held.lines)}" if held else ""})


@require_GET
@serving
def send_template(request: HttpRequest, counter: Counter, case: UUID, role: str) -> HttpResponse:
    """The empty table with its head."""
    show_case(counter.actor(FILL), str(case), counter.served.citizen.person)
    table = show_table(str(case), counter.served.citizen.person, role)
    body = write_table([planned.label.zh for planned in table.columns])
    return HttpResponse(body, content_type=EXCEL, headers={"Content-Disposition": 'attachment; filename="roster.xlsx"'})
