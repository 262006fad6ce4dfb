"""Routes of the whole site. Each door brings its own urls; this page only mounts them."""

from django.urls import include, path

from shuangquan.site.health import show_health
from shuangquan.site.metrics import show_metrics
from shuangquan.site.static import serve_static

urlpatterns = [
    path("healthz", show_health, name="health"),
    path("metrics", show_metrics, name="metrics"),
    path("static/<path:path>", serve_static, name="static"),
    path(".well-known/", include("shuangquan.channels.api.well_known")),
    path("api/", include("shuangquan.channels.api.urls")),
    path("console/", include("shuangquan.channels.console.urls")),
    path("counter/", include("shuangquan.channels.counter.urls")),
    path("desk/", include("shuangquan.channels.desk.urls")),
    path("kiosk/", include("shuangquan.channels.kiosk.urls")),
    path("station/", include("shuangquan.channels.station.urls")),
    path("", include("shuangquan.channels.portal.urls")),
]
handler400 = "shuangquan.site.errors.show_unreadable"
handler403 = "shuangquan.channels.portal.views.errors.show_forbidden"
handler404 = "shuangquan.channels.portal.views.errors.show_missing"
handler500 = "shuangquan.site.errors.show_broken"
