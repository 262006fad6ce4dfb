"""The counter as an app: templates and static files only, no tables."""

from django.apps import AppConfig


class CounterConfig(AppConfig):
    """Clerks' door."""

    name = "shuangquan.channels.counter"
    label = "counter"
