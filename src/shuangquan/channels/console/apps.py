"""The console as an app: templates and static files only, no tables."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """The door of those who write standards."""

    name = "shuangquan.channels.console"
    label = "console"
