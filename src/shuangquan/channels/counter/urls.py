"""Routes of the counter."""

from django.urls import path

from shuangquan.channels.counter.views import checking, exits, form, halls, matter, pad, policies, sign_in, window

app_name = "counter"
urlpatterns = [
    path("", window.show_window, name="window"),
    path("login", sign_in.show_sign_in, name="login"),
    path("logout", sign_in.leave, name="logout"),
    path("language", sign_in.change_language, name="language"),
    path("seats", sign_in.choose_seat, name="seats"),
    path("call", window.call, name="call"),
    path("card", window.read_card, name="card"),
    path("phone", window.ask_phone, name="phone"),
    path("phone/answer", window.look_phone, name="phone-answer"),
    path("serve/", window.show_served, name="serve"),
    path("serve/end", window.end, name="end"),
    path("terminal", halls.set_up_terminal, name="terminal"),
    path("touch", halls.take, name="touch"),
    path("screen/<slug:hall>", halls.show_screen, name="screen"),
    path("screen/<slug:hall>/state", halls.tell_screen, name="screen-state"),
    path("matters/<slug:theme>/", matter.show_matter, name="matter"),
    path("case/<uuid:case>/next", matter.find_next, name="next"),
    path("case/<uuid:case>/elsewhere", matter.show_elsewhere, name="elsewhere"),
    path("case/<uuid:case>/notice", matter.show_notice, name="notice"),
    path("case/<uuid:case>/early", matter.show_early, name="early"),
    path("case/<uuid:case>/questions", matter.show_questions, name="questions"),
    path("case/<uuid:case>/form", form.show_form, name="form"),
    path("case/<uuid:case>/check", checking.show_check, name="check"),
    path("case/<uuid:case>/finish", checking.show_finish, name="finish"),
    path("case/<uuid:case>/pay", checking.pay, name="pay"),
    path("case/<uuid:case>/paid", checking.look_paid, name="paid"),
    path("case/<uuid:case>/done", checking.show_done, name="done"),
    path("case/<uuid:case>/document/<slug:key>", checking.open_paper, name="document"),
    path("case/<uuid:case>/state", checking.tell_state, name="state"),
    path("policies/", policies.show_policies, name="policies"),
    path("exits/", exits.show_exits, name="exits"),
    path("exits/<uuid:case>/", exits.show_exit, name="exit"),
    path("case/<uuid:case>/collect", checking.collect, name="collect"),
    path("paid", checking.show_paid_back, name="paid-back"),
    path("pad/", pad.show_pad, name="pad"),
    path("pad/mark", pad.tell_mark, name="pad-mark"),
    path("pad/<uuid:case>/agree", pad.agree, name="pad-agree"),
    path("pad/<uuid:case>/sign", pad.sign, name="pad-sign"),
    path("pad/<uuid:case>/take", exits.take, name="pad-take"),
    path("pad/<uuid:case>/reuse", pad.reuse, name="pad-reuse"),
]
