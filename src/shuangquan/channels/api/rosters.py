"""Many people at once: a table for a list of the matter, taken row by row."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema
from ninja.responses import Status
from pydantic import Field

from shuangquan.actions.rosters import Progress, begin_roster, halt_table, show_roster
from shuangquan.channels.api.case_asks import Sent
from shuangquan.channels.api.matters import FILL, READ, WRONG, act, check_applies, see
from shuangquan.channels.api.problems import OneProblem, find_language
from shuangquan.channels.api.shapes import NO_NUL
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal

router = Router(tags=["cases"])
RolePath = Annotated[str, Path(description="the list", pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Cell = Annotated[str, Field(max_length=200, pattern=NO_NUL)]


class Table(Sent):
    """head: labels of the columns as people read them (中文). rows: cells in that order."""

    head: list[Cell] = Field(min_length=1, max_length=24)
    rows: list[Annotated[list[Cell], Field(max_length=24)]] = Field(min_length=1, max_length=2000)


class TableLine(Schema):
    """A row that was worked. number: 2 is the first below the head; who: masked; wrong: why it was not taken, null when it was."""

    number: int
    who: str
    wrong: OneProblem | None


class TableTaken(Schema):
    """How far a table is. state: going | done | stopped; of `count` rows `lines` were worked. stopped: why the rest is not taken."""

    id: str
    state: str
    count: int
    taken: int
    lines: list[TableLine]
    stopped: OneProblem | None


def _problem(refusal: Refusal | None, language: str) -> dict[str, str] | None:
    return None if refusal is None else {"title": say_refusal(refusal, language), "code": refusal.code, "where": refusal.where}


def _tell(held: Progress, language: str) -> dict[str, Any]:
    lines = [{"number": one.number, "who": one.who, "wrong": _problem(one.wrong, language)} for one in held.lines]
    told = {"id": held.id, "state": held.state, "count": held.count, "taken": held.taken, "lines": lines}
    return {**told, "stopped": _problem(held.stopped, language)}


@router.post("/{case}/members/{role}/table", response={202: TableTaken, **WRONG}, auth=FILL, url_name="case-table")
def bring(request: HttpRequest, case: UUID, role: RolePath, body: Table) -> Any:
    """Bring a table: whom it names is chosen or added, what it says is typed, by and by. The same table again doubles nobody."""
    caller, actor = act(request, "fill in a form")
    begin_roster(actor, str(case), caller.who, role, (body.head, *body.rows))
    return Status(202, show_table(request, case, role))


@router.delete("/{case}/members/{role}/table", response={200: TableTaken, **WRONG}, auth=FILL, url_name="case-table")
def halt(request: HttpRequest, case: UUID, role: RolePath) -> Any:
    """Take no more rows of the table that is being taken; those that were taken stay."""
    caller, actor = act(request, "fill in a form")
    halt_table(actor, str(case), caller.who, role)
    return show_table(request, case, role)


@router.get("/{case}/members/{role}/table", response={200: TableTaken, **WRONG}, auth=READ, url_name="case-table")
def show_table(request: HttpRequest, case: UUID, role: RolePath) -> Any:
    """How far the newest table of this list is."""
    check_applies(see(request, case, "fill in a form"))
    held = show_roster(str(case), role)
    if held is None:
        raise Refusal("roster.table", "role")
    return _tell(held, find_language(request))
