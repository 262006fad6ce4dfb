"""Routes of the console."""

from django.urls import path

from shuangquan.channels.console.views import approvals, drafts, editing, lives, seals, sign_in, themes

app_name = "console"
urlpatterns = [
    path("", themes.show_themes, name="themes"),
    path("login", sign_in.show_sign_in, name="login"),
    path("logout", sign_in.leave, name="logout"),
    path("language", sign_in.change_language, name="language"),
    path("figures", themes.show_figures, name="figures"),
    path("themes/<slug:theme>/", themes.show_theme, name="theme"),
    path("themes/<slug:theme>/plan", themes.show_plan, name="theme-plan"),
    path("themes/<slug:theme>/examples", themes.show_examples, name="theme-examples"),
    path("instant/", approvals.show_approvals, name="approvals"),
    path("instant/<slug:item>/", approvals.show_approval, name="approval"),
    path("instant/<slug:item>/sign", approvals.sign, name="approval-sign"),
    path("instant/<slug:item>/stop", approvals.stop, name="approval-stop"),
    path("seals/", seals.show_seals, name="seals"),
    path("seals/ask", seals.ask, name="seal-ask"),
    path("seals/<slug:seal>/", seals.show_seal, name="seal"),
    path("seals/<slug:seal>/picture", seals.show_picture, name="seal-picture"),
    path("seals/<slug:seal>/take", seals.take, name="seal-take"),
    path("drafts/", drafts.begin, name="begin"),
    path("drafts/<uuid:draft>/", drafts.show_draft, name="draft"),
    path("drafts/<uuid:draft>/check", drafts.show_check, name="check"),
    path("drafts/<uuid:draft>/gate", drafts.show_gate, name="draft-gate"),
    path("drafts/<uuid:draft>/examples", drafts.show_examples, name="draft-examples"),
    path("drafts/<uuid:draft>/differences", drafts.show_differences, name="draft-differences"),
    path("drafts/<uuid:draft>/follow", drafts.follow, name="follow"),
    path("drafts/<uuid:draft>/close", drafts.close, name="close"),
    path("drafts/<uuid:draft>/mature", drafts.mature, name="mature"),
    path("drafts/<uuid:draft>/edit", editing.edit, name="edit"),
    path("drafts/<uuid:draft>/plan", editing.show_plan, name="draft-plan"),
    path("drafts/<uuid:draft>/version", editing.show_version, name="version"),
    path("versions/<slug:bundle>/", lives.show_bundle, name="bundle"),
    path("versions/<slug:bundle>/differences", lives.show_differences, name="bundle-differences"),
    path("versions/<slug:bundle>/load", lives.show_load, name="load"),
    path("versions/<slug:bundle>/hindsight", lives.show_hindsight, name="hindsight"),
    path("versions/<slug:bundle>/gate", lives.show_gate, name="bundle-gate"),
    path("versions/<slug:bundle>/sign", lives.sign, name="sign"),
    path("versions/<slug:bundle>/publish", lives.publish, name="publish"),
]
