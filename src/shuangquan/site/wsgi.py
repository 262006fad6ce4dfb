"""The WSGI application that granian serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string  # noqa: TID251 — this is where names are wired

from shuangquan.site.telemetry import start_tracing

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuangquan.site.settings")
application = get_wsgi_application()
import_string("shuangquan.site.wiring.wire")()  # by name: what it imports needs Django set up first
start_tracing("web", settings.HOME)
