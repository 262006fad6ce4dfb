"""Whether a record of an implementation list is what GB/T 39554 lets it be: every fault with its column and how to mend it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from stdnum.cn import uscc

from shuangquan.core.exchange.list_fields import CODES, FIELDS, LEVELS, MANY, PARTS, TYPES, Field, Record
from shuangquan.core.standard.divisions import find_division
from shuangquan.core.standard.durations import count_hours
from shuangquan.core.words.limits import Limit, Unit

_CATALOG = re.compile(r"[0-9]{6}[0-9]{3}[0-9A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault. key: the column; part and number: the sheet beside the list and the row in it, from 1, when it stands there."""

    key: str
    what: str
    mend: str
    part: str = ""
    number: int = 0


def check_record(record: Record) -> list[Wrong]:
    """Every fault of one record, in the order of its columns."""
    found = [*_check_fields(record.fields, FIELDS)]
    if not found:
        found += [*_check_codes(record.fields), *_check_limits(record.fields), *_check_dates(record.fields)]
        if read_code("yes", record.fields.get("is_fee", "")) == "0" and record.parts.get("fees"):
            found.append(Wrong("is_fee", "写的是不收费，却有收费项目", "改为“是”，或删去收费表中的行"))
    for part, rows in record.parts.items():
        for number, row in enumerate(rows, start=1):
            found += [Wrong(one.key, one.what, one.mend, part, number) for one in _check_fields(row, PARTS[part][1])]
    return found


def check_row(row: Mapping[str, str], fields: tuple[Field, ...]) -> list[Wrong]:
    """Every fault of a row's columns, each by itself."""
    return list(_check_fields(row, fields))


def read_code(kind: str, text: str) -> str | None:
    """The code that a text names, itself or by its 中文: 工作日 → working_days. None when it names none."""
    codes = CODES[kind]
    if text in codes:
        return text
    bare = text.replace("(", "（").replace(")", "）")
    return next((code for code, name in codes.items() if bare in (name, name.removesuffix("办理"))), "01" if text == "许可" else None)


def read_codes(kind: str, text: str) -> tuple[str, ...] | None:
    """Several codes parted by ^ , ; or 、; None when one is none."""
    found = [read_code(kind, part.strip()) for part in re.split(r"[\^,，;；、]", text)]
    return None if None in found else tuple(str(one) for one in found)


def _check_fields(row: Mapping[str, str], fields: tuple[Field, ...]) -> Iterator[Wrong]:
    for one in fields:
        text = row.get(one.key, "")
        if not text:
            if one.needed:
                yield Wrong(one.key, f"没有写{one.heading}", "补上")
            continue
        if len(text) > 20_000 or any(ord(c) < 32 and c not in "\n\r\t" for c in text):
            yield Wrong(one.key, "文字过长或含有控制字符", "改为两万字以内的普通文字")
        elif (say := _KINDS.get(one.kind, _check_code)(one.kind, text)) is not None:
            yield Wrong(one.key, *say)


Say = tuple[str, str] | None


def _check_code(kind: str, text: str) -> Say:
    good = read_codes(kind, text) if kind in MANY else read_code(kind, text)
    if good is not None or (kind == "type" and re.fullmatch(r"1[1-9]|2[1-9]", text)):
        return None
    names = "、".join(f"{code} {name}" for code, name in CODES[kind].items())
    return f"没有“{text}”这个值", f"可用：{names}"


def _check_count(_: str, text: str) -> Say:
    return None if re.fullmatch(r"[0-9]{1,4}", text) else (f"“{text}”不是 0 到 9999 的整数", "只写数字，单位写在单位栏")


def _check_date(_: str, text: str) -> Say:
    try:
        date.fromisoformat(f"{text[:4]}-{text[4:6]}-{text[6:]}")
        good = len(text) == 8 and text.isdecimal()
    except ValueError:
        good = False
    return None if good else (f"“{text}”不是日期", "按 YYYYMMDD 写，如 20260101")


def _check_uscc(_: str, text: str) -> Say:
    if uscc.is_valid(text):
        return None
    return f"统一社会信用代码 {text} 校验不通过", "对照登记证书逐位核对，共 18 位，末位为校验位"


