"""The least burden: an integer program in HiGHS, goals in lexicographic order, each proven, ties broken by name.

An order over variables and sources keeps support from going in a circle; it is written only inside the parts of the dependency graph that
have cycles. One thread, no gap. Goals: lawful source, burden, sensitive facts drawn, calls, name.
"""

from collections.abc import Mapping
from typing import Any

import highspy
from highspy._core import _Highs

from shuangquan.core.standard.cycles import find_components
from shuangquan.core.standard.problem import Problem, Solution, Source, keep_relevant

Row = dict[int, float]
_INF = highspy.kHighsInf


def solve_burden(problem: Problem) -> Solution:
    """The least-burden assignment. Raises Unsolvable when something wanted can come from nowhere."""
    return _Program(keep_relevant(problem)).solve()


class _Program:
    """Columns: x a variable is known, u a source is used, f a variable comes from a source, c a role is asked to agree, t the order."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.sources: Mapping[str, Source] = {source.id: source for source in problem.sources}
        self.givers: dict[str, list[str]] = {}
        for source in problem.sources:
            for name in source.gives:
                self.givers.setdefault(name, []).append(source.id)
        self.solver: Any = _Highs()  # the plain solver: the wrapper class greets on standard output
        for option, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0), ("random_seed", 0)):
            self.solver.setOptionValue(option, value)
        self.columns: dict[tuple[str, ...], int] = {}
        self.priced: tuple[int, ...] = ()  # columns with a cost
        self._build()

    def _column(self, *key: str, upper: float = 1, integral: bool = True) -> int:
        found = self.columns.get(key)
        if found is None:
            found = self.columns[key] = len(self.columns)
            self.solver.addVar(0, upper)
            if integral:
                self.solver.changeColIntegrality(found, highspy.HighsVarType.kInteger)
        return found

    def _row(self, lower: float, upper: float, row: Row) -> None:
        self.solver.addRow(lower, upper, len(row), list(row), list(row.values()))

    def _build(self) -> None:
        for name in sorted(self.givers):
            row: Row = {self._column("f", name, source): 1.0 for source in self.givers[name]}
            row[self._column("x", name)] = -1.0
            self._row(0, 0, row)
        for source in self.problem.sources:
            used = self._column("u", source.id)
            if source.forced:
                self.solver.changeColBounds(used, 1, 1)
            for name in source.gives:
                self._row(-_INF, 0, {self._column("f", name, source.id): 1.0, used: -1.0})
                if name in source.consents:
                    self._row(-_INF, 0, {self._column("f", name, source.id): 1.0, self._column("c", source.consents[name]): -1.0})
            for role in sorted(source.asks):
                self._row(-_INF, 0, {used: 1.0, self._column("c", role): -1.0})
            for number, group in enumerate(source.keys):
                self._need(source, number, tuple(name for name in group if name in self.givers))
        for group in self.problem.wanted:
            self._row(1, _INF, {self._column("x", name): 1.0 for name in dict.fromkeys(group) if name in self.givers})
        self._order()

    def _need(self, source: Source, number: int, group: tuple[str, ...]) -> None:
        used = self._column("u", source.id)
        if len(group) == 1:
            self._row(-_INF, 0, {used: 1.0, self._column("x", group[0]): -1.0})
            return
        row: Row = {used: -1.0}
        for name in group:
            by = self._column("g", source.id, str(number), name)
            row[by] = 1.0
            self._row(-_INF, 0, {by: 1.0, self._column("x", name): -1.0})
        self._row(0, _INF, row)

    def _order(self) -> None:
        edges: dict[str, set[str]] = {}
        for source in self.problem.sources:
            edges.setdefault(f"s {source.id}", set()).update(f"v {name}" for group in source.keys for name in group if name in self.givers)
            for name in source.gives:
                edges.setdefault(f"v {name}", set()).add(f"s {source.id}")
        for part in find_components(edges):
            if len(part) > 1:
                self._order_part(part)

    def _order_part(self, part: frozenset[str]) -> None:
        far = float(len(part))
        for node in sorted(part):
            self._column("t", node, upper=far, integral=False)
        for source in self.problem.sources:
            own = f"s {source.id}"
            if own not in part:
                continue
            for name in source.gives:
                if f"v {name}" in part:
                    self._later(f"v {name}", own, self._column("f", name, source.id), far)
            for number, group in enumerate(source.keys):
                inside = tuple(name for name in group if name in self.givers)
                for name in inside:
                    if f"v {name}" in part:
                        single = len(inside) == 1
                        by = self._column("u", source.id) if single else self._column("g", source.id, str(number), name)
                        self._later(own, f"v {name}", by, far)

    def _later(self, after: str, before: str, when: int, far: float) -> None:
        """`after` is at least one step later than `before` when the column `when` is 1."""
        self._row(1 - far - 1, _INF, {self._column("t", after): 1.0, self._column("t", before): -1.0, when: -(far + 1)})

    def _goals(self) -> tuple[Row, Row, Row, Row, Row]:
        lawful: Row = {}
        burden: Row = {}
        sensitive: Row = {}
        calls: Row = {}
        ties: Row = {}
        named = sorted(self.sources, key=lambda name: (self.sources[name].calls, name))
        rank = {name: place for place, name in enumerate(named, start=1)}
        for source in self.problem.sources:
            used = self._column("u", source.id)
            burden[used] = float(source.burden)
            calls[used] = float(source.calls)
            ties[used] = 1.0
            for name in source.gives:
                flow = self._column("f", name, source.id)
                burden[flow] = float(source.each)
                sensitive[flow] = float(name in source.sensitive)
                ties[flow] = float(rank[source.id])
                lawful[flow] = float(self._is_unlawful(name, source.id))
        for key, column in self.columns.items():
            if key[0] == "c":
                burden[column] = float(self.problem.consent)
        return lawful, burden, sensitive, calls, ties

    def _is_unlawful(self, name: str, source: str) -> bool:
        able = self.problem.lawful.get(name, frozenset()).intersection(self.sources)
        return bool(able) and source not in able and not self.sources[source].forced

    def solve(self) -> Solution:
        """Each goal in turn, its value held for the next."""
        values: list[int] = []
        bounds: list[int] = []
        for goal in self._goals():
            held = {column: weight for column, weight in goal.items() if weight}
            if not held:
                values.append(0)
                bounds.append(0)
                continue
            value, bound = self._minimise(held)
            values.append(value)
            bounds.append(bound)
            self._row(-_INF, value + 0.5, held)
        if self.columns and not any(any(goal.values()) for goal in self._goals()):
            self._minimise({})
        solution = self.solver.getSolution().col_value
        chosen = {key[1]: key[2] for key, column in self.columns.items() if key[0] == "f" and solution[column] > 0.5}
        used = frozenset(key[1] for key, column in self.columns.items() if key[0] == "u" and solution[column] > 0.5)
        return Solution(chosen, used, (values[1], values[2], values[3]), (bounds[1], bounds[2], bounds[3]), values[0])

    def _minimise(self, goal: Row) -> tuple[int, int]:
        for column in {*self.priced, *goal}:
            self.solver.changeColCost(column, goal.get(column, 0.0))
        self.priced = tuple(goal)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise ArithmeticError(f"the solver stopped: {self.solver.modelStatusToString(status)}")
        info = self.solver.getInfo()
        bound = info.mip_dual_bound if goal else info.objective_function_value
        return round(info.objective_function_value), round(bound)
