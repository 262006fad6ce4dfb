"""The mother's journey from the home page to certificates that a stranger verifies."""

import re

from shuangquan.actions.standards import load_online
from shuangquan.records.plans import find_plans
from tests.portal.conftest import Browser, settle
from tests.portal.ports import World

THEME = "/matters/newborn/"


def begin(phone: Browser) -> str:
    """Open the matter and agree to the notice; answers the case's path."""
    phone.post(f"{THEME}start", role="mother")
    case = re.search(r"/case/[0-9a-f-]{36}", phone.path)
    assert case, phone.path
    return case[0]


def fact(page: str, name: str) -> str:
    """The name of the field for a fact on this page."""
    found = re.search(rf'name="(fact:[^"]*\.{name})"', page)
    assert found, f"no field for {name}"
    return found[1]


def test_home_finds_the_theme_and_its_page_tells_before_asking(world: World) -> None:
    phone = Browser()
    assert "出生一件事" in phone.get("/?q=孩子上户口").text
    page = phone.get(THEME).text
    assert "出生医学证明" in page
    assert "卫生健康" in page and "助产机构分娩记录" in page
    assert "2 小时" in page
    assert not world.share.asked


def test_nothing_is_asked_before_she_agrees(world: World) -> None:
    phone = Browser("mother")
    case = begin(phone)
    assert phone.path == f"{case}/notice"
    assert "婚姻登记信息查询" in phone.text and "父亲" in phone.text
    assert not world.share.asked
    phone.post(f"{case}/notice")
    assert world.share.asked
    assert phone.path == f"{case}/questions"
    assert "孩子随谁落户" in phone.text


def test_whole_journey(world: World) -> None:
    phone = Browser("mother")
    case = begin(phone)
    phone.post(f"{case}/notice")
    phone.post(f"{case}/questions", situation="follows", member="", value="mother")
    assert phone.path == f"{case}/form"
    assert "槐安巷" in phone.text
    assert "周若岚" in phone.text
    assert world.family.father not in phone.text
    assert "陈景行" not in phone.text
    phone.send(f"{case}/form", {"do": "invite:father"})
    assert "已经请父亲看了" in phone.text

    his = Browser("father")
    assert "等你点头" in his.get("/my/").text
    page = his.get(f"{case}/consent").text
    assert "你点头才用你的资料" in page
    assert "周若岚" not in page and "槐安巷" not in page
    his.post(f"{case}/consent", do="agree")
    assert "陈景行" in his.text and "周若岚" not in his.text

    phone.get(f"{case}/form")
    assert "陈景行" in phone.text
    name = fact(phone.text, "name")
    phone.send(f"{case}/form", {"do": "next", name: "陈知禾"})
    assert "收件地址" in phone.text  # offered, yet hers to confirm
    phone.send(f"{case}/form", {"do": "next", name: "陈知禾", fact(phone.text, "post_address"): "寿光市圣城街道槐安巷 6 号"})
    assert phone.path == f"{case}/check", phone.text
    assert "陈知禾" in phone.text
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', phone.text)
    assert digest
    phone.post(f"{case}/check", digest=digest[1], oath="yes")
    assert phone.path == f"{case}/finish"
    assert "400.00 元" in phone.text

    paying = phone.client.post(f"{case}/pay")
    assert paying.status_code == 302 and paying.headers["Location"].startswith("https://pay.test/")
    world.payment.paid |= set(world.payment.orders)
    phone.get(f"{case}/paid")
    assert phone.path == f"{case}/finish" and "付好了 400.00 元" in phone.text
    key = re.search(r'name="key" value="([0-9a-f]+)"', phone.text)
    assert key
    phone.post(f"{case}/finish", do="submit", key=key[1])
    assert phone.path.startswith(f"{case}/?new=1")
    phone.post(f"{case}/finish", do="submit", key=key[1])
    assert phone.status == 200 and phone.path.split("?")[0] == f"{case}/"
    settle(case.removeprefix("/case/"))
    page = phone.get(f"{case}/").text
    assert "4 样全办好了" in page
    assert "hx-get" not in page
    assert world.departments.submitted == 3

    cards = phone.get("/certificates/").text
    assert cards.count('class="cert ') == 4
    card = re.search(r'href="(/certificates/[0-9a-f-]{36}/)"', cards)
    assert card
    shown = phone.get(card[1]).text
    link = re.search(r'data-copy="http://testserver(/v/[^"]+)"', shown)
    assert link
    stranger = Browser()
    public = stranger.get(link[1]).text
    assert "真的，现在有效" in public
    assert "陈知禾" not in public and "周若岚" not in public
    plain = stranger.client.get(f"{link[1]}.json").json()
    assert set(plain) == {"view", "key", "signature"}
    assert plain["view"]["state"] == "valid"
    assert stranger.get("/v/" + "A" * 32).status == 404


def test_plans_known_from_another_database_are_stored_in_this_one(world: World) -> None:
    held = find_plans(load_online().hash, "newborn", "370783")
    assert len(held) > 1
