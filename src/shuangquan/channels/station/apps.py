"""The station as an app: templates and static files only, no tables."""

from django.apps import AppConfig


class StationConfig(AppConfig):
    """Helpers' door."""

    name = "shuangquan.channels.station"
    label = "station"
