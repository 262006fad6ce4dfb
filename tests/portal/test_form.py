"""The form: faults all at once, nothing typed is lost, people who agree or do not, lists, papers, sources that are down."""

import re
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.portal.conftest import Browser
from tests.portal.ports import World, make_child, make_id
from tests.portal.steps import agree, begin, field, fields, finish, reach_form

MOTHER = {"follows": "mother"}


def test_every_fault_at_once_and_what_was_typed_stays(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, MOTHER)
    phone.send(f"{case}/form", {"do": "type:father"})
    typed = {field(phone.text, "id_number"): "37990019930803017", field(phone.text, "name"): "陈"}
    phone.send(f"{case}/form", {"do": "next", **typed})
    assert phone.status == 422
    assert "公民身份号码是 18 位，现在是 17 位" in phone.text
    assert 'value="37990019930803017"' in phone.text
    assert 'value="陈"' in phone.text
    assert phone.text.index("errors") < phone.text.index("<h1>")
    faults = int(re.findall(r"还差 (\d+) 处", phone.text)[0])
    assert faults == len(re.findall(r"<li><a href=\"#f-", phone.text))
    assert f"<title>还差 {faults} 处" in phone.text.replace("\n", "")
    for target in re.findall(r'<li><a href="#(f-[^"]+)"', phone.text):
        assert f'id="{target}"' in phone.text


def test_a_button_elsewhere_loses_nothing(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, MOTHER)
    name, address = field(phone.text, "name"), field(phone.text, "post_address")
    phone.send(f"{case}/form", {"do": "invite:father", name: "陈", address: "寿光市圣城街道桂花苑 3 号楼 502"})
    assert phone.status == 422, "one character is too short for a name"
    assert 'value="陈"' in phone.text
    assert "已经请父亲看了" in phone.text
    phone.get(f"{case}/form")
    assert "桂花苑" in phone.text


def test_a_fetched_value_can_be_corrected_and_says_so(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, MOTHER)
    phone.get(f"{case}/form?fix=mother.ethnicity")
    assert 'name="fact:mother.ethnicity" value="汉族"' in phone.text
    phone.send(f"{case}/form", {"do": "save", "fact:mother.ethnicity": "回族"})
    phone.get(f"{case}/form")
    assert "回族" in phone.text and "你改过" in phone.text


def test_numbers_are_masked_until_asked_for(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, MOTHER)
    assert world.family.mother not in phone.text
    assert world.family.mother in phone.get(f"{case}/form?whole=mother.id_number").text


def test_what_nobody_may_type_is_not_taken(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, MOTHER)
    phone.send(f"{case}/form", {"do": "save", "fact:household.collective": "true", "fact:no-such": "x"})
    assert phone.status == 422
    assert "这一项不能由你来填" in phone.text


def test_twins_make_two_of_everything(world: World) -> None:
    world.family.children.append(make_child(2, date(2026, 11, 20), "male"))
    phone = Browser("mother")
    case = reach_form(phone, MOTHER)
    agree_after_invite(phone, case)
    names = {field(phone.text, "name", 0): "陈知禾", field(phone.text, "name", 1): "陈知远"}
    rest = {name: value for name, value in fields(phone.text).items() if value}
    phone.send(f"{case}/form", {"do": "next", "picks": "children", "pick:children": ["1", "2"], **rest, **names})
    assert phone.path == f"{case}/check", phone.text
    page = finish(world, phone, case)
    assert "8 样全办好了" in page
    assert "陈知远" in phone.get("/certificates/").text
    assert phone.text.count('class="cert ') == 8


def test_one_of_two_can_be_left_out(world: World) -> None:
    world.family.children.append(make_child(2, date(2026, 11, 20), "male"))
    phone = Browser("mother")
    case = reach_form(phone, MOTHER)
    phone.send(f"{case}/form", {"do": "pick:children", "picks": "children", "pick:children": "2"})
    assert len(re.findall(r'name="fact:children\[\d+\]\.name"', phone.text)) == 1
    phone.send(f"{case}/form", {"do": "pick:children", "picks": "children"})
    assert phone.status == 422 and "至少选一个" in phone.text


def agree_after_invite(phone: Browser, case: str) -> None:
    """Ask the father, who agrees; the form is shown again."""
    phone.send(f"{case}/form", {"do": "invite:father"})
    agree(case)
    phone.get(f"{case}/form")


