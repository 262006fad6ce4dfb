"""What lies in a region, as a condition that row security lets an index answer (docs/explanation/memory.md)."""

from django.db.models import Q

from shuangquan.core.words.regions import find_range


def within(region: str) -> Q:
    """Rows handled in a region: a county, or a city or the province with all that lies in it."""
    first, end = find_range(region)
    return Q(handling_region__gte=first, handling_region__lt=end)
