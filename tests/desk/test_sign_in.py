"""Both factors or nothing: who gets a session at the desk, and when it ends."""

from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from shuangquan.actions.staff import SHIFT, find_officer
from shuangquan.channels.desk.urls import urlpatterns
from shuangquan.core.cases.policy import check_may
from shuangquan.core.words.errors import Refusal
from shuangquan.records.clock import now, stopped_at
from shuangquan.records.models import StaffProfile
from shuangquan.records.staff import Posting, append_staff
from tests.desk.conftest import PASSWORD, append_officer, find_code


def send(client: Client, username: str, password: str = PASSWORD, code: str | None = None, back: str = "") -> tuple[int, str, str]:
    """(status, where to, page)."""
    data = {"username": username, "password": password, "code": find_code() if code is None else code, "next": back}
    answer = client.post("/desk/login", data)
    return answer.status_code, answer.headers.get("Location", ""), answer.content.decode()


def forgive(username: str) -> None:
    """Long enough has passed since the last try."""
    TOTPDevice.objects.filter(user__username=username).update(throttling_failure_count=0, last_t=-1)


def test_both_factors_open_a_session_under_a_new_key(db: None) -> None:
    append_officer("han", "police")
    client = Client()
    client.get("/desk/login")
    client.session["citizen"] = {"index": "00"}
    client.session.save()
    before = client.session.session_key
    assert send(client, "han", back="/desk/?tab=done")[:2] == (303, "/desk/?tab=done")
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    assert "citizen" not in client.session
    held = find_officer(client.session["staff"])
    assert held is not None
    actor = held.actor("desk", "test")
    assert (actor.kind, actor.department, actor.region, actor.identity) == ("officer", "police", "370783", 4)
    assert "han" not in actor.subject


def test_it_does_not_tell_what_was_wrong(db: None) -> None:
    append_officer("han", "police")
    pages = []
    for username, password, code in (("han", "wrong password", None), ("han", PASSWORD, "000000"), ("nobody", PASSWORD, None)):
        status, _, page = send(Client(), username, password, code)
        assert status == 422
        pages.append(page.split('role="alert"')[1].split("</div>")[0])
        forgive("han")
    assert "不对" in pages[0]
    assert len(set(pages)) == 1


def test_a_code_serves_once(db: None) -> None:
    append_officer("han", "police")
    code = find_code()
    assert send(Client(), "han", code=code)[0] == 303
    assert send(Client(), "han", code=code)[0] == 422


def test_tries_of_an_account_are_limited_and_the_right_secrets_do_not_help_before_the_time_is_over(db: None) -> None:
    append_officer("han", "police")
    assert send(Client(), "han", "wrong password")[0] == 422
    device = TOTPDevice.objects.get(user__username="han")
    assert device.throttling_failure_count == 1
    TOTPDevice.objects.update(throttling_failure_count=10)  # nine more, so that the machine's pace does not matter
    status, _, page = send(Client(), "han")
    assert status == 429
    assert "分钟" in page
    forgive("han")
    assert send(Client(), "han")[0] == 303


def test_tries_of_a_name_that_does_not_exist_are_limited_alike(db: None) -> None:
    with stopped_at(now()):
        assert [send(Client(), "nobody-at-all", code="123456")[0] for _ in range(2)] == [422, 429]


def test_without_a_second_factor_nobody_gets_in(db: None) -> None:
    append_officer("han", "police", factor=False)
    client = Client()
    assert send(client, "han")[0] == 422
    assert "staff" not in client.session


def test_who_is_no_officer_is_told_so(db: None) -> None:
    append_officer("wang", "police", roles=("clerk",))
    assert send(Client(), "wang")[0] == 403


def test_it_leads_nowhere_else(db: None) -> None:
    append_officer("han", "police")
    for back in ("https://example.org/", "//example.org/desk/", "/desk//example.org", "/my/", "/desk/\\example.org"):
        forgive("han")
        assert send(Client(), "han", back=back)[1] == "/desk/"


def test_a_session_ends_with_the_password_the_posting_or_the_shift(db: None) -> None:
    append_officer("han", "police")
    client = Client()
    send(client, "han")
    held = dict(client.session["staff"])
    with stopped_at(now() + SHIFT + timedelta(minutes=1)):
        assert find_officer(held) is None
    assert find_officer(held) is not None
    append_staff("han", "another long pass phrase", "韩某", Posting("police", "370783", ("officer",)))
    assert find_officer(held) is None
    client = Client()
    forgive("han")
    assert send(client, "han", "another long pass phrase")[0] == 303
    StaffProfile.objects.update(until=date(2026, 1, 1))
    assert find_officer(client.session["staff"]) is None
    assert client.get("/desk/").headers["Location"].startswith("/desk/login?next=")


def test_only_signing_in_and_out_is_open_to_everybody() -> None:
    entries = {route.name: str(getattr(route.callback, "entry", "")) for route in urlpatterns}
    assert {name for name, entry in entries.items() if entry == "anybody"} == {"login", "logout", "language"}
    assert {entry for name, entry in entries.items() if name not in ("login", "logout", "language")} == {"officer"}


def test_somebody_with_two_postings_acts_in_one_at_a_time(db: None) -> None:
    append_officer("han", "police")
    append_officer("han", "police", "371302")
    append_officer("han", "health", roles=("auditor",))
    client = Client()
    send(client, "han")
    first = find_officer(client.session["staff"])
    assert first is not None
    assert [posting.region for posting in first.postings] == ["370783", "371302"]
    assert client.post("/desk/posting", {"place": "1"}).status_code == 303
    second = find_officer(client.session["staff"])
    assert second is not None
    assert second.actor("desk", "test").region == "371302"
    client.post("/desk/posting", {"place": "7"})
    assert client.session["staff"]["place"] == 1


def test_a_weakly_identified_officer_may_not_see_a_task(db: None) -> None:
    append_officer("han", "police")
    client = Client()
    send(client, "han")
    officer = find_officer(client.session["staff"])
    assert officer is not None
    actor = officer.actor("desk", "test")
    check_may(actor, "task.see", "department")
    weak = type(actor)(actor.kind, actor.subject, actor.region, actor.door, 2, actor.department, actor.purpose)
    with pytest.raises(Refusal, match=r"identity\.low"):
        check_may(weak, "task.see", "department")
