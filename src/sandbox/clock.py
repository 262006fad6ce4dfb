"""The sandbox's clock: wall time in Asia/Shanghai."""

import time
from datetime import datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The time, aware."""
    return datetime.fromtimestamp(time.time(), SHANGHAI)


def stamp() -> str:
    """The time in ISO 8601 with offset, milliseconds."""
    return now().isoformat(timespec="milliseconds")
