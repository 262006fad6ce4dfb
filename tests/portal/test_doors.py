"""Who may enter, how people sign in, how pages look and weigh, and what a page never holds."""

import gzip
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern

from shuangquan.actions.compiling import compile_and_keep, compile_key
from shuangquan.actions.plans import allow_compiling, plan_key
from shuangquan.actions.standards import load_online
from shuangquan.channels.look.icons import ICONS
from shuangquan.channels.portal import urls
from shuangquan.channels.portal.entry import is_own
from shuangquan.channels.portal.words import WORDS
from tests.portal.conftest import Browser
from tests.portal.ports import World
from tests.portal.steps import begin, fields, finish, reach_form

PORTAL = Path(urls.__file__).parent
CASE = "/case/01a20bfb-bacf-7426-8a79-c4690f0e457e"


def test_every_route_says_who_may_enter() -> None:
    for route in urls.urlpatterns:
        assert isinstance(route, URLPattern)
        assert getattr(route.callback, "entry", "") in ("anybody", "citizen"), route.name


def test_words_and_pages_name_the_same_keys() -> None:
    pages = "".join(page.read_text() for page in PORTAL.rglob("*.html"))
    used = set(re.findall(r"say ['\"]([a-z_0-9.]+)['\"]", pages)) | {"masked"}
    assert used == set(WORDS)
    assert set(re.findall(r'icon "([a-z]+)"', pages)) <= set(ICONS)
    for key, text in WORDS.items():
        assert text.zh and text.en, key
        assert set(re.findall(r"\{(\w+)\}", text.zh)) >= set(re.findall(r"\{(\w+)\}", text.en)), key
        assert not re.search(r"[一-鿿][,;:!?]|您|！", text.zh), key


@pytest.mark.parametrize("page", ["/my/", "/certificates/", "/my/data/", f"{CASE}/", f"{CASE}/form", f"{CASE}/consent"])
def test_signing_in_comes_first_and_leads_back(world: World, page: str) -> None:
    client = Client()
    asked = client.get(page)
    assert asked.status_code == 302
    assert asked.headers["Location"].startswith("/sign-in/?next=")
    sent = client.get(asked.headers["Location"])
    assert sent.headers["Location"] == "https://provider.test/authorize?level=3"
    back = client.get("/sign-in/back?who=mother&level=3")
    assert back.headers["Location"] == page


@pytest.mark.parametrize("path", ["//evil.test/", "/\\evil.test", "https://evil.test/", "javascript:alert(1)", ""])
def test_nobody_is_sent_elsewhere(world: World, path: str) -> None:
    assert not is_own(path)
    client = Client()
    client.get("/sign-in/", {"next": path})
    assert client.get("/sign-in/back?who=mother&level=3").headers["Location"] == "/"
    assert client.post("/look/", {"language": "en", "next": path}).headers["Location"] == "/"


def test_a_planted_session_is_not_kept(world: World) -> None:
    client = Client()
    client.get("/sign-in/")
    before = client.cookies["session"].value
    client.get("/sign-in/back?who=mother&level=4")
    assert client.cookies["session"].value != before
    held = client.session["citizen"]
    assert set(held) == {"index", "level"} and world.family.mother not in str(dict(client.session))
    client.post("/sign-out/")
    assert client.get("/my/").status_code == 302


def test_a_failed_sign_in_changes_nothing(world: World) -> None:
    client = Client()
    client.get("/sign-in/?next=/my/")
    failed = client.get("/sign-in/back?who=nobody")
    assert failed.status_code == 422 and "没登录成功" in failed.content.decode()
    assert client.get("/my/").status_code == 302
    assert client.get("/sign-in/back?who=mother").status_code == 422, "no sign-in is under way"


def test_signing_needs_a_face_check(world: World) -> None:
    phone = Browser()
    phone.sign_in("mother", level=3)
    case = reach_form(phone, {"follows": "mother"})
    phone.send(f"{case}/form", {"do": "type:father"})
    given = {name: value or "陈知禾" for name, value in fields(phone.text).items()}
    given |= {name: world.family.father for name in given if name.endswith("father.id_number")}
    phone.send(f"{case}/form", {"do": "next", **given})
    assert phone.path == f"{case}/check", phone.text
    assert "签名时要再认一次人" in phone.text
    digest = re.search(r'name="digest" value="([0-9a-f]+)"', phone.text)
    assert digest
    phone.send(f"{case}/check", {"digest": digest[1], "oath": "yes"})
    assert phone.status == 403 and "再认一次人" in phone.text
    assert "level=4" in phone.text


