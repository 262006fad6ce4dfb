"""机构、窗口 as sheets of one workbook: read row by row; what is wrong is named by sheet, row and column, with how to mend it."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from stdnum.cn import uscc

from shuangquan.core.exchange.staff_sheet import SEVERAL, BadCell, Bounds, find_key, list_names
from shuangquan.core.words.text import Text

ORGANISATIONS, WINDOWS, PEOPLE = "机构", "窗口", "人员与岗位"
ORGANISATION_COLUMNS = ("机构代码", "部门", "名称", "英文名称", "地区", "上级机构代码", "监督机构代码", "电话")
WINDOW_COLUMNS = ("机构代码", "大厅", "窗口号", "地区", "地址", "办什么", "开放时间", "电话", "大厅英文", "地址英文", "开放时间英文")
_CODE = re.compile(r"[a-z][a-z0-9-]{1,31}")
_PHONE = re.compile(r"[0-9（）() +-]{5,20}")
LONGEST = 80


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """One good row. code: a unified social credit code, or an own id; parent, supervisor: codes, "" for none."""

    row: int
    code: str
    department: str
    name: Text
    region: str
    parent: str
    supervisor: str
    phone: str

    @property
    def cells(self) -> tuple[str, ...]:
        """As the sheet writes it."""
        return self.code, self.department, self.name.zh, self.name.en, self.region, self.parent, self.supervisor, self.phone


@dataclass(frozen=True, slots=True)
class WindowLine:
    """One good row. takes: ids of items, none for all of its department; hours: as people read them.

    english: hall, address, hours; "" where not written.
    """

    row: int
    code: str
    hall: str
    number: str
    region: str
    address: str
    takes: tuple[str, ...]
    hours: str
    phone: str
    english: tuple[str, str, str] = ("", "", "")

    @property
    def cells(self) -> tuple[str, ...]:
        """As the sheet writes it."""
        own = (self.code, self.hall, self.number, self.region, self.address, "、".join(self.takes), self.hours, self.phone)
        return *own, *self.english


Rows = Iterable[tuple[int, Sequence[str]]]


def read_organisations(
    rows: Rows, bounds: Bounds, known: Collection[str], *, anew: bool = False
) -> tuple[tuple[OrganisationLine, ...], tuple[BadCell, ...]]:
    """Good lines and bad cells. known: codes that exist already; anew: whether departments that no standard names may be added."""
    read = [(number, _texts(cells, len(ORGANISATION_COLUMNS))) for number, cells in rows]
    read = [(number, texts) for number, texts in read if any(texts)]
    codes = {texts[0] for _, texts in read} | set(known)
    good, bad, seen = list[OrganisationLine](), list[BadCell](), dict[str, int]()
    for number, texts in read:
        line, wrong = _read_organisation(number, texts, bounds, codes, anew=anew)
        wrong += _find_twice(ORGANISATIONS, number, (line.code, f"{line.department}/{line.region}"), seen) if not wrong else []
        if wrong:
            bad += wrong
        else:
            good.append(line)
    return tuple(good), tuple(bad)


def _read_organisation(
    number: int, texts: Sequence[str], bounds: Bounds, codes: Collection[str], *, anew: bool
) -> tuple[OrganisationLine, list[BadCell]]:
    code, department, zh, en, region, parent, supervisor, phone = texts
    found, place = find_key(department, bounds.departments), find_key(region, bounds.regions)
    if not found and anew and _CODE.fullmatch(department):
        found = department
    other = Text("没有这个机构代码：先在本表加一行，或者空着", "No such code: add a row for it, or leave it empty")
    checks = [
        (
            not is_code(code),
            "机构代码",
            Text("写 18 位统一社会信用代码，或者小写字母、数字、连字符的代号", "18 digits, or a short id"),
        ),
        (not found, "部门", list_names(bounds.departments, "部门", "department")),
        (not 0 < len(zh) <= LONGEST, "名称", Text(f"写名称，最多 {LONGEST} 个字", f"Write a name of at most {LONGEST}")),
        (len(en) > LONGEST, "英文名称", Text(f"最多 {LONGEST} 个字母", f"At most {LONGEST} letters")),
        (not place, "地区", list_names(bounds.regions, "地区", "region")),
        (bool(parent) and (parent not in codes or parent == code), "上级机构代码", other),
        (bool(supervisor) and (supervisor not in codes or supervisor == code), "监督机构代码", other),
        (bool(phone) and not _PHONE.fullmatch(phone), "电话", _PHONE_SAYS),
    ]
    line = OrganisationLine(number, code, found, Text(zh, en), place, parent, supervisor, phone)
    return line, _find_wrong(ORGANISATIONS, number, checks)


_PHONE_SAYS = Text("写电话号码，比如 0536-1234567，或者空着", "A number like 0536-1234567, or nothing")


def is_code(code: str) -> bool:
    """Whether a text can name an organisation: a valid unified social credit code (GB 32100), or an id of the installation's own."""
    return bool(_CODE.fullmatch(code)) or (len(code) == 18 and bool(uscc.is_valid(code)))


