"""A parameter as a plan holds it: the rows of one region, or of every region where a fact of the case tells which."""

from dataclasses import dataclass

from shuangquan.core.standard.plan_stage import Basis

ParameterRow = tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]
"""(from ISO date, key values, columns or single value as text)."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter's rows for this region.

    region_of: the fact (`role.fact`) whose region counts instead; then by_region has the rows of every region that has its own.
    """

    name: str
    type: str
    as_of: str
    keys: tuple[str, ...]
    rows: tuple[ParameterRow, ...]
    basis: Basis
    region_of: str = ""
    by_region: tuple[tuple[str, tuple[ParameterRow, ...]], ...] = ()

    @property
    def all_rows(self) -> tuple[ParameterRow, ...]:
        """Every row that may be in force, in whichever region."""
        return (*self.rows, *(row for _, rows in self.by_region for row in rows))
