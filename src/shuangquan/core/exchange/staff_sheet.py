"""People and their postings as a table: read row by row; what is wrong is named by row and column, with how to mend it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shuangquan.core.words import roles
from shuangquan.core.words.text import Text

COLUMNS = ("账号", "姓名", "部门", "地区", "角色", "到期日")
ROLES = {name.zh: role for role, name in roles.ROLES.items()}
"""As a table writes them, to how postings keep them. Roles of standards are given at the console's own door."""
PHONE = "手机"
"""A seventh column that may be left out: where somebody who supervises is told of delay."""
EXAMPLE = ("zhang-san", "张某", "", "", "审批人员", "2027-12-31")
LONGEST_NAME = 30
MOST = 500
"""Rows of one table."""
_MOBILE = re.compile(r"1[0-9]{10}")
ACCOUNT = r"[a-z][a-z0-9._-]{2,29}"
SEVERAL = re.compile(r"[、,，;；\s]+")


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One good row. until: the posting's last day, None for open; roles: as postings keep them, in the order of ROLES."""

    row: int
    account: str
    name: str
    department: str
    region: str
    roles: tuple[str, ...]
    until: date | None
    phone: str = ""


@dataclass(frozen=True, slots=True)
class BadCell:
    """What is wrong in one cell. column "" is the whole row; sheet: of a workbook with several, "" for a table of its own."""

    row: int
    column: str
    says: Text
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What whoever imports may give: departments by id with their names, regions by code with their names; today ends no posting."""

    departments: Mapping[str, str]
    regions: Mapping[str, str]


def read_staff(rows: Iterable[tuple[int, Sequence[str]]], bounds: Bounds) -> tuple[tuple[StaffLine, ...], tuple[BadCell, ...]]:
    """Good lines and bad cells. rows: (row's number in the file, cells in the order of COLUMNS, then a phone or nothing).

    Rows of empty cells are passed over.
    """
    good, bad = list[StaffLine](), list[BadCell]()
    seen: dict[tuple[str, str, str], int] = {}
    for number, cells in rows:
        texts = [str(cell).strip() for cell in (*cells, *("",) * (len(COLUMNS) + 1))][: len(COLUMNS) + 1]
        if not any(texts):
            continue
        line, wrong = _read_row(number, texts, bounds)
        key = (line.account, line.department, line.region)
        if not wrong and key in seen:
            says = Text(f"和第 {seen[key]} 行是同一个人的同一个岗位，删掉一行", f"The same posting as row {seen[key]}; delete one of them")
            wrong = [BadCell(number, "", says)]
        if wrong:
            bad += wrong
        else:
            seen[key] = number
            good.append(line)
    return tuple(good), tuple(bad)


def say_line(line: StaffLine, bounds: Bounds) -> tuple[str, ...]:
    """A good row's cells in the order of COLUMNS, by the names that people know."""
    roles = "、".join(name for name, kept in ROLES.items() if kept in line.roles)
    until = line.until.isoformat() if line.until else ""
    return line.account, line.name, bounds.departments[line.department], bounds.regions[line.region], roles, until


def _read_row(number: int, texts: Sequence[str], bounds: Bounds) -> tuple[StaffLine, list[BadCell]]:
    account, name, department, region, roles, until, phone = texts
    found = find_key(department, bounds.departments), find_key(region, bounds.regions)
    said = [one for one in SEVERAL.split(roles) if one]
    wrong = [
        (
            not re.fullmatch(ACCOUNT, account),
            "账号",
            Text("写 3 到 30 个小写字母、数字、. _ -，字母开头", "3 to 30 small letters, digits, . _ -"),
        ),
        (not 0 < len(name) <= LONGEST_NAME, "姓名", Text(f"写姓名，最多 {LONGEST_NAME} 个字", f"Write a name of at most {LONGEST_NAME}")),
        (not found[0], "部门", list_names(bounds.departments, "部门", "department")),
        (not found[1], "地区", list_names(bounds.regions, "地区", "region")),
        (not said or any(one not in ROLES for one in said), "角色", list_names(dict.fromkeys(ROLES, ""), "角色", "role")),
        (bool(until) and _read_day(until) is None, "到期日", Text("写成 2027-12-31，或者空着", "Write 2027-12-31, or leave it empty")),
        (bool(phone) and not _MOBILE.fullmatch(phone), PHONE, Text("写 11 位手机号，或者空着", "A mobile number of 11 digits, or nothing")),
    ]
    line = StaffLine(
        number, account, name, found[0], found[1], tuple(kept for role, kept in ROLES.items() if role in said), _read_day(until), phone
    )
    return line, [BadCell(number, column, says) for is_wrong, column, says in wrong if is_wrong]


def find_key(text: str, names: Mapping[str, str]) -> str:
    """The key that a text is, or whose name it is; "" for neither."""
    return text if text in names else next((key for key, name in names.items() if name == text), "")


def list_names(names: Mapping[str, str], zh: str, en: str) -> Text:
    """What may be written instead, in words."""
    shown = "、".join(names[key] or key for key in list(names)[:8])
    return Text(f"没有这个{zh}，或者不归你管；可以写：{shown}", f"No such {en}, or not yours to give; for example: {shown}")


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10].replace("/", "-")) if text else None
    except ValueError:
        return None
