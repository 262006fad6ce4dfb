"""亮证, annotated copies and the page of verification, as people use them."""

import html
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shuangquan.actions.acting import acting_system
from shuangquan.actions.verifying_any import find_own_trust
from shuangquan.actions.verifying_chain import verify_pdf, verify_shown_code
from shuangquan.records.certificates import apply_certificate_status
from shuangquan.records.clock import stopped_at
from shuangquan.records.context import enter_context
from shuangquan.records.models import CertificateCopy, DataUse, Showing
from tests.portal.conftest import NOW, Browser
from tests.portal.ports import World
from tests.portal.steps import fields, finish, reach_form

LATER = NOW + timedelta(seconds=61)


@pytest.fixture
def phone(world: World) -> Browser:
    """The mother, with four certificates."""
    made = Browser("mother")
    case = reach_form(made, {"follows": "mother"})
    made.send(f"{case}/form", {"do": "type:father"})
    given = {name: value or "陈知禾" for name, value in fields(made.text).items()}
    given |= {name: world.family.father for name in given if name.endswith("father.id_number")}
    made.send(f"{case}/form", {"do": "next", **given})
    finish(world, made, case)
    return made


def find_card(phone: Browser) -> str:
    cards: list[str] = re.findall(r'href="(/certificates/[0-9a-f-]{36}/)"', phone.get("/certificates/").text)
    assert cards
    return next(card for card in cards if "出生医学证明" in phone.get(card).text.split("</h1>")[0])


def show(phone: Browser, card: str, *chosen: str) -> tuple[str, str, str]:
    """(page, path of the link in the code, its signed part)."""
    phone.send(f"{card}show", {"field": list(chosen)})
    assert phone.status == 200, phone.text
    return phone.path, *read_code(phone.text)


def read_code(page: str) -> tuple[str, str]:
    link = re.search(r'data-link="http://testserver(/s/[^"#]+)#([^"]+)"', html.unescape(page))
    assert link, page
    return link[1], link[2]


def test_what_was_chosen_is_seen_once_and_the_holder_learns_who_looked(phone: Browser) -> None:
    card = find_card(phone)
    named = dict(re.findall(r'name="field" value="([^"]+)"><span>([^<]+)', phone.get(card).text))
    assert named["holder"] == "完整姓名：陈知禾" and len(named) > 3
    sex = next(name for name, says in named.items() if "女" in says)
    page, link, _ = show(phone, card, sex, "nothing-of-the-kind")
    assert "60 秒" in phone.text and "陈<span" in phone.text and "陈知禾" not in phone.text
    other = Browser()
    asked = other.get(link)
    assert asked.status == 200 and "写明谁在看" in asked.text and "陈*" not in asked.text, "asking shows nothing yet"
    assert other.send(link, {"place": "", "purpose": "核对"}).status == 422 and "写明是哪里在看" in other.text
    assert other.send(link, {"place": "圣城街道卫生院", "purpose": " "}).status == 422 and "看来做什么" in other.text
    seen = other.send(link, {"place": "圣城街道卫生院", "purpose": "核对年龄"})
    assert seen.status == 200 and "签名已验，刚刚出示" in seen.text and "出生医学证明" in seen.text
    assert "周若岚" not in seen.text and "陈知禾" not in seen.text
    for again in (other.send(link, {"place": "别人", "purpose": "再看"}), Browser().get(link)):
        assert (again.status == 410 and "已经" in again.text) or "看过" in again.text
        assert "出生医学证明" not in again.text
    assert phone.client.get(f"{page}/state").json() == {"used": True}
    over = phone.get(page)
    assert "圣城街道卫生院 在" in over.text and "核对年龄" in over.text and "data-link" not in over.text
    assert "圣城街道卫生院，核对年龄" in phone.get(card).text
    mine = phone.get("/my/data/").text
    assert "亮证时谁看过" in mine and "圣城街道卫生院" in mine
    assert "圣城街道卫生院" not in Browser("father").get("/my/data/").text
    with acting_system(), enter_context():
        row = Showing.objects.get(used_at__isnull=False)
        assert row.fields == [sex] and "圣城" not in str(row.__dict__), "what was said is sealed"
        use = DataUse.objects.filter(purpose="verify a certificate", actor_kind="anonymous").last()
    assert use is not None and use.field_names == ["shown:holder", f"shown:{sex}"]


def test_a_code_is_over_after_a_minute_and_when_the_next_is_drawn(phone: Browser) -> None:
    card = find_card(phone)
    page, first, text = show(phone, card)
    assert phone.client.get(f"{page}/state").json() == {"used": False}
    _, second = phone.get(page).text, read_code(phone.text)[0]
    assert first != second
    assert Browser().get(first).status == 410, "the next code ends the one before"
    with stopped_at(LATER):
        late = Browser().send(second, {"place": "某处", "purpose": "看看"})
        assert late.status == 410 and "过了一分钟" in late.text
        phone.get(page)
        assert Browser().get(read_code(phone.text)[0]).status == 200, "the page draws another"
    with stopped_at(NOW):
        good = verify_shown_code(text, find_own_trust())
    with stopped_at(LATER):
        over = verify_shown_code(text, find_own_trust())
    assert good.good and good.says["持证人"] == "陈**" and not over.good and over.over


