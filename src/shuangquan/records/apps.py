"""The Django app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Label `records`; its tables are listed in docs/reference/records.md."""

    name = "shuangquan.records"
    label = "records"
