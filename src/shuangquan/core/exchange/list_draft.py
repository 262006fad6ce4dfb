"""Records of an implementation list become draft items of the standard language, and overlays where the standard has the item already.

What the list says carries grade S and its code as source; what it does not say is grade U and marked 待定, for a person to settle.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shuangquan.core.exchange.list_check import Wrong, check_record, read_code, read_codes
from shuangquan.core.exchange.list_fields import EXEMPT, LINKS, NEEDED, ORIGINS, TYPES, Record
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.divisions import find_division
from shuangquan.core.standard.durations import count_hours, print_limit, read_limit
from shuangquan.core.words.limits import Limit, Unit

PROCEDURES = {"01": "licence", "04": "levy", "05": "benefit", "07": "confirmation"}
"""Type of item → procedure; every other type is a public service."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What became of a record. text: its entry under `items:`; empty when the standard has the item already."""

    item: str
    text: str


class Drafter:
    """Drafts one list against a standard. since: the day from which overlays hold where a record names none, YYYY-MM-DD."""

    def __init__(self, bundle: Bundle, since: str) -> None:
        self._bundle, self._since = bundle, since
        self._names: dict[str, list[str]] = {}
        for item in bundle.items.values():
            self._names.setdefault(item.name.zh, []).append(item.id)
        self._papers = {paper.name.zh: paper.id for paper in bundle.certificates.values()}
        self._departments = {text.zh: str(name) for name, text in bundle.departments.items()}
        self._new: dict[str, str] = {}
        self._taken: set[str] = set()
        self._local: dict[tuple[str, str, str], dict[str, str]] = {}

    def draft(self, record: Record) -> Drafted | list[Wrong]:
        """The draft of a record, or everything wrong with it."""
        wrong = check_record(record)
        if wrong:
            return wrong
        item = self._find_item(record)
        standing = item in self._bundle.items
        if item in self._taken:
            return [Wrong(_find_link(record), "这一项在清单里出现了两次", "删去一行，或给两行各自的业务办理项编码")]
        if standing and (longer := self._check_shorter(item, record)) is not None:
            return [longer]
        self._taken.add(item)
        if standing:
            self._localise(item, record)
            return Drafted(item, "")
        return Drafted(item, "".join(f"{line}\n" for line in self._render(item, record)))

    def render_departments(self) -> str:
        """The `departments:` that the standard does not have; empty when it has all."""
        rows = [f"  {name}: {{zh: {quote(zh)}}}" for zh, name in self._new.items()]
        return "\n".join(["departments:", *rows, ""]) if rows else ""

    def render_overlays(self) -> Iterator[tuple[str, str]]:
        """(file name, text) of an overlay for each theme and region of items that the standard has."""
        for (theme, region, since), items in sorted(self._local.items()):
            name = find_division(region) or ""
            rows = [f"  {item}: {{{said}}}" for item, said in items.items()]
            lines = [f"overlay: {theme}", f'region: "{region}"  # {name}', f"from: {since}", "items:", *rows, ""]
            yield f"overlay-{theme}-{region}-{since}.yaml", "\n".join(lines)

    def _find_item(self, record: Record) -> str:
        code = find_code(record.fields).lower()
        named = self._names.get(record.fields["task_name"], [])
        if code and f"item-{code}" in self._bundle.items:
            return f"item-{code}"
        if (own := record.fields.get("row_guid", "")) in self._bundle.items:
            return own
        if len(named) == 1:
            return named[0]
        return f"item-{code or _hash(own or record.fields['task_name'])}"

    def _check_shorter(self, item: str, record: Record) -> Wrong | None:
        ours, theirs = read_record_limit(record.fields, "promise"), read_limit(self._bundle.items[item].limits.promised)
        if ours is None or theirs is None or count_hours(ours) <= count_hours(theirs):
            return None
        return Wrong("promise_day", f"承诺时限 {print_limit(ours)} 长于标准的 {print_limit(theirs)}", "缩短到标准以内；地区只能缩短")

    def _localise(self, item: str, record: Record) -> None:
        """The overlay's word on an item: its code, and its promised limit where that is another than the standard's."""
        code, region = find_code(record.fields), find_region(record.fields)
        said = [f"code: {quote(code)}"] if code else []
        promised = read_record_limit(record.fields, "promise")
        if promised is not None and promised != read_limit(self._bundle.items[item].limits.promised):
            said.append(f"promised: {_render_limit(promised, _source(record))}")
        day = record.fields.get("plan_effective_date", "")
        since = f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else self._since
        for theme in self._bundle.themes.values() if said and region else ():
            if any(use.use == item for use in theme.uses):
                self._local.setdefault((str(theme.theme), region, since), {})[item] = ", ".join(said)

    def _find_department(self, fields: Mapping[str, str]) -> str:
        name = fields["dept_name"]
        if name not in self._departments:
            made = f"d-{(fields.get('dept_code') or find_code(fields)[:18] or _hash(name)).lower()}"
            self._departments[name] = self._new[name] = made if made not in self._new.values() else f"d-{_hash(name)}"
        return self._departments[name]

    def _render(self, item: str, record: Record) -> Iterator[str]:
        fields, source = record.fields, _source(record)
        kind = read_code("type", fields["task_type"]) or fields["task_type"]
        yield f"  {item}:"
        yield f"    name: {{zh: {quote(fields['task_name'])}}}"
        yield f"    department: {self._find_department(fields)}"
        yield f"    procedure: {PROCEDURES.get(kind, 'public service')}  # {TYPES.get(kind, kind)}"
        law = fields.get("by_law")
        yield f"    basis: [{{law: {quote(law)}, grade: S}}]" if law else "    basis: [{law: 待核, grade: U}]  # 待定：设定依据"
        yield f"    roles: {{applicant: {find_applicant(record)}}}  # 待定：服务对象 {clean(fields.get('server_type', '没有写'))}"
        yield "    needs: []  # 待定：把下列材料写成数据元或佐证"
        yield from (f"    #   {clean(line)}" for line in _list_parts(record, self._papers))
        yield "    decided_by: department  # 待定"
        statutory, promised = (read_record_limit(fields, key) for key in ("anticipate", "promise"))
        yield "    limits:"
        yield f"      statutory: {_render_limit(statutory, source)}"
        if promised is None and statutory is not None:
            yield f"      promised: {_render_limit(statutory, '待核', 'U')}  # 待定：承诺时限"
        else:
            yield f"      promised: {_render_limit(promised, source)}"
        yield "    identity: 3  # 待定"
        yield "    pledge: false  # 待定"
        yield f"    fees: {_render_fees(record)}"
        yield "    refused_later: {zh: 待定}"


