"""The drawing of a plan: every item in its department's lane, every edge forward, nothing only by colour."""

from xml.etree import ElementTree

import pytest

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.classes import enumerate_classes
from shuangquan.core.standard.compile import compile_plan
from shuangquan.core.standard.lanes import describe_lanes, draw_lanes, find_columns
from shuangquan.core.standard.plan import Plan

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def plans(bundle: Bundle) -> list[Plan]:
    return [compile_plan(bundle, theme, "370783", enumerate_classes(bundle, theme, "370783")[-1]) for theme in bundle.themes]


def test_every_item_and_edge_is_drawn(plans: list[Plan]) -> None:
    for plan in plans:
        drawn = ElementTree.fromstring(draw_lanes(plan))
        arrows = [path for path in drawn.iter(f"{SVG}path") if path.get("marker-end")]
        boxes = [rect for rect in drawn.iter(f"{SVG}rect") if rect.get("rx")]
        assert (len(boxes), len(arrows)) == (len(plan.items), len(plan.edges))
        assert sum(box.get("stroke-width") == "3" for box in boxes) == len(plan.critical_path)


def test_work_goes_from_left_to_right(plans: list[Plan]) -> None:
    for plan in plans:
        columns = find_columns(plan)
        assert all(columns[before] < columns[after] for before, after in plan.edges)


def test_boxes_do_not_overlap_and_stay_inside(plans: list[Plan]) -> None:
    for plan in plans:
        drawn = ElementTree.fromstring(draw_lanes(plan))
        width, height = int(drawn.get("width", "0")), int(drawn.get("height", "0"))
        boxes = [
            tuple(int(rect.get(name, "0")) for name in ("x", "y", "width", "height")) for rect in drawn.iter(f"{SVG}rect") if rect.get("rx")
        ]
        for number, (x, y, w, h) in enumerate(boxes):
            assert x + w <= width and y + h <= height
            assert not any(x < a + c and a < x + w and y < b + d and b < y + h for a, b, c, d in boxes[:number])


def test_whoever_does_not_see_it_is_told(plans: list[Plan]) -> None:
    for plan in plans:
        drawn = draw_lanes(plan)
        assert 'role="img"' in drawn and "<title" in drawn
        said = describe_lanes(plan)
        assert all(item.name.zh in said.zh and item.department_name.zh in said.zh for item in plan.items)
        assert "关键路径" in said.zh and said.zh in drawn
