"""Routes of the portal."""

from django.urls import path

from shuangquan.channels.portal.views import certificates, checking, consent, data, form, home, opening, progress, questions, sign_in

app_name = "portal"
urlpatterns = [
    path("", home.show_home, name="home"),
    path("region/", home.choose_region, name="region"),
    path("look/", home.keep_look, name="look"),
    path("about/accessibility/", home.show_accessibility, name="accessibility"),
    path("sign-in/", sign_in.begin, name="sign-in"),
    path("sign-in/back", sign_in.finish, name="sign-in-back"),
    path("sign-out/", sign_in.leave, name="sign-out"),
    path("matters/<slug:theme>/", opening.show_matter, name="matter"),
    path("matters/<slug:theme>/start", opening.start, name="start"),
    path("my/", home.show_mine, name="mine"),
    path("my/data/", data.show_data, name="data"),
    path("my/data/export", data.export, name="data-export"),
    path("case/<uuid:case>/data", data.show_held_data, name="held"),
    path("case/<uuid:case>/erase", data.erase, name="erase"),
    path("case/<uuid:case>/", progress.show_progress, name="progress"),
    path("case/<uuid:case>/next", opening.find_next, name="next"),
    path("case/<uuid:case>/notice", opening.show_notice, name="notice"),
    path("case/<uuid:case>/early", opening.show_early, name="early"),
    path("case/<uuid:case>/questions", questions.show_questions, name="questions"),
    path("case/<uuid:case>/form", form.show_form, name="form"),
    path("case/<uuid:case>/check", checking.show_check, name="check"),
    path("case/<uuid:case>/finish", checking.show_finish, name="finish"),
    path("case/<uuid:case>/pay", checking.pay, name="pay"),
    path("case/<uuid:case>/paid", checking.show_paid, name="paid"),
    path("case/<uuid:case>/consent", consent.show_consent, name="consent"),
    path("case/<uuid:case>/withdraw", progress.withdraw, name="withdraw"),
    path("case/<uuid:case>/correct/<slug:item>", progress.correct, name="correct"),
    path("case/<uuid:case>/correct/<slug:item>/<slug:member>", progress.correct, name="correct-member"),
    path("certificates/", certificates.show_mine, name="certificates"),
    path("certificates/<uuid:certificate>/", certificates.show_one, name="certificate"),
    path("certificates/<uuid:certificate>/pdf", certificates.download, name="certificate-pdf"),
    path("v/<slug:token>.json", certificates.show_json, name="verify-json"),
    path("v/<slug:token>", certificates.show_link, name="verify-link"),
    path("verify/", certificates.verify, name="verify"),
]