def test_language_and_size_are_remembered_with_the_account(world: World) -> None:
    phone = Browser("mother")
    phone.send("/look/", {"language": "en", "next": "/"})
    phone.send("/look/", {"elder": "1", "next": "/"})
    assert '<html lang="en" data-elder="1">' in phone.text
    assert "What do you need today?" in phone.text
    other = Browser("mother")
    assert '<html lang="en" data-elder="1">' in other.get("/").text


def test_a_region_is_chosen_among_all_counties(world: World) -> None:
    phone = Browser()
    page = phone.get("/region/").text
    assert len(set(re.findall(r'name="region" value="(\d{6})"', page))) == 136
    phone.send("/region/", {"region": "370102", "next": "/"})
    assert "历下" in phone.text


def test_a_region_nobody_asked_in_is_planned_while_a_calm_page_waits(world: World) -> None:
    phone = Browser("mother")
    phone.send("/region/", {"region": "370102", "next": "/"})
    allow_compiling(None)
    try:
        phone.get("/matters/newborn/")
        assert phone.status == 202 and "正在排办法" in phone.text
        assert 'http-equiv="refresh"' in phone.text
        phone.post("/matters/newborn/start", role="mother")
        assert 'name="role" value="mother"' in phone.text and "data-again" in phone.text
    finally:
        allow_compiling(compile_key)
    compile_and_keep(plan_key(load_online().hash, "newborn", "370102", "mother", None, frozenset()))
    allow_compiling(None)
    page = phone.get("/matters/newborn/").text
    assert "出生医学证明" in page
    assert "户信息查询" in page, "what only some situations ask is told too"
    assert begin(phone)
    assert "户信息查询" in phone.text


def test_a_file_is_verified_and_one_byte_less_is_not(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, {"follows": "mother"})
    phone.send(f"{case}/form", {"do": "type:father"})
    given = {name: value or "陈知禾" for name, value in fields(phone.text).items()}
    given |= {name: world.family.father for name in given if name.endswith("father.id_number")}
    phone.send(f"{case}/form", {"do": "next", **given})
    finish(world, phone, case)
    card = re.search(r'href="(/certificates/[0-9a-f-]{36}/)"', phone.get("/certificates/").text)
    assert card, phone.text
    answer = phone.client.get(f"{card[1]}pdf")
    content = answer.content
    assert content.startswith(b"%PDF-") and "attachment" in answer.headers["Content-Disposition"]
    stranger = Browser()
    stranger.send("/verify/", {"file": SimpleUploadedFile("a.pdf", content)})
    assert stranger.status == 200 and "一个字节都没改过" in stranger.text
    altered = content[:2000] + bytes([content[2000] ^ 1]) + content[2001:]
    stranger.send("/verify/", {"file": SimpleUploadedFile("a.pdf", altered)})
    assert stranger.status == 422 and "和签名的时候不一样" in stranger.text
    link = re.search(r'data-copy="([^"]+)"', phone.get(card[1]).text)
    assert link
    assert "真的，现在有效" in stranger.post("/verify/", link=link[1]).text
    assert stranger.get(card[1]).path.startswith("/sign-in") or stranger.status != 200
    assert Browser("stranger").get(card[1]).status == 404


def test_missing_pages_look_like_the_house(world: World) -> None:
    answer = Client().get("/no-such-page")
    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode() and "portal.css" in answer.content.decode()


def test_pages_hold_no_inline_script_or_style_and_one_h1(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, {"follows": "mother"})
    for page in (
        "/",
        "/my/",
        "/matters/newborn/",
        "/region/",
        f"{case}/form",
        f"{case}/notice",
        "/verify/",
        "/about/accessibility/",
        "/my/data/",
    ):
        text = phone.get(page).text
        assert len(re.findall(r"<h1[ >]", text)) == 1, page
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=\"", text), page
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), page
        for target in re.findall(r'(?:for|aria-labelledby)="([^"]+)"', text):
            assert target in ids, (page, target)


def test_the_form_page_is_light(world: World) -> None:
    phone = Browser("mother")
    reach_form(phone, {"follows": "mother"})
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', phone.text)
    assert files
    assets = [phone.client.get(name).getvalue() for name in files]
    weight = len(gzip.compress(phone.text.encode())) + sum(len(gzip.compress(asset)) for asset in assets)
    assert weight < 50_000, weight
