"""The desk as an app: templates and static files only, no tables."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Officers' door."""

    name = "shuangquan.channels.desk"
    label = "desk"
