"""Routes of the desk. A task's member is `-` where the item is not done for members."""

from django.urls import path

from shuangquan.channels.desk.views import (
    alerts,
    appeals,
    approvals,
    archives,
    by_hand,
    case,
    complaints,
    inbox,
    kiosks,
    money,
    objections,
    papers,
    people,
    sign_in,
    staff,
    stock,
    visit,
)

app_name = "desk"
_TASK = "case/<uuid:case>/<slug:item>/<slug:member>"
urlpatterns = [
    path("", inbox.show_inbox, name="inbox"),
    path("login", sign_in.show_sign_in, name="login"),
    path("logout", sign_in.leave, name="logout"),
    path("posting", sign_in.change_posting, name="posting"),
    path("language", sign_in.change_language, name="language"),
    path("objections/", objections.show_objections, name="objections"),
    path("objections/<uuid:case>/<uuid:objection>/", objections.show_one, name="objection"),
    path("appeals/", appeals.show_appeals, name="appeals"),
    path("appeals/<uuid:case>/<slug:item>/<slug:member>/", appeals.show_one, name="appeal"),
    path("appeals/<uuid:case>/<slug:item>/<slug:member>/document/<slug:key>", appeals.open_document_file, name="appeal-document"),
    path("appeals/<uuid:case>/<slug:item>/<slug:member>/paper/<uuid:paper>", appeals.open_paper, name="appeal-paper"),
    path(
        "appeals/<uuid:case>/<slug:item>/<slug:member>/certificate/<uuid:certificate>", appeals.open_certificate, name="appeal-certificate"
    ),
    path("complaints/", complaints.show_complaints, name="complaints"),
    path("complaints/<uuid:case>/<uuid:complaint>/", complaints.show_one, name="complaint"),
    path("complaints/<uuid:case>/<uuid:complaint>/paper/<uuid:paper>", complaints.open_paper, name="complaint-paper"),
    path("alerts/", alerts.show_all, name="alerts"),
    path("archives/", archives.show_archives, name="archives"),
    path("archives/<slug:archive>/", archives.show_archive, name="archive"),
    path("archives/<slug:archive>/file", archives.send_archive, name="archive-file"),
    path("instant/", approvals.show_approvals, name="approvals"),
    path("people", people.show_people, name="people"),
    path("staff/", staff.show_staff, name="staff"),
    path("staff/template.xlsx", staff.send_template, name="staff-template"),
    path("staff/export.xlsx", staff.send_export, name="staff-export"),
    path("money/", money.show_money, name="money"),
    path("money/<slug:day>/", money.show_money_day, name="money-day"),
    path("kiosks/", kiosks.show_kiosks, name="kiosks"),
    path("stock", stock.show_stock, name="stock"),
    path("keys", inbox.show_keys, name="keys"),
    path(f"{_TASK}/", case.show_case, name="case"),
    path(f"{_TASK}/by-hand/", by_hand.show_hand, name="by-hand"),
    path(f"{_TASK}/by-hand/<uuid:paper>", by_hand.open_hand_paper, name="hand-paper"),
    path(f"{_TASK}/complain", complaints.register, name="register-complaint"),
    path(f"{_TASK}/paper/<uuid:paper>", papers.open_blob, name="paper"),
    path(f"{_TASK}/document/<slug:key>", papers.open_document_file, name="document"),
    path(f"{_TASK}/photo", visit.add_photos, name="photos"),
    path(f"{_TASK}/photo/<uuid:photo>", visit.open_photo, name="photo"),
    path(f"{_TASK}/certificate/<uuid:certificate>", papers.open_sealed, name="certificate"),
]
