"""The kiosk as an app: templates and static files only, no tables."""

from django.apps import AppConfig


class KioskConfig(AppConfig):
    """The door of machines in halls."""

    name = "shuangquan.channels.kiosk"
    label = "kiosk"
