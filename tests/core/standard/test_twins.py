"""What is compiled for one region and moved to another is what would have been compiled there."""

import pytest

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.classes import enumerate_classes
from shuangquan.core.standard.compile import compile_plan
from shuangquan.core.standard.twins import find_essence, move_plan

COUNTIES = ("370811", "370812", "370829", "371302", "370602", "370102")


@pytest.mark.parametrize("theme", ["afterlife", "disability", "freight", "house-transfer", "newborn", "retirement"])
def test_a_moved_plan_is_the_compiled_one(bundle: Bundle, theme: str) -> None:
    same = [one for one in COUNTIES if find_essence(bundle, theme, one) == find_essence(bundle, theme, "370811")]
    assert len(same) > 1
    classes = enumerate_classes(bundle, theme, "370811")
    for region in same:
        for situation in (None, *classes[:: max(1, len(classes) // 3)]):
            here = compile_plan(bundle, theme, "370811", situation)
            assert move_plan(here, region) == compile_plan(bundle, theme, region, situation)


def test_regions_that_change_something_are_no_twins(bundle: Bundle) -> None:
    """Shouguang shortens the limit of a birth; and moving a plan there would show it."""
    assert find_essence(bundle, "newborn", "370783") != find_essence(bundle, "newborn", "370811")
    situation = enumerate_classes(bundle, "newborn", "370783")[0]
    moved = move_plan(compile_plan(bundle, "newborn", "370811", situation), "370783")
    assert moved.limit != compile_plan(bundle, "newborn", "370783", situation).limit
