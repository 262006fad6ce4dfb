"""Regions in which a theme compiles to the same plans but for the region's name: what was compiled for one serves the other."""

from dataclasses import replace

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.model_overlay import Overlay
from shuangquan.core.standard.plan import Parameter, Plan
from shuangquan.core.standard.plan_frame import write_parameters
from shuangquan.core.standard.plan_plain import seal_plan
from shuangquan.core.standard.view import read_view

Essence = tuple[tuple[Overlay, ...], tuple[Parameter, ...]]
"""All that a region changes in a plan: overlays that say more than places, and the rows of parameters."""


def find_essence(bundle: Bundle, theme: str, region: str) -> Essence:
    """What the region changes in the plans of a theme; equal for regions that change the same. KeyError for an unknown theme."""
    return bundle.memo.once(("essence", theme, region), lambda: _find_essence(bundle, theme, region))


def _find_essence(bundle: Bundle, theme: str, region: str) -> Essence:
    view = read_view(bundle, theme, region, [])
    overlays = tuple(one for one in view.overlays if one.limit or one.items or one.parameters)
    return overlays, write_parameters(view, [form.item.id for form in view.items])


def move_plan(plan: Plan, region: str) -> Plan:
    """The plan as it is compiled for a region of the same essence."""
    return seal_plan(replace(plan, region=region))
