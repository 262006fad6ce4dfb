"""Routes of the station."""

from django.urls import path

from shuangquan.channels.station.views import boxes, enrol, form, home, inquiring, matter, settling

app_name = "station"
urlpatterns = [
    path("", home.show_home, name="home"),
    path("enrol", enrol.show_enrol, name="enrol"),
    path("login", enrol.show_sign_in, name="login"),
    path("logout", enrol.leave, name="logout"),
    path("language", enrol.change_language, name="language"),
    path("paid", enrol.show_paid_back, name="paid-back"),
    path("card", home.read_card, name="card"),
    path("serve/", home.show_served, name="serve"),
    path("serve/end", home.end, name="end"),
    path("matters/<slug:theme>/", home.show_matter, name="matter"),
    path("inquiry/", inquiring.inquire, name="inquiry"),
    path("acts/", home.show_acts, name="acts"),
    path("case/<uuid:case>/next", matter.find_next, name="next"),
    path("case/<uuid:case>/draft", home.show_draft, name="draft"),
    path("case/<uuid:case>/notice", matter.show_notice, name="notice"),
    path("case/<uuid:case>/early", matter.show_early, name="early"),
    path("case/<uuid:case>/questions", matter.show_questions, name="questions"),
    path("case/<uuid:case>/form", form.show_form, name="form"),
    path("case/<uuid:case>/check", form.show_check, name="check"),
    path("case/<uuid:case>/finish", form.show_finish, name="finish"),
    path("case/<uuid:case>/done", matter.show_done, name="done"),
    path("offline/", boxes.show_offline, name="offline"),
    path("offline/kit", boxes.tell_kit, name="kit"),
    path("offline/ready", boxes.tell_ready, name="ready"),
    path("offline/take", boxes.take, name="take"),
    path("worker.js", boxes.show_worker, name="worker"),
    path("manifest.webmanifest", boxes.show_manifest, name="manifest"),
    path("twins/", settling.show_twins, name="twins"),
    path("twins/<uuid:box>/", settling.show_twin, name="twin"),
]