def read_windows(
    rows: Rows, bounds: Bounds, organisations: Mapping[str, str], items: Mapping[str, tuple[str, str]]
) -> tuple[tuple[WindowLine, ...], tuple[BadCell, ...]]:
    """Good lines and bad cells. organisations: code → department; items: id → (name, department)."""
    good, bad, seen = list[WindowLine](), list[BadCell](), dict[str, int]()
    for number, cells in rows:
        texts = _texts(cells, len(WINDOW_COLUMNS))
        if not any(texts):
            continue
        line, wrong = _read_window(number, texts, bounds, organisations, items)
        wrong += _find_twice(WINDOWS, number, (f"{line.region}/{line.hall}/{line.number}",), seen) if not wrong else []
        if wrong:
            bad += wrong
        else:
            good.append(line)
    return tuple(good), tuple(bad)


def _read_window(
    number: int, texts: Sequence[str], bounds: Bounds, organisations: Mapping[str, str], items: Mapping[str, tuple[str, str]]
) -> tuple[WindowLine, list[BadCell]]:
    code, hall, no, region, address, takes, hours, phone, *english = texts
    own = {id_: name for id_, (name, department) in items.items() if department == organisations.get(code)}
    said = [one for one in SEVERAL.split(takes) if one]
    found = tuple(find_key(one, own) for one in said)
    place = find_key(region, bounds.regions)
    checks = [
        (code not in organisations, "机构代码", Text("没有这个机构：先在“机构”表加一行", "No such organisation: add it to the sheet 机构")),
        (not 0 < len(hall) <= LONGEST, "大厅", Text(f"写大厅的名称，最多 {LONGEST} 个字", f"Name the hall, at most {LONGEST}")),
        (not 0 < len(no) <= 16, "窗口号", Text("写窗口号，比如 B12", "Its number, like B12")),
        (not place, "地区", list_names(bounds.regions, "地区", "region")),
        (not 0 < len(address) <= LONGEST, "地址", Text(f"写地址，最多 {LONGEST} 个字", f"Its address, at most {LONGEST}")),
        (not all(found), "办什么", list_names(own, "事项", "item")),
        (
            not 0 < len(hours) <= LONGEST,
            "开放时间",
            Text("写开放时间，比如 周一至周五 9:00-17:00", "When it is open"),
        ),
        (bool(phone) and not _PHONE.fullmatch(phone), "电话", _PHONE_SAYS),
        *(
            (len(text) > LONGEST, column, Text(f"最多 {LONGEST} 个字", f"At most {LONGEST} characters"))
            for text, column in zip(english, WINDOW_COLUMNS[-3:], strict=True)
        ),
    ]
    line = WindowLine(number, code, hall, no, place, address, found, hours, phone, (english[0], english[1], english[2]))
    return line, _find_wrong(WINDOWS, number, checks)


def _texts(cells: Sequence[str], count: int) -> list[str]:
    return [str(cell).strip() for cell in (*cells, *("",) * count)][:count]


def _find_wrong(sheet: str, number: int, checks: Iterable[tuple[bool, str, Text]]) -> list[BadCell]:
    return [BadCell(number, column, says, sheet) for wrong, column, says in checks if wrong]


def _find_twice(sheet: str, number: int, keys: Iterable[str], seen: dict[str, int]) -> list[BadCell]:
    """Whether a row says again what an earlier one said; if not, it is kept in mind."""
    named = tuple(keys)
    before = next((seen[key] for key in named if key in seen), None)
    if before is not None:
        return [BadCell(number, "", Text(f"和第 {before} 行是同一个，删掉一行", f"The same as row {before}; delete one of them"), sheet)]
    seen |= dict.fromkeys(named, number)
    return []
