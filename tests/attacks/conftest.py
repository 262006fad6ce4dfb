"""What every family of attacks stands on: the portal's and the desk's world, and the guard's surroundings."""

from tests.connectors.conftest import limits, outside
from tests.portal.conftest import world

__all__ = ["limits", "outside", "world"]