def test_a_signed_in_viewer_is_named_and_the_code_verifies_on_the_page_too(phone: Browser) -> None:
    card = find_card(phone)
    page, link, text = show(phone, card, "holder")
    verified = Browser().post("/verify/", link=f"http://testserver{link}#{text}")
    assert verified.status == 200 and "真的，刚刚出示" in verified.text and "陈知禾" in verified.text
    spoilt = Browser().post("/verify/", link=text[:60] + ("A" if text[60] != "A" else "B") + text[61:])
    assert spoilt.status == 422 and "不要用这个文件" in spoilt.text
    other = Browser("stranger")
    assert "你登录的是 路人" in other.get(link).text
    assert "陈知禾" in other.send(link, {"place": "假名", "purpose": "核对"}).text
    assert "路人 在" in phone.get(page).text and "假名" not in phone.text


def test_what_does_not_hold_is_neither_shown_nor_copied(phone: Browser) -> None:
    card = find_card(phone)
    page, _, _ = show(phone, card)
    for status, says in (("suspended", "暂停了"), ("revoked", "被撤销了"), ("replaced", "换了新的")):
        with acting_system():
            assert apply_certificate_status(card.split("/")[2], status)
        assert says in phone.get(card).text and "亮出二维码" not in phone.text
        for answer in (phone.send(f"{card}show", {}), phone.get(page), phone.send(f"{card}copy", {"purpose": "看", "days": "1"})):
            assert answer.status == 422 and says in answer.text


def test_nobody_else_shows_or_copies_it(phone: Browser) -> None:
    card = find_card(phone)
    page, _, _ = show(phone, card)
    stranger = Browser("stranger")
    for path in (f"{card}show", f"{card}copy"):
        assert stranger.send(path, {"purpose": "看", "days": "1"}).status == 404
    assert stranger.get(page).status == 404 and stranger.get(f"{page}/state").status == 404
    assert Browser().client.post(f"{card}show").headers["Location"].startswith("/sign-in/")
    with acting_system(), enter_context():
        assert Showing.objects.count() == 1 and not CertificateCopy.objects.exists()


def test_a_copy_for_one_purpose(phone: Browser) -> None:
    card = find_card(phone)
    assert phone.send(f"{card}copy", {"purpose": " ", "days": "7"}).status == 422 and "写明用在哪里" in phone.text
    assert phone.send(f"{card}copy", {"purpose": "x" * 201, "days": "7"}).status == 422
    assert phone.send(f"{card}copy", {"purpose": "报名", "days": "999"}).status == 422 and "选能用几天" in phone.text
    assert phone.send(f"{card}copy", {"purpose": "报名", "days": "²"}).status == 422
    phone.send(f"{card}copy", {"purpose": "幼儿园报名，\r\n 核对出生日期", "receiver": "圣城幼儿园", "days": "3"})
    assert phone.status == 200 and "开好了" in phone.text and "还没下载" in phone.text
    link = re.search(rf'href="({card}copy/[0-9a-f-]+)"', phone.text)
    assert link
    answer = phone.client.get(link[1])
    assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
    with stopped_at(NOW):
        found = verify_pdf(answer.content, find_own_trust())
    assert found.code == "use" and found.says["只用于"] == "幼儿园报名， 核对出生日期" and found.says["给"] == "圣城幼儿园"
    assert found.says["可用到"] == "2026 年 11 月 26 日"
    stranger = Browser()
    stranger.send("/verify/", {"file": SimpleUploadedFile("a.pdf", answer.content)})
    assert "只能用于写明的事由" in stranger.text and found.says["加注件"] in stranger.text
    assert "下载过 1 次" in phone.get(card).text and "周若岚 在" in phone.get(f"{card}copy").text
    assert Browser("stranger").client.get(link[1]).status_code == 404
    with stopped_at(NOW + timedelta(days=3)):
        stranger.send("/verify/", {"file": SimpleUploadedFile("a.pdf", answer.content)})
        assert stranger.status == 200 and "已经过了使用期限" in stranger.text
        assert phone.get(link[1]).status == 422 and "只能用到" in phone.text
    with acting_system(), enter_context():
        (row,) = CertificateCopy.objects.all()
    assert row.taken == 1 and "幼儿园" not in str(row.__dict__)


def test_a_number_is_found_with_its_holders_name_only(phone: Browser) -> None:
    card = find_card(phone)
    content = phone.client.get(f"{card}pdf").content
    with stopped_at(NOW):
        said = verify_pdf(content, find_own_trust()).says
    stranger = Browser()
    found = stranger.post("/verify/", number=said["编号"].lower(), holder=" 陈知禾 ")
    assert "真的，现在有效" in found.text and "陈知禾" not in found.text
    for number, holder in ((said["编号"], "陈知"), (said["编号"], ""), ("", "陈知禾"), (said["编号"] + "0", "陈知禾")):
        assert stranger.post("/verify/", number=number, holder=holder).status == 422 and "没有查到" in stranger.text
    for _ in range(8):
        last = stranger.post("/verify/", number=said["编号"], holder="陈某")
    assert last.status == 429
