"""What figures of plans look like once they are counted: shapes and names only, so that whoever shows them need not load the solver."""

from collections.abc import Mapping
from dataclasses import dataclass

from shuangquan.core.standard.plan import Basis
from shuangquan.core.words.text import Text

FIGURES: Mapping[str, Text] = {
    "days": Text("时限（天）", "limit (days)"),
    "trips": Text("跑动次数", "trips"),
    "forms": Text("表单", "forms"),
    "materials": Text("材料", "materials"),
    "steps": Text("环节", "steps"),
    "asked": Text("要填写的数据", "values typed"),
    "items": Text("事项", "items"),
}
"""What a plan counts, by the name of its figure."""


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of one theme. before, claim: what is claimed of the time before, and its grade and source.

    least, most: over the classes; basis: C when counted from the plan, the promise's own grade for days.
    reduction: 1 - most / before, None when there was nothing before.
    """

    what: str
    before: float
    claim: Basis
    least: float
    most: float
    basis: Basis
    reduction: float | None


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """A theme. zeros: figure → how many of its classes reach zero (materials: no papers and no photographs; certificates: no papers)."""

    theme: str
    name: Text
    classes: int
    zeros: Mapping[str, int]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All themes. reached, compared: how many figures fall by the aim in the worst class, of how many that can be compared."""

    region: str
    themes: tuple[ThemeFigures, ...]
    classes: int
    zeros: Mapping[str, int]
    compared: int
    reached: int

    @property
    def share(self) -> float:
        """The share of figures at the aim; 0 when none can be compared."""
        return round(self.reached / self.compared, 3) if self.compared else 0.0
