"""What an archive package (归档信息包) of a finished matter holds, as values: a theme package that nests one package an item.

After GB/T 42727-2023 as far as it is known here: three folders (申请材料, 办理过程, 办理结果), metadata, a manifest. Its annexes were not
had; names of elements and folders are ours where the standard's are not known (grade U).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shuangquan.core.cases.archiving import PERMANENT as PERMANENT

APPLY, PROCESS, RESULT = "1-申请材料", "2-办理过程", "3-办理结果"
FOLDERS = (APPLY, PROCESS, RESULT)
SHARES = {"01": "无条件共享", "02": "有条件共享", "03": "不予共享"}
REQUIRED = ("全宗号", "电子文件号", "题名", "办件编号", "责任者", "申请人", "收件时间", "办结时间", "办理结果", "保管期限", "版本")
"""Elements that a theme package's metadata must state (名称 of our choice, after DA/T 85 as known in the trade; grade U)."""
REQUIRED_UNIT = ("事项", "责任者", "办理结果", "保管期限")


@dataclass(frozen=True, slots=True)
class Archived:
    """One file of a package. folder: one of FOLDERS; name: unique there; share: a key of SHARES; made: ISO date or time, "" unknown."""

    folder: str
    name: str
    title: str
    media_type: str
    data: bytes
    share: str = "02"
    made: str = ""


Facts = tuple[tuple[str, str], ...]
"""Metadata: (element, value) in order; an element may come again."""


@dataclass(frozen=True, slots=True)
class Unit:
    """The package of one item (事项包). key: its folder, unique in the theme package; keep: years, PERMANENT for ever."""

    key: str
    facts: Facts
    keep: int
    files: tuple[Archived, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """The theme package (主题包). name: `<全宗号>-<办件编号>-<版本>`; made: ISO time; replaces: the name of the earlier one, "" if none."""

    name: str
    facts: Facts
    files: tuple[Archived, ...]
    units: tuple[Unit, ...]
    made: str
    replaces: str = ""

    @property
    def keep(self) -> int:
        """Years of the whole: the longest of its items'; PERMANENT beats all."""
        return find_longest(unit.keep for unit in self.units)


def find_longest(years: Iterable[int]) -> int:
    """The longest retention; 10 years when there is none to go by."""
    found = list(years)
    return PERMANENT if PERMANENT in found else max(found, default=10)


def say_retention(years: int) -> str:
    """永久, 30 年, 10 年."""
    return "永久" if years == PERMANENT else f"{years} 年"


def find_wanting(facts: Facts, required: Iterable[str]) -> Iterator[str]:
    """Elements that are required and absent or empty."""
    stated = {name for name, value in facts if value.strip()}
    return (name for name in required if name not in stated)
