"""The portal as an app: templates and static files only, no tables."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Citizens' door."""

    name = "shuangquan.channels.portal"
    label = "portal"