def find_code(fields: Mapping[str, str]) -> str:
    """The longest code a record has: of 33, else of 31 characters, else empty."""
    return fields.get("task_handle_item", "") or fields.get("task_code", "")


def find_applicant(record: Record) -> str:
    """The type of role of whoever applies: an organisation when the item serves no natural person, else a person."""
    served = read_codes("served", record.fields.get("server_type", "")) or ()
    return "organisation" if served and "1" not in served else "person"


def find_region(fields: Mapping[str, str]) -> str:
    """The division (GB/T 2260) in the third to eighth place of the code of the body that does the item; empty when it is none."""
    code = (find_code(fields) or fields.get("dept_code", ""))[2:8]
    return code if code and find_division(code) is not None else ""


def read_record_limit(fields: Mapping[str, str], key: str) -> Limit | None:
    """The limit under `anticipate_…` or `promise_…`; None when none is given."""
    day, unit = fields.get(f"{key}_day", ""), read_code("unit", fields.get(f"{key}_type", ""))
    return Limit(Unit(unit), int(day)) if day and unit else None


def quote(text: str) -> str:
    """A YAML double-quoted scalar on one line that reads back as `text`."""
    plain = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in plain)


def clean(text: str) -> str:
    """Fit for a comment: one line, printable."""
    return "".join(c if c.isprintable() else " " for c in text)


def _hash(text: str) -> str:
    return hashlib.new("sm3", text.encode()).hexdigest()[:12]


def _find_link(record: Record) -> str:
    return next((key for key in LINKS if record.fields.get(key)), "task_name")


def _source(record: Record) -> str:
    return f"实施清单 {find_code(record.fields)}".strip()


def _render_limit(limit: Limit | None, source: str, grade: str = "S") -> str:
    return "none" if limit is None else f"{{{limit.unit.value}: {limit.amount}, grade: {grade}, source: {quote(source)}}}"


def _render_fees(record: Record) -> str:
    names = [row["fee_name"] for row in record.parts.get("fees", ())]
    if not names and read_code("yes", record.fields.get("is_fee", "")) == "1":
        names = ["待核"]
    return (
        "[" + ", ".join(f"{{what: {{zh: {quote(n)}}}, amount: from department, pays: applicant}}" for n in names) + "]" if names else "none"
    )


def _list_parts(record: Record, papers: Mapping[str, str]) -> Iterator[str]:
    for row in record.parts.get("materials", ()):
        codes = (("needed", NEEDED, "material_need"), ("origin", ORIGINS, "material_origin"), ("exempt", EXEMPT, "exempt_mode"))
        said = [names[code] for kind, names, key in codes if (code := read_code(kind, row.get(key, ""))) is not None]
        known = papers.get(row["material_name"])
        yield f"材料：{row['material_name']}" + (f"（{'，'.join(said)}）" if said else "") + (f" → 证照 {known}" if known else "")
    for row in record.parts.get("situations", ()):
        yield f"情形：{row['situation_name']} {row.get('situation_options', '')}".rstrip()
