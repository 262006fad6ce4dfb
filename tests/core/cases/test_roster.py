"""A table of people matched to a list: by number, once each, and nobody whom the register does not know where nobody may be added."""

from types import SimpleNamespace
from typing import Any

import pytest

from shuangquan.core.cases.roster import find_list, match_roster
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.names import Var
from shuangquan.core.words.text import Text

HEAD = ["姓名", "公民身份号码", "岗位"]


def make(add: str = "no") -> tuple[Any, Any, Any]:
    """A case whose list `staff` has two members, its index, and the list."""
    role = SimpleNamespace(name="staff", label=Text("员工", "Employee"), form="many", absent=False, key="id_number", pick="some", add=add)

    def var(fact: str, label: str, from_: str) -> Any:
        options = (("dev", Text("研发", "Research")),) if fact == "post" else ()
        return SimpleNamespace(role="staff", fact=fact, label=Text(label), from_=from_, by=("agent",), options=options)

    variables = (var("name", "姓名", "resource"), var("id_number", "公民身份号码", "resource"), var("post", "岗位", "typed"))
    index = SimpleNamespace(roles={"staff": role}, plan=SimpleNamespace(vars=variables), resolve=lambda name: name)
    numbers = {"1": "37990019900101001X", "2": "379900199001010028"}
    case = SimpleNamespace(lists={"staff": SimpleNamespace(keys=("1", "2"))}, value=lambda asked: numbers[asked.member])
    return case, index, role


def test_members_are_known_by_number_and_columns_are_said_of_them() -> None:
    case, index, role = make()
    rows = [(2, ("甲", "37990019900101001x", "研发")), (3, ("乙", "379900199001010028", "")), (4, ("丙", "379900199001010036", "研发"))]
    found = match_roster(case, index, role, "agent", HEAD, rows)
    assert found.members == ("1", "2")
    assert found.said == {Var("staff", "post", "1"): "dev"}, "codes by their labels, and names that a register gave are not typed"
    assert [line.wrong.code if line.wrong else "" for line in found.lines] == ["", "", "roster.unknown"]
    assert found.fresh == ()


def test_where_people_may_be_added_the_unknown_are_fresh() -> None:
    case, index, role = make("typed")
    found = match_roster(case, index, role, "agent", HEAD, [(2, ("丙", "379900199001010036", "")), (3, ("丙", "379900199001010036", ""))])
    assert [line.number for line in found.fresh] == [2]
    assert [line.wrong.code if line.wrong else "" for line in found.lines] == ["", "roster.twice"]


def test_a_head_without_the_number_and_a_role_that_is_no_list_are_refused() -> None:
    case, index, role = make()
    with pytest.raises(Refusal) as head:
        match_roster(case, index, role, "agent", ["姓名"], [(2, ("甲",))])
    with pytest.raises(Refusal) as none:
        find_list(index, "agent")
    assert (head.value.code, none.value.code) == ("roster.head", "roster.none")
