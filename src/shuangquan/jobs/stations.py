"""Jobs of the stations."""

from shuangquan.actions.station_boxes import take_box
from shuangquan.jobs.app import job


@job("station.take")
def take(box: str) -> None:
    """Open what a tablet took in without a network, and put it into a draft."""
    take_box(box)
