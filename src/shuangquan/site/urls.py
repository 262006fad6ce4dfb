"""Routes of the whole site. Each door brings its own urls; this page only mounts them."""

from django.urls import path

from shuangquan.site.health import show_health
from shuangquan.site.static import serve_static

urlpatterns = [
    path("healthz", show_health, name="health"),
    path("static/<path:path>", serve_static, name="static"),
]
