"""Routes of the kiosk."""

from django.urls import path

from shuangquan.channels.kiosk.views import cases, finishing, inquiring, machines, matters, start, ways

app_name = "kiosk"
urlpatterns = [
    path("", start.show_start, name="start"),
    path("enrol", machines.enrol, name="enrol"),
    path("alive", machines.tell_alive, name="alive"),
    path("card", machines.tell_card, name="card"),
    path("beat", machines.beat, name="beat"),
    path("help", machines.ask_help, name="help"),
    path("look", start.change_look, name="look"),
    path("begin", start.begin, name="begin"),
    path("end", start.end, name="end"),
    path("home", start.show_home, name="home"),
    path("for/<slug:module>/", start.show_module, name="module"),
    path("matters/<slug:theme>/", cases.show_theme_page, name="theme"),
    path("matters/<slug:theme>/begin", cases.begin_theme, name="begin-theme"),
    path("case/<uuid:case>/", cases.show_step, name="case"),
    path("case/<uuid:case>/phone", cases.show_phone, name="phone"),
    path("case/<uuid:case>/ways", ways.choose, name="ways"),
    path("case/<uuid:case>/sign", finishing.sign, name="sign"),
    path("case/<uuid:case>/remind", finishing.remind, name="remind"),
    path("case/<uuid:case>/submit", finishing.submit, name="submit"),
    path("case/<uuid:case>/print", matters.print_document, name="print-document"),
    path("mine/", matters.show_matters, name="mine"),
    path("certificates/", matters.show_cards, name="certificates"),
    path("certificates/<uuid:certificate>/", matters.show_card, name="certificate"),
    path("printed/<uuid:sheet>/", matters.show_printed, name="printed"),
    path("inquiry/", inquiring.look_up, name="inquiry"),
    path("inquiry/<slug:inquiry>/", inquiring.ask, name="ask"),
]
