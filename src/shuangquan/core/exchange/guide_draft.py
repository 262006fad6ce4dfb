"""A theme's guide (一件事办事指南) becomes a draft theme over items of its list or of the standard; what is open is said in comments."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from shuangquan.core.exchange.list_check import Wrong, check_row, read_code
from shuangquan.core.exchange.list_draft import clean, find_applicant, quote
from shuangquan.core.exchange.list_fields import Field, Record
from shuangquan.core.standard.bundle import Bundle

GUIDE = "主题"
FIGURES = ("days", "trips", "materials", "steps")
_FIGURE_NAMES = {"days": "天数", "trips": "跑动次数", "materials": "材料数", "steps": "环节数"}
GUIDE_FIELDS = (
    Field("theme_name", "主题名称", needed=True),
    Field("theme_code", "主题编码"),
    Field("stage", "阶段"),
    Field("source", "出处"),
    Field("limit_day", "办结时限", "count"),
    Field("limit_type", "办结时限单位", "unit"),
    *(Field(f"before_{what}", f"改革前{name}", "count") for what, name in _FIGURE_NAMES.items()),
    *(Field(f"after_{what}", f"改革后{name}", "count") for what, name in _FIGURE_NAMES.items()),
)
"""Columns of the sheet 主题, which has one row."""


def check_guide(fields: Mapping[str, str]) -> list[Wrong]:
    """Every fault of the guide's own row."""
    found = check_row(fields, GUIDE_FIELDS)
    if not found and fields.get("limit_day") and not fields.get("limit_type"):
        found.append(Wrong("limit_type", "写了办结时限，没有写单位", "写 工作日、自然日、小时 或 月"))
    return found


def render_theme(bundle: Bundle, fields: Mapping[str, str], uses: Sequence[tuple[str, Record]]) -> str:
    """The text of theme.yaml. uses: item → the guide's record of it, in the guide's order.

    Whoever signs in is the applicant; an organisation that items are for is a second role. Items of the standard that have other roles are
    bound by name, each such role being a role of the theme.
    """
    return "".join(f"{line}\n" for line in _render(bundle, fields, uses))


def _render(bundle: Bundle, fields: Mapping[str, str], uses: Sequence[tuple[str, Record]]) -> Iterator[str]:
    roles = {"applicant": "{signed_in: person, label: {zh: 申请人}}"}
    bound = [_bind(bundle, item, record, roles) for item, record in uses]
    source = quote(fields.get("source") or f"办事指南 {fields.get('theme_code', '')}".strip())
    yield "# 由办事指南生成的草稿，写着“待定”的地方要人来定。"
    yield f"theme: theme-{_find_id(fields)}  # 待定：给主题起一个短名"
    yield f"name: {{zh: {quote(fields['theme_name'])}}}"
    yield f"stage: {quote(fields.get('stage', '待定'))}"
    yield "grade: U  # 待定：已发布的主题写它的等级"
    yield "roles:"
    yield from (f"  {name}: {form}" for name, form in roles.items())
    yield "apply: [applicant]  # 待定：谁可以申请"
    asked = dict.fromkeys(str(name) for item, _ in uses if item in bundle.items for name in bundle.items[item].situations)
    yield "situations:  # 待定：怎样确定" if asked else "situations: []"
    yield from (f"  - {{use: {name}, ask: first}}" for name in asked)
    yield "# 待定：指南写的情形，先写进 situations.yaml"
    yield from _list_situations(uses)
    yield "items:  # 待定：哪些事项只在某些情形办（when），哪些由群众选（group: optional）"
    yield from bound
    yield from _render_limit(fields, source)
    yield "limit_from: accepted  # 待定"
    yield "limit_until: decided  # 待定"
    before = [what for what in FIGURES if fields.get(f"before_{what}")]
    yield "baseline:" if before else "baseline: []  # 待定：改革前的天数、跑动次数、材料数、环节数"
    yield from (f"  - {{what: {what}, value: {int(fields[f'before_{what}'])}, source: {source}, grade: S}}" for what in before)
    after = [f"{_FIGURE_NAMES[what]} {fields[f'after_{what}']}" for what in FIGURES if fields.get(f"after_{what}")]
    if after:
        yield f"# 指南写的改革后：{clean('，'.join(after))}；平台按编译出的计划自己算，不抄写。"


def _find_id(fields: Mapping[str, str]) -> str:
    code = fields.get("theme_code", "").lower()
    return code if code.isascii() and code.isalnum() else hashlib.new("sm3", fields["theme_name"].encode()).hexdigest()[:12]


def _bind(bundle: Bundle, item: str, record: Record, roles: dict[str, str]) -> str:
    """The line that uses an item; roles it needs are added to the theme's."""
    if item not in bundle.items:
        ours = "applicant" if find_applicant(record) == "person" else "company"
        if ours == "company":
            roles.setdefault("company", "{one: organisation, label: {zh: 申请企业}}")
        return f"  - {{use: {item}, with: {{applicant: {ours}}}}}"
    standing = bundle.items[item].roles
    for name, form in standing.items():
        if form.relation:
            roles.setdefault(name, f"{{relation: {form.type}, of: [{', '.join(form.of)}]}}  # 待定：角色 {name} 从哪来")
        else:
            roles.setdefault(name, f"{{one: {form.type}}}  # 待定：角色 {name} 是谁，从哪来")
    return f"  - {{use: {item}, with: {{{', '.join(f'{name}: {name}' for name in standing)}}}}}  # 标准已有，待定：角色对不对"


def _list_situations(uses: Sequence[tuple[str, Record]]) -> Iterator[str]:
    for _, record in uses:
        for row in record.parts.get("situations", ()):
            said = f"{record.fields['task_name']}：{row['situation_name']} {row.get('situation_options', '')}"
            yield f"#   {clean(said)}".rstrip()


def _render_limit(fields: Mapping[str, str], source: str) -> Iterator[str]:
    unit = read_code("unit", fields.get("limit_type", ""))
    if fields.get("limit_day") and unit is not None:
        yield f"limit: {{{unit}: {int(fields['limit_day'])}, grade: S, source: {source}}}"
    else:
        yield "limit: none  # 待定"
