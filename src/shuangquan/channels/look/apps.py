"""The shared look as an app: static files only."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Style sheets that portal and desk both begin with."""

    name = "shuangquan.channels.look"
    label = "look"
