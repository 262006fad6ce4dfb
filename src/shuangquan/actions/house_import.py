"""机构、窗口、人员与岗位 by one workbook: looked at first, then kept; every change leaves a record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shuangquan.actions.staff import Officer
from shuangquan.actions.staff_import import Given, Planned, Rows, check_admin, find_bounds, keep_staff, plan_staff
from shuangquan.actions.standards import load_online
from shuangquan.core.cases.complaints import OPERATOR
from shuangquan.core.exchange.house_sheet import (
    ORGANISATIONS,
    PEOPLE,
    WINDOWS,
    OrganisationLine,
    WindowLine,
    read_organisations,
    read_windows,
)
from shuangquan.core.exchange.staff_sheet import BadCell, Bounds
from shuangquan.core.words.regions import find_prefix
from shuangquan.core.words.roles import say_roles
from shuangquan.core.words.text import Text
from shuangquan.records.organisations import (
    StoredOrganisation,
    StoredWindow,
    append_house_change,
    find_organisations,
    find_windows_within,
    keep_organisation,
    keep_window,
)
from shuangquan.records.staff import find_all_accounts

Book = Mapping[str, Rows]
"""Sheet → its rows; a sheet that is not there is not touched."""


@dataclass(frozen=True, slots=True)
class Doing:
    """A good row of 机构 or 窗口 and what it does: new | changed | same."""

    row: int
    does: str
    cells: tuple[str, ...]
    one: StoredOrganisation | StoredWindow


@dataclass(frozen=True, slots=True)
class BookPlan:
    """What a workbook would do, and what is wrong in it."""

    organisations: tuple[Doing, ...]
    windows: tuple[Doing, ...]
    people: tuple[Planned, ...]
    bad: tuple[BadCell, ...]

    @property
    def count(self) -> int:
        """How many good rows there are."""
        return len(self.organisations) + len(self.windows) + len(self.people)


def find_house_bounds(officer: Officer) -> Bounds:
    """Whom this posting administers; the operator's administrator everybody in the region."""
    bounds = find_bounds(officer)
    if officer.posting.department != OPERATOR:
        return bounds
    names = {str(key): name.zh for key, name in load_online().departments.items()}
    names |= {one.department: one.name.zh for one in find_organisations(find_prefix(officer.posting.region))}
    return replace(bounds, departments={**bounds.departments, **names})


def plan_book(officer: Officer, book: Book) -> BookPlan:
    """What it would do; nothing is kept. Refusal("staff.forbidden")."""
    check_admin(officer)
    bounds, within = find_house_bounds(officer), find_prefix(officer.posting.region)
    held = {one.code: one for one in find_organisations()}
    anew = officer.posting.department == OPERATOR
    lines, bad = read_organisations(book.get(ORGANISATIONS, ()), bounds, held.keys(), anew=anew)
    lines, more = _find_taken(lines, held)
    organisations = tuple(_plan_organisation(line, held) for line in lines)
    known = {code: one.department for code, one in held.items() if one.department in bounds.departments and one.region.startswith(within)}
    known |= {line.code: line.department for line in lines}
    items = {str(key): (item.name.zh, str(item.department)) for key, item in load_online().items.items()}
    places, wrong = read_windows(book.get(WINDOWS, ()), bounds, known, items)
    windows = {(one.region, one.hall, one.number): one for one in find_windows_within(within)}
    made = tuple(_plan_window(line, known, windows) for line in places)
    wide = replace(bounds, departments={**{line.department: line.name.zh for line in lines}, **bounds.departments})
    people, people_bad = plan_staff(officer, book.get(PEOPLE, ()), wide)
    return BookPlan(organisations, made, people, (*bad, *more, *wrong, *(replace(one, sheet=PEOPLE) for one in people_bad)))


def _find_taken(
    lines: Sequence[OrganisationLine], held: Mapping[str, StoredOrganisation]
) -> tuple[tuple[OrganisationLine, ...], tuple[BadCell, ...]]:
    """A department has one organisation in a region: rows that would make a second are named."""
    own = {(one.department, one.region): code for code, one in held.items()}
    good, bad = list[OrganisationLine](), list[BadCell]()
    for line in lines:
        code = own.get((line.department, line.region), line.code)
        if code == line.code:
            good.append(line)
        else:
            says = Text(f"这个部门在这里已经有机构，代码是 {code}；改用它", f"This department has one here already, {code}; use that code")
            bad.append(BadCell(line.row, "机构代码", says, ORGANISATIONS))
    return tuple(good), tuple(bad)


def _plan_organisation(line: OrganisationLine, held: Mapping[str, StoredOrganisation]) -> Doing:
    one = StoredOrganisation(line.code, line.department, line.name, line.region, line.parent, line.supervisor, line.phone)
    return Doing(line.row, _find_doing(held.get(line.code), one), line.cells, one)


def _plan_window(line: WindowLine, known: Mapping[str, str], held: Mapping[tuple[str, str, str], StoredWindow]) -> Doing:
    where = (line.hall, line.number, line.region, line.address)
    one = StoredWindow(line.code, known[line.code], *where, line.takes, line.hours, line.phone, line.english)
    return Doing(line.row, _find_doing(held.get((line.region, line.hall, line.number)), one), line.cells, one)


def _find_doing(held: object, one: object) -> str:
    return "new" if held is None else "same" if held == one else "changed"


def import_book(officer: Officer, book: Book) -> tuple[tuple[Given, ...], int]:
    """Keep the good rows; answers the secrets of new accounts and how many rows were kept. Doing it twice changes nothing more.

    Refusal("staff.forbidden").
    """
    plan, actor = plan_book(officer, book), f"staff-{officer.staff.id}"
    kept = 0
    for doing in (*plan.organisations, *plan.windows):
        if doing.does == "same":
            continue
        one = doing.one
        if isinstance(one, StoredOrganisation):
            keep_organisation(one)
            detail: dict[str, object] = {"does": doing.does, "parent": one.parent, "supervisor": one.supervisor}
            append_house_change(actor, "organisation", one.code, one.department, one.region, detail)
        else:
            keep_window(one)
            detail = {"does": doing.does, "takes": list(one.takes)}
            append_house_change(actor, "window", f"{one.hall}/{one.number}", one.department, one.region, detail)
        kept += 1
    given, people = keep_staff(officer, plan.people)
    return given, kept + people


def export_book(officer: Officer) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """What is there, as the sheets write it: imported again it changes nothing. Refusal("staff.forbidden")."""
    check_admin(officer)
    bounds, within = find_house_bounds(officer), find_prefix(officer.posting.region)
    organisations = [one for one in find_organisations(within) if one.department in bounds.departments]
    windows = [one for one in find_windows_within(within) if one.department in bounds.departments]
    people = tuple(
        (
            one.username,
            one.name,
            place.department,
            place.region,
            say_roles(place.roles),
            place.until.isoformat() if place.until else "",
            one.phone,
        )
        for one in find_all_accounts(bounds.departments, within)
        for place in one.postings
        if place.department in bounds.departments and place.region.startswith(within)
    )
    return {
        ORGANISATIONS: tuple(
            OrganisationLine(0, one.code, one.department, one.name, one.region, one.parent, one.supervisor, one.phone).cells
            for one in organisations
        ),
        WINDOWS: tuple(
            WindowLine(0, one.code, one.hall, one.number, one.region, one.address, one.takes, one.hours, one.phone, one.english).cells
            for one in windows
        ),
        PEOPLE: people,
    }
