"""What is known of instant approval once it is worked out: shapes, counts and words; whoever shows them need not load the solver."""

from collections.abc import Mapping
from dataclasses import dataclass

from shuangquan.core.words.text import Text

WHY: Mapping[str, Text] = {
    "department": Text("由{0}的系统决定", "decided by the system of {0}"),
    "offline": Text("只能到窗口办", "done at a window only"),
    "stage": Text("中间要{0}", "lies open for {0}"),
    "result": Text("要等“{0}”的结果", "waits for the result of {0}"),
    "paper": Text("要人看材料“{0}”", "somebody reads the paper {0}"),
    "typed": Text("规则要看申请人填的“{0}”", "its rules read what the applicant types: {0}"),
    "photograph": Text("规则要看申请人拍的“{0}”", "its rules read what the applicant photographs: {0}"),
    "waits": Text("“{0}”暂时取不到", "{0} cannot be had now"),
    "unknown": Text("这种情形不取“{0}”，规则却要看它", "its rules read {0}, which is not asked for here"),
    "refers": Text("规则规定由人看：{0}", "its rules send it to a person: {0}"),
}
"""Why an item is not instant in a class, by code; {0} is what it is about."""


@dataclass(frozen=True, slots=True)
class Why:
    """One reason. code: a key of WHY; what: whose system, which stage, paper, variable or row."""

    code: str
    what: Text

    def say(self) -> Text:
        """In a sentence without a full stop."""
        pattern = WHY[self.code]
        return Text(pattern.zh.format(self.what.zh), pattern.say("en").format(self.what.say("en")))


@dataclass(frozen=True, slots=True)
class Variant:
    """业务办理项: an item in one combination of the situations it reads.

    why: () when it is instant. given: names of sources that need not hold a record, and must for that. regions: counties that have it so.
    """

    item: str
    name: Text
    situation: tuple[tuple[str, str], ...]
    why: tuple[Why, ...]
    given: tuple[Text, ...]
    regions: int

    @property
    def instant(self) -> bool:
        """Whether no person is needed."""
        return not self.why


@dataclass(frozen=True, slots=True)
class Count:
    """instant of all; for items, `partly`: instant in some of their variants only, which `instant` does not count."""

    instant: int
    all: int
    partly: int = 0


@dataclass(frozen=True, slots=True)
class ThemeInstants:
    """A theme's items in all their variants."""

    theme: str
    name: Text
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Instants:
    """Every theme."""

    themes: tuple[ThemeInstants, ...]

    @property
    def items(self) -> Count:
        """Distinct items, whichever themes use them."""
        seen: dict[str, set[bool]] = {}
        for one in self._variants():
            seen.setdefault(one.item, set()).add(one.instant)
        return Count(sum(found == {True} for found in seen.values()), len(seen), sum(len(found) == 2 for found in seen.values()))

    @property
    def variants(self) -> Count:
        """业务办理项: distinct items in distinct combinations of what they read; instant where that holds in every theme and region."""
        seen: dict[tuple[str, tuple[tuple[str, str], ...]], bool] = {}
        for one in self._variants():
            key = (one.item, one.situation)
            seen[key] = seen.get(key, True) and one.instant
        return Count(sum(seen.values()), len(seen))

    @property
    def regional(self) -> Count:
        """Regional implementations: each of those, once for each county that has it so."""
        found = self._variants()
        return Count(sum(one.regions for one in found if one.instant), sum(one.regions for one in found))

    def _variants(self) -> list[Variant]:
        return [one for theme in self.themes for one in theme.variants]