def _check_catalog(_: str, text: str) -> Say:
    if not _CATALOG.fullmatch(text):
        return (
            f"基本编码 {text} 不是 12 位（现为 {len(text)} 位）",
            "2 位区划 + 2 位类型 + 2 位部门 + 3 位主项 + 3 位子项；列的格式设为文本",
        )
    if find_division(text[:2]) is None:
        return f"基本编码 {text} 的区划 {text[:2]} 不存在", "国家级为 00，山东为 37"
    if text[2:4] not in TYPES and not re.fullmatch(r"1[1-9]|2[1-9]", text[2:4]):
        return f"基本编码 {text} 的事项类型 {text[2:4]} 不存在", "第 3、4 位为事项类型，如 01 许可、20 公共服务"
    return None


def _check_task(_: str, text: str) -> Say:
    if len(text) != 31:
        return (
            f"实施编码 {text} 不是 31 位（现为 {len(text)} 位）",
            "18 位统一社会信用代码 + 1 位行使层级 + 12 位基本编码；列的格式设为文本",
        )
    if text[18] not in LEVELS:
        return f"实施编码第 19 位 {text[18]} 不是行使层级", "1 国家 2 省 3 市 4 县 5 镇街 6 村社区 7 分级"
    return _check_uscc("", text[:18]) or _check_catalog("", text[19:])


def _check_handle(_: str, text: str) -> Say:
    if len(text) != 33 or not re.fullmatch(r"0[1-9]|[1-9][0-9]", text[31:]):
        return (
            f"业务办理项编码 {text} 不是 31 位实施编码加 01 起的 2 位顺序号（现为 {len(text)} 位）",
            "在实施编码后加 01、02 等；列的格式设为文本",
        )
    return _check_task("", text[:31])


def _check_local(_: str, text: str) -> Say:
    return None if len(text) <= 50 else ("地方编码超过 50 位", "缩短到 50 位以内")


_KINDS: Mapping[str, Callable[[str, str], Say]] = {
    "text": lambda _, __: None,
    "count": _check_count,
    "date": _check_date,
    "uscc": _check_uscc,
    "catalog": _check_catalog,
    "task": _check_task,
    "handle": _check_handle,
    "local": _check_local,
}


def _check_codes(row: Mapping[str, str]) -> Iterator[Wrong]:
    """The codes of one record say the same of it."""
    handle, level, kind = row.get("task_handle_item", ""), row.get("use_level", ""), read_code("type", row["task_type"]) or row["task_type"]
    task = row.get("task_code", "") or handle[:31]
    catalog = row.get("catalog_code", "") or task[19:]
    if handle and handle[:31] != task:
        yield Wrong("task_handle_item", "前 31 位与实施编码不同", f"改为 {task}{handle[31:]}，或改实施编码")
    if task and task[19:] != catalog:
        yield Wrong("task_code", "后 12 位与基本编码不同", f"改为 {task[:19]}{catalog}，或改基本编码")
    if task and level and read_code("level", level) != task[18]:
        yield Wrong("use_level", f"与实施编码第 19 位 {task[18]}（{LEVELS[task[18]]}）不同", "二者改为一致")
    if task and row.get("dept_code") and row["dept_code"] != task[:18]:
        yield Wrong("dept_code", "与实施编码前 18 位不同", f"改为 {task[:18]}，或改实施编码")
    if catalog and kind != catalog[2:4]:
        yield Wrong("task_type", f"与基本编码第 3、4 位 {catalog[2:4]} 不同", "二者改为一致")


def _check_limits(row: Mapping[str, str]) -> Iterator[Wrong]:
    hours: dict[str, tuple[str, int]] = {}
    for key, name in (("anticipate", "法定"), ("promise", "承诺")):
        day, unit = row.get(f"{key}_day", ""), read_code("unit", row.get(f"{key}_type", ""))
        if day and unit is None:
            yield Wrong(f"{key}_type", f"写了{name}办结时限，没有写单位", "写 工作日、自然日、小时 或 月")
        elif day and unit is not None:
            hours[key] = (unit, count_hours(Limit(Unit(unit), int(day))))
    if len(hours) == 2 and hours["promise"][0] == hours["anticipate"][0] and hours["promise"][1] > hours["anticipate"][1]:
        yield Wrong("promise_day", "承诺时限长于法定时限", "缩短到法定时限以内")
    if read_code("project", row.get("project_type", "")) == "1" and hours.get("promise", ("", 0))[1] > 24:
        yield Wrong("promise_day", "即办件的承诺时限超过 1 日", "缩短到 1 个工作日以内，或把办件类型改为承诺件")


def _check_dates(row: Mapping[str, str]) -> Iterator[Wrong]:
    since, until = row.get("plan_effective_date", ""), row.get("plan_cancel_date", "")
    if since and until and until < since:
        yield Wrong("plan_cancel_date", f"早于生效日期 {since}", "改正其中一个日期")
