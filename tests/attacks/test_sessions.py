"""Sessions: nobody rides on another's, none outlives its end, and what one is cannot be read or written by whoever holds the cookie."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.hashers import identify_hasher
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.crypto import get_random_string

from shuangquan.actions.staff import SHIFT
from shuangquan.records.clock import now, stopped_at
from shuangquan.records.models import StaffUser
from shuangquan.records.staff import Posting, append_staff
from tests.desk.conftest import PASSWORD, Officer, append_officer, find_code
from tests.house.tree import ROOT
from tests.portal.conftest import Browser
from tests.portal.ports import World
from tests.portal.steps import begin


def plant(client: Client, key: str) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = key


def test_a_planted_key_is_not_the_one_after_signing_in(world: World) -> None:
    append_officer("han", "police")
    thief, victim = Client(), Client()
    thief.get("/sign-in/?next=/my/")
    planted = thief.cookies["session"].value
    plant(victim, planted)
    victim.get("/sign-in/back?who=mother&level=4")
    assert victim.cookies["session"].value != planted and not Session.objects.filter(session_key=planted).exists()
    assert thief.get("/my/").status_code == 302 and victim.get("/my/").status_code == 200
    officer = Client()
    plant(officer, planted)
    officer.post("/desk/login", {"username": "han", "password": PASSWORD, "code": find_code(), "next": ""})
    assert officer.cookies["session"].value != planted and officer.get("/desk/").status_code == 200
    assert thief.get("/desk/").status_code == 302


def test_a_key_that_was_never_given_is_not_taken(world: World) -> None:
    client = Client()
    for key in (get_random_string(32), "a" * 8, "0", "../../x", "a" * 10_000):
        plant(client, key)
        client.get("/sign-in/?next=/my/")
        assert not Session.objects.filter(session_key=key[:40]).exists()
        assert client.cookies["session"].value != key


@pytest.mark.parametrize("door", ["portal", "desk"])
def test_signing_out_ends_it_for_whoever_copied_the_cookie(world: World, door: str) -> None:
    append_officer("han", "police")
    client = Browser("mother").client if door == "portal" else Officer("han").client
    home, leave = ("/my/", "/sign-out/") if door == "portal" else ("/desk/", "/desk/logout")
    copy = Client()
    plant(copy, client.cookies["session"].value)
    assert copy.get(home).status_code == 200
    assert client.get(leave).status_code == 405 and copy.get(home).status_code == 200, "an address on a strange page signs nobody out"
    client.post(leave)
    assert copy.get(home).status_code == 302


def test_signing_in_as_another_leaves_nothing_of_the_first(world: World) -> None:
    """One browser, two people: the wish, the case and the desk of the first are gone."""
    phone = Browser("mother")
    begin(phone)
    session = phone.client.session
    session["staff"] = {"id": 1, "stamp": "x", "since": now().isoformat(), "place": 0}
    session.save()
    phone.sign_in("stranger")
    assert set(phone.client.session.keys()) <= {"citizen", "seen"}
    assert "出生一件事" not in phone.get("/my/").text


def test_one_doors_session_is_no_other_doors(world: World) -> None:
    append_officer("han", "police")
    assert Officer("han").client.get("/my/").status_code == 302
    assert Browser("mother").client.get("/desk/").status_code == 302


def test_what_a_session_holds_is_not_in_the_cookie_and_no_value_is_in_the_row(world: World) -> None:
    phone = Browser("mother")
    row = Session.objects.get(session_key=phone.client.cookies["session"].value)
    held = row.get_decoded()
    assert set(held) <= {"citizen", "seen"} and set(held["citizen"]) == {"index", "level"}
    assert world.family.mother not in str(held) and "周若岚" not in str(held)


def test_a_session_whose_contents_were_written_by_hand_is_empty(world: World) -> None:
    """Contents are signed by the installation's key: a row changed in the table does not make anybody a citizen."""
    phone = Browser("mother")
    row = Session.objects.get(session_key=phone.client.cookies["session"].value)
    head, _, tail = row.session_data.partition(":")
    for data in (head[:-1] + ("A" if head[-1] != "A" else "B") + ":" + tail, "", ":", row.session_data[:-2], "e30:" + tail):
        Session.objects.filter(session_key=row.session_key).update(session_data=data)
        assert phone.client.get("/my/").status_code == 302


def test_a_shift_ends_however_busy_and_an_idle_session_too(world: World) -> None:
    append_officer("han", "police")
    officer = Officer("han").client
    with stopped_at(now() + SHIFT + timedelta(minutes=1)):
        assert officer.get("/desk/").status_code == 302
    phone = Browser("mother").client
    Session.objects.update(expire_date=now() - timedelta(seconds=1))
    assert phone.get("/my/").status_code == 302
    assert settings.SESSION_COOKIE_AGE <= 30 * 60


def test_cookies_are_the_servers_alone(world: World) -> None:
    phone = Client()
    phone.get("/sign-in/?next=/my/")
    phone.get("/sign-in/back?who=mother&level=4")
    phone.get("/")
    phone.post("/look/", {"language": "en", "elder": "1", "next": "/"})
    phone.post("/region/", {"region": "370783", "next": "/"})
    assert {"session", "csrf", "language", "elder", "region"} <= set(phone.cookies)
    for name, cookie in phone.cookies.items():
        assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/" and not cookie["domain"], name


def read_settings(**env: str) -> str:
    code = (
        "from shuangquan.site import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_NAME,"
        " s.CSRF_COOKIE_NAME, s.SECURE_HSTS_SECONDS > 0, s.ALLOWED_HOSTS, s.DEBUG, s.CLOCK_OFFSET)"
    )
    given = {**os.environ, "SHUANGQUAN_HOME": "/nowhere", "SHUANGQUAN_CLOCK_OFFSET": "99", **env}
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=given, capture_output=True, text=True, check=False)
    return told.stdout.strip() or told.stderr.strip().splitlines()[-1]


def test_live_mode_is_https_with_cookies_bound_to_the_host() -> None:
    live = read_settings(SHUANGQUAN_MODE="live", SHUANGQUAN_ADDRESS="https://zwfw.example.cn")
    assert live == "True True __Host-session __Host-csrf True ['zwfw.example.cn'] False 0"
    assert "https only" in read_settings(SHUANGQUAN_MODE="live", SHUANGQUAN_ADDRESS="http://zwfw.example.cn")


def test_passwords_are_kept_slow_and_long(world: World) -> None:
    append_officer("han", "police")
    for weak in ("short", "password1234", "123456789012345", "han-of-the-police", ""):
        with pytest.raises(ValidationError):
            append_staff("han-of-the-police", weak, "韩某", Posting("police", "370783", ("officer",)))
    assert not StaffUser.objects.filter(username="han-of-the-police").exists()
    stored = StaffUser.objects.get(username="han").password
    assert PASSWORD not in stored and identify_hasher(stored).algorithm in ("pbkdf2_sha256", "scrypt", "argon2")
