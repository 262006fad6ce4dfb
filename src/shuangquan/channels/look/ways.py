"""How results are to reach people, as every form offers it; what they choose `filing.take_choices` takes."""

from typing import Any

from shuangquan.actions.choosing_delivery import find_offered_ways
from shuangquan.actions.loading import Loaded
from shuangquan.core.words.actor import Actor
from shuangquan.queries.portal_delivery import offer_ways


def find_ways_shown(actor: Actor, loaded: Loaded) -> dict[str, Any]:
    """What `look/ways.html` shows."""
    ways, way, sites = find_offered_ways(actor, loaded)
    return {"ways": offer_ways(ways, way), "sites": sites, "site": loaded.case.delivery.site}