def test_he_refuses_and_she_types(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, MOTHER)
    phone.send(f"{case}/form", {"do": "invite:father"})
    his = Browser("father")
    his.post(f"{case}/consent", do="decline")
    assert "你没有同意" in his.text
    assert "你没同意" in his.get("/my/").text
    assert "取来的已经删了" in his.get(f"{case}/consent").text
    phone.get(f"{case}/form")
    assert "父亲没有同意用自己的资料" in phone.text
    assert "陈景行" not in phone.text
    given = {field(phone.text, "id_number"): world.family.father}
    for name, value in fields(phone.text).items():
        given.setdefault(name, value or ("陈知禾" if "children" in name else "陈景行"))
    phone.send(f"{case}/form", {"do": "next", **given})
    assert phone.path == f"{case}/check", phone.text
    assert "陈景行" in phone.text


def test_a_stranger_sees_nothing(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, MOTHER)
    phone.send(f"{case}/form", {"do": "invite:father"})
    stranger = Browser("stranger")
    for page in ("", "/form", "/consent", "/check", "/notice", "/next"):
        stranger.get(f"{case}{page}")
        assert stranger.status == 404, page
        assert "周若岚" not in stranger.text and "槐安巷" not in stranger.text


def test_he_sees_no_more_than_the_request_before_he_agrees(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, MOTHER)
    assert Browser("father").get(f"{case}/consent").status == 404, "not asked yet"
    phone.send(f"{case}/form", {"do": "invite:father"})
    his = Browser("father")
    for page in ("/form", "/check", "/finish", "/notice", "/questions", "/next", "/consent"):
        his.get(f"{case}{page}")
        assert his.path == f"{case}/consent" or page == "/consent", page
        for word in ("周若岚", "槐安巷", world.family.mother, "BR37078300"):
            assert word not in his.text


def test_he_signs_when_the_child_joins_him(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, {"follows": "father"})
    agree_after_invite(phone, case)
    rest = {name: value or "陈知禾" for name, value in fields(phone.text).items()}
    phone.send(f"{case}/form", {"do": "next", **rest})
    assert phone.path == f"{case}/check", phone.text
    his = Browser("father")
    his.get(f"{case}/consent")
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', his.text)
    assert digest, his.text
    assert "陈知禾" in his.text and "周若岚" not in his.text
    his.post(f"{case}/consent", do="sign", digest=digest[1])
    assert his.status == 422 and "还差签名" in his.text
    his.post(f"{case}/consent", do="sign", digest="0" * 64, oath="yes")
    assert his.status == 422 and "签之前表变了" in his.text
    his.post(f"{case}/consent", do="sign", digest=digest[1], oath="yes")
    assert "你签好了" in his.text


def test_a_source_that_is_down_is_asked_of_her(world: World) -> None:
    world.share.down.add("health.birth-records")
    phone = Browser("mother")
    case = reach_form(phone, MOTHER)
    assert "部门那里没有查到" in phone.text
    phone.send(f"{case}/form", {"do": "add:children"})
    assert field(phone.text, "birth_date") and field(phone.text, "sex")
    phone.send(f"{case}/form", {"do": "next", field(phone.text, "birth_date"): "2026-11-20"})
    assert phone.status == 422
    assert 'value="2026-11-20"' in phone.text


def test_a_paper_is_uploaded_or_said_to_be_lacking(world: World) -> None:
    world.family.married = False
    phone = Browser("mother")
    answers = {"married": "false", "father_named": "true", "follows": "father"}
    case = begin(phone)
    phone.post(f"{case}/notice")
    for _ in range(12):
        if phone.path.startswith(f"{case}/form") and "upload:" in phone.text:
            break
        asked = re.search(r'name="situation" value="([a-z_]+)"', phone.text)
        if asked:
            phone.post(f"{case}/questions", situation=asked[1], member="", value=answers.get(asked[1], "false"))
            continue
        given = {name: value or _make(name, world) for name, value in fields(phone.text).items()}
        phone.send(phone.path.split("#")[0], {"do": "next", **given})
    paper = re.search(r'value="upload:([^"]+)"', phone.text)
    assert paper, phone.text
    bad = SimpleUploadedFile("x.exe", b"MZ not a paper", "image/png")
    phone.send(f"{case}/form", {"do": f"upload:{paper[1]}", f"file:{paper[1]}": bad})
    assert phone.status == 422 and "只收照片" in phone.text
    phone.send(f"{case}/form", {"do": f"upload:{paper[1]}"})
    assert phone.status == 422
    good = SimpleUploadedFile("x.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
    phone.send(f"{case}/form", {"do": f"upload:{paper[1]}", f"file:{paper[1]}": good})
    assert "交好了" in phone.text
    phone.send(f"{case}/form", {"do": f"lack:{paper[1]}"})
    assert "你说现在没有" in phone.text


def _make(name: str, world: World) -> str:
    if name.endswith("id_number"):
        return world.family.father if "father" in name else make_id(date(2000, 1, 1), 1)
    return "2026-11-20" if name.endswith("date") else "陈景行"
