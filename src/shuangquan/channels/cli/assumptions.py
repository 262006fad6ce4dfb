"""A file of assumptions for a simulation: what the standard does not say, written down once by whoever knows the hall."""

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import yaml

from shuangquan.actions.simulating import Assumptions
from shuangquan.channels.cli.standards import fail
from shuangquan.core.rules.scope import find_near
from shuangquan.core.standard.bundle import Bundle

CHINA = timezone(timedelta(hours=8))
GUESSED = Assumptions(datetime(2026, 3, 2, tzinfo=CHINA))
_NAMES = tuple(field.name for field in dataclasses.fields(Assumptions))
_NUMBERS = {"days": int, "seed": int, "arrivals": float, "staff_each": int, "referred": float, "officer": float, "system": float}
_HOURS = ("opens", "closes")


def read_assumptions(bundle: Bundle, file: Path) -> Assumptions:
    """The assumptions in a YAML file, the rest as guessed. Exit code 2, saying what is wrong with which name and what was likely meant."""
    try:
        given = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        fail(f"读不了 {file}：{error}")
    except yaml.YAMLError as error:
        fail(f"{file} 不是有效的 YAML：{error}")
    if not isinstance(given, Mapping):
        fail(f"{file} 里要写 名称: 值，可写的有：{'、'.join(_NAMES)}")
    return dataclasses.replace(GUESSED, **{str(name): _read(bundle, file, str(name), value) for name, value in given.items()})


def _read(bundle: Bundle, file: Path, name: str, value: Any) -> Any:
    if name not in _NAMES:
        near = find_near(name, _NAMES)
        fail(f"{file}：没有 {name} 这一项" + (f"，是不是 {near}？" if near else f"，可写的有：{'、'.join(_NAMES)}"))
    if name == "staff":
        return _read_staff(bundle, file, value)
    if name == "weights":
        return _read_weights(bundle, file, value)
    if name == "start" and isinstance(value, date):
        return datetime.combine(value, time(), CHINA)
    if name == "every_day" and isinstance(value, bool):
        return value
    if name in _HOURS and isinstance(value, int) and 0 <= value <= 24:
        return value
    if name not in _NUMBERS or isinstance(value, bool) or not isinstance(value, int | float):
        fail(f"{file}：{name} 不能是 {value}")
    return _NUMBERS[name](value)


def _read_staff(bundle: Bundle, file: Path, value: Any) -> dict[str, int]:
    if not isinstance(value, Mapping):
        fail(f"{file}：staff 写成 部门: 人数")
    for name, count in value.items():
        if name not in bundle.departments:
            near = find_near(str(name), bundle.departments)
            fail(f"{file}：没有部门 {name}" + (f"，是不是 {near}？" if near else ""))
        if not isinstance(count, int) or count < 1:
            fail(f"{file}：{name} 的人数不能是 {count}")
    return {str(name): int(count) for name, count in value.items()}


def _read_weights(bundle: Bundle, file: Path, value: Any) -> dict[str, dict[str, float]]:
    if not isinstance(value, Mapping) or not all(isinstance(rows, Mapping) for rows in value.values()):
        fail(f"{file}：weights 写成 情形: {{取值: 次数}}")
    found: dict[str, dict[str, float]] = {}
    for name, rows in value.items():
        kind = bundle.situations.get(name)
        if kind is None:
            near = find_near(str(name), bundle.situations)
            fail(f"{file}：没有情形 {name}" + (f"，是不是 {near}？" if near else ""))
        for option, often in rows.items():
            text = str(option).lower() if isinstance(option, bool) else str(option)
            if text not in kind.options or not isinstance(often, int | float):
                fail(f"{file}：情形 {name} 没有取值 {text}，或次数 {often} 不是数")
            found.setdefault(str(name), {})[text] = float(often)
    return found
