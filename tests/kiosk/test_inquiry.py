"""信息智能查询: by number and name the public minimum, by card or sign-in one's own; at the kiosk and on the portal alike."""

from shuangquan.actions.acting import acting_system
from shuangquan.records.certificates import find_certificates_of_case
from shuangquan.records.context import enter_context
from shuangquan.records.models import Case, OwnInquiry, PartyCall
from tests.kiosk.conftest import Machine
from tests.portal.conftest import Browser
from tests.portal.ports import World
from tests.portal.steps import fields, finish, reach_form

INQUIRY = "own-homes"


def file_case(world: World) -> tuple[str, str]:
    """(case number, number of the first certificate) of the mother."""
    phone = Browser("mother")
    case = reach_form(phone, {"follows": "mother"})
    phone.send(f"{case}/form", {"do": "type:father"})
    given = {name: value or "陈知禾" for name, value in fields(phone.text).items()}
    given |= {name: world.family.father for name in given if name.endswith("father.id_number")}
    phone.send(f"{case}/form", {"do": "next", **given})
    finish(world, phone, case)
    with acting_system(), enter_context():
        held = Case.objects.get()
        papers = find_certificates_of_case(str(held.id))
    return str(held.number), str(papers[0].plain["number"])


def test_by_number_and_name_the_public_minimum(world: World) -> None:
    number, paper = file_case(world)
    machine, phone = Machine(world), Browser()
    for page, path in ((machine, "/kiosk/inquiry/"), (phone, "/inquiry/")):
        page.post(path, number=number.lower(), name=" 周若岚 ")
        assert page.status == 200 and "出生一件事" in page.text and number in page.text
        assert "槐安巷" not in page.text and world.family.mother not in page.text and "陈知禾" not in page.text
        for wrong in ({"number": number, "name": "周若"}, {"number": number[:-1], "name": "周若岚"}):
            page.post(path, **wrong)
            assert page.status == 422 and "没有找到" in page.text
        page.post(path, number=number, name="")
        assert page.status == 422 and "姓名" in page.text
        page.post(path, number=paper, name="陈知禾")
        assert page.status == 200 and "出生医学证明" in page.text and "陈知禾" not in page.text
    mother = Browser("mother")
    case = mother.get("/my/").text.split("/case/")[1].split("/")[0]
    assert mother.get(f"/case/{case}/data").text.count("有人凭受理号和姓名") == 2  # who was asked about learns of it
    phone.post("/inquiry/", number="孩子上户口", name="")
    assert phone.path.startswith("/?q=") and "出生一件事" in phone.text
    for _ in range(10):
        phone.post("/inquiry/", number=number, name="某人")
    assert phone.status == 429


def test_what_a_register_says_of_oneself_is_told_first_asked_once_and_noted(world: World) -> None:
    machine = Machine(world).lay()
    machine.get(f"/kiosk/inquiry/{INQUIRY}/")
    assert "名下不动产查询" in machine.text and "政务数据共享条例" in machine.text
    assert not world.share.asked
    machine.post(f"/kiosk/inquiry/{INQUIRY}/", do="ask")
    assert "没有你的这一项记录" in machine.text
    asked = world.share.asked[-1]
    assert asked.keys == {"owner.id_number": world.family.mother} and asked.purpose.startswith("本人查询") and not asked.case
    world.share.down.add(asked.source)
    assert machine.post(f"/kiosk/inquiry/{INQUIRY}/", do="ask").status == 503
    phone = Browser("mother")
    with acting_system(), enter_context():
        (kept,) = OwnInquiry.objects.all()
        assert (kept.door, kept.by, kept.answered) == ("kiosk", f"kiosk:{machine.id}", False)
        assert not PartyCall.objects.filter(case_id__isnull=False).exists()
    page = phone.get("/inquiry/").text
    assert "最近查过、打过的" in page and "寿光市民中心 · 1 号机" in page and "我名下的房产" in page
    assert "寿光市民中心" not in Browser("father").get("/inquiry/").text
    assert machine.get("/kiosk/inquiry/nothing/").status == 404


def test_a_found_record_is_shown_and_printed_as_no_certificate(world: World) -> None:
    machine = Machine(world).lay()
    found = {"insured.pension_kind": "enterprise", "insured.contribution_months": 402, "insured.pension_balance": "124620.00"}
    own = type(world.share)._find
    world.share.__dict__["_find"] = lambda source, keys: (found, []) if source == "hr.insured" else own(world.share, source, keys)
    machine.post("/kiosk/inquiry/pension-account/", do="ask")
    assert "124620.00 元" in machine.text and "企业职工" in machine.text and "不是证明" in machine.text
    machine.post("/kiosk/inquiry/pension-account/", do="print")
    assert world.printer.printed[-1].title == "养老保险账户查询结果" and not world.printer.printed[-1].case
    phone = Browser("mother")
    phone.post("/inquiry/pension-account/")
    assert "124620.00 元" in phone.text
