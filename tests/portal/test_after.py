"""After submission: a notice answered, a department down, money later, a refusal, withdrawing."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shuangquan.actions.acting import acting, acting_system
from shuangquan.actions.desk import confirm_task, decide_wish, pass_task, refuse_task, send_correction
from shuangquan.actions.documents import list_documents
from shuangquan.actions.loading import load
from shuangquan.actions.verifying_any import verify_upload
from shuangquan.actions.wishes import Wish
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.notices.documents import Document
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.papers.pades import read_attachments
from shuangquan.records.messages import find_waiting_messages
from tests.portal.conftest import Browser, settle
from tests.portal.ports import World, make_child
from tests.portal.steps import agree, fields, finish, pay, reach_form, sign, submit

POLICE = Actor("officer", "officer-1", "370783", "desk", 5, "police", "decide")


def ready(world: World, phone: Browser, answers: dict[str, str] | None = None) -> str:
    """A form that is complete, agreed to, on its check page."""
    case = reach_form(phone, answers or {"follows": "mother"})
    phone.send(f"{case}/form", {"do": "invite:father"})
    agree(case)
    phone.get(f"{case}/form")
    given = {name: value or "陈知禾" for name, value in fields(phone.text).items()}
    phone.send(f"{case}/form", {"do": "next", **given})
    assert phone.path == f"{case}/check", phone.text
    return case


def test_a_collective_household_goes_to_an_officer_who_asks_once(world: World) -> None:
    world.family.collective = True
    phone = Browser("mother")
    case = ready(world, phone)
    page = finish(world, phone, case)
    assert "审批人员在看" in page
    assert "集体户" in page
    assert "出生医学证明" in page and "办好了" in page
    plain = case.removeprefix("/case/")
    with acting(POLICE):
        send_correction(POLICE, plain, "household-registration", "1", ("household.address",), "户籍地址要写到门牌号，请核对后填写。")
    page = phone.get(f"{case}/").text
    assert "等你补 1 样" in page and "户籍地址要写到门牌号" in page
    link = re.search(rf'href="({case}/correct/[^"]+)"', page)
    assert link
    form = phone.get(link[1]).text
    names = fields(form)
    assert len(names) == 1
    phone.send(link[1], {next(iter(names)): "寿光市圣城街道槐安巷 6 号 2 单元 101"})
    assert phone.path == f"{case}/"
    assert "等你补" not in phone.text and "审批人员在看" in phone.text
    with acting(POLICE):
        pass_task(POLICE, plain, "household-registration", "1", "地址核实过")
    settle(plain)
    assert "4 样全办好了" in phone.get(f"{case}/").text


def test_one_item_is_taken_back_and_the_others_go_on(world: World) -> None:
    world.family.collective = True
    phone = Browser("mother")
    case = ready(world, phone)
    page = finish(world, phone, case)
    link = re.search(rf'href="({case}/withdraw/household-registration/1)"', page)
    assert link and f"{case}/withdraw/birth-certificate" not in page, "what is done is not taken back"
    asked = phone.get(link[1]).text
    assert "只撤这一样，别的照办" in asked
    phone.post(link[1])
    assert phone.path == f"{case}/" and "办好了" in phone.text
    settle(case.removeprefix("/case/"))
    with acting(POLICE):
        tasks = load(case.removeprefix("/case/")).case.tasks
    assert tasks["household-registration", "1"].state is TaskState.WITHDRAWN
    assert {task.state for task in tasks.values()} <= {TaskState.WITHDRAWN, TaskState.DONE, TaskState.STOPPED}


def test_what_she_took_back_she_takes_up_again(world: World) -> None:
    world.family.collective = True
    phone = Browser("mother")
    case = ready(world, phone)
    finish(world, phone, case)
    plain = case.removeprefix("/case/")
    phone.post(f"{case}/withdraw/household-registration/1")
    settle(plain)
    page = phone.get(f"{case}/").text
    assert "没办成" in page and f"{case}/again/birth-certificate" not in page, "what is done is not done again"
    asked = phone.get(f"{case}/again/household-registration/1").text
    assert "不用重填" in asked
    phone.post(f"{case}/again/household-registration/1")
    assert phone.path == f"{case}/" and "审批人员在看" in phone.text
    phone.post(f"{case}/again/household-registration/1")
    assert phone.status == 422, "once is enough"
    with acting(POLICE):
        pass_task(POLICE, plain, "household-registration", "1", "地址核实过")
    settle(plain)
    assert "退给过你、现在要重新付" in phone.get(f"{case}/").text, "what went back is paid again"
    pay(world, phone, case)
    settle(plain)
    page = phone.get(f"{case}/").text
    assert "4 样全办好了" in page and "你又要办" in page


def test_the_officer_takes_it_up_again_as_she_asks_at_the_desk(world: World) -> None:
    world.family.collective = True
    phone = Browser("mother")
    case = ready(world, phone)
    finish(world, phone, case)
    plain = case.removeprefix("/case/")
    phone.post(f"{case}/withdraw/household-registration/1")
    settle(plain)
    with acting(POLICE):
        with pytest.raises(Refusal, match=r"reason\.empty"):
            decide_wish(POLICE, plain, "household-registration", "1", Wish("again", " "))
        decide_wish(POLICE, plain, "household-registration", "1", Wish("again", "11 月 28 日本人来电要求"))
        task = load(plain).case.tasks["household-registration", "1"]
        assert task.state is TaskState.REVIEW
        assert [one.template for one in find_waiting_messages(plain)].count("task.again") == 1


def test_a_refusal_says_why_and_what_now_and_pays_back(world: World) -> None:
    world.family.collective = True
    phone = Browser("mother")
    case = ready(world, phone)
    finish(world, phone, case)
    plain = case.removeprefix("/case/")
    with acting(POLICE):
        refuse_task(POLICE, plain, "household-registration", "1", "集体户不能落新生儿", "先把户口迁到家庭户，再来办")
        confirm_task(replace(POLICE, subject="police-2"), plain, "household-registration", "1")
    settle(plain)
    page = phone.get(f"{case}/").text
    for word in ("没通过", "集体户不能落新生儿", "先把户口迁到家庭户", "行政复议", "1 样办好了", "3 样没办成"):
        assert word in page, word
    assert world.payment.refunds
    assert "原路退回" in page
    assert "送达回证" not in page
    (link,) = re.findall(r'href="([^"]+/document/refused-\d+)"', page)
    sealed = phone.client.get(link).content
    assert sealed.startswith(b"%PDF-")
    again = phone.client.get(link).content
    assert read_attachments(again)["document.json"] == read_attachments(sealed)["document.json"], "the same document, however often"
    assert "police" in verify_upload(sealed).says["签发机关密钥"]
    assert phone.get(f"{case}/").text.count("送达回证") == 1
    assert phone.client.get(f"{case}/document/refused-999").status_code == 404
    (proof,) = find_documents_of(plain, "delivery")
    assert "不予决定书" in " ".join(label for label, _ in proof.rows)


def find_documents_of(case: str, kind: str) -> list[Document]:
    with acting_system():
        return [one for one in list_documents(load(case)) if one.kind == kind]


def test_a_department_is_down_and_it_finishes_by_itself(world: World) -> None:
    world.departments.down = True
    phone = Browser("mother")
    case = ready(world, phone)
    page = finish(world, phone, case)
    assert "hx-get" in page and "全办好了" not in page
    assert world.departments.submitted == 0
    world.departments.down = False
    settle(case.removeprefix("/case/"))
    assert "4 样全办好了" in phone.get(f"{case}/").text
    assert world.departments.submitted == 3


def test_the_amount_is_unknown_and_she_pays_later(world: World) -> None:
    world.departments.price_down = True
    phone = Browser("mother")
    case = ready(world, phone)
    assert "现在算不出要付多少" in phone.text
    sign(phone, case)
    submit(phone, case)
    settle(case.removeprefix("/case/"))
    page = phone.get(f"{case}/").text
    assert "等你付款" in page and "现在可以付款了" in page
    assert "等你补 1 样" in phone.get("/my/").text
    world.departments.price_down = False
    pay(world, phone, case)
    assert phone.path == f"{case}/"
    settle(case.removeprefix("/case/"))
    assert "4 样全办好了" in phone.get(f"{case}/").text


def test_progress_tells_by_part_and_stops_asking(world: World) -> None:
    world.departments.slow = True
    phone = Browser("mother")
    case = ready(world, phone)
    page = finish(world, phone, case)
    assert "等公安" in page and 'hx-trigger="every 2s"' in page
    part = phone.get(f"{case}/?part=1").text
    assert part.lstrip().startswith('<div id="live"') and "<html" not in part
    world.departments.slow = False
    settle(case.removeprefix("/case/"))
    assert "hx-get" not in phone.get(f"{case}/?part=1").text


def test_double_submit_is_one(world: World) -> None:
    phone = Browser("mother")
    case = ready(world, phone)
    sign(phone, case)
    pay(world, phone, case)
    phone.get(f"{case}/finish")
    key = re.search(r'name="key" value="([0-9a-f]+)"', phone.text)
    assert key
    for _ in range(3):
        phone.post(f"{case}/finish", do="submit", key=key[1])
        assert phone.status == 200
    settle(case.removeprefix("/case/"))
    with acting(POLICE):
        kinds = [event.kind for event in load(case.removeprefix("/case/")).stored.events]
    assert kinds.count("case.submitted") == 1
    assert kinds.count("task.sent") == 3


def test_unpaid_is_not_submitted(world: World) -> None:
    phone = Browser("mother")
    case = ready(world, phone)
    sign(phone, case)
    phone.post(f"{case}/finish", do="submit", key="k" * 32)
    assert phone.status == 422 and "还没付款" in phone.text


def test_paid_without_coming_back_is_submitted(world: World) -> None:
    phone = Browser("mother")
    case = ready(world, phone)
    sign(phone, case)
    assert phone.client.post(f"{case}/pay").status_code == 302
    world.payment.paid |= set(world.payment.orders)  # and the answer that would have led back is cut off
    phone.post(f"{case}/finish", do="submit", key="k" * 32)
    with acting(POLICE):
        assert load(case.removeprefix("/case/")).case.submitted_at is not None


def test_changed_after_signing_must_be_signed_again(world: World) -> None:
    phone = Browser("mother")
    case = ready(world, phone)
    sign(phone, case)
    phone.send(f"{case}/form", {"do": "save", "fact:mother.post_address": "寿光市圣城街道桂花苑 3 号楼 502"})
    phone.get(f"{case}/finish")
    assert phone.path == f"{case}/check" and 'name="oath"' in phone.text


def test_she_withdraws_a_draft(world: World) -> None:
    phone = Browser("mother")
    case = ready(world, phone)
    assert "不能恢复" in phone.get(f"{case}/withdraw").text
    phone.post(f"{case}/withdraw")
    assert phone.path == "/my/" and "不办了" in phone.text
    phone.get(f"{case}/form")
    assert phone.path == f"{case}/"
    assert "你撤回了" in phone.text


def test_a_lacking_paper_is_asked_for_and_uploaded(world: World) -> None:
    world.family.married = False
    world.family.children = [make_child(1, date(2026, 11, 20))]
    phone = Browser("mother")
    case = _unmarried_joins_father(world, phone)
    page = phone.get(f"{case}/").text
    assert "审批人员在看" in page
    plain = case.removeprefix("/case/")
    with acting(POLICE):
        held = load(plain)
        task = held.case.tasks["household-registration", "1"]
        assert task.state is TaskState.REVIEW
        path = next(iter(held.index.evidence))
        send_correction(POLICE, plain, "household-registration", "1", (path,), "请补亲子鉴定意见书。")
    link = f"{case}/correct/household-registration/1"
    phone.send(link, {})
    assert phone.status == 422 and "没有选中文件" in phone.text
    phone.send(link, {f"file:{path}": SimpleUploadedFile("x.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")})
    assert phone.path == f"{case}/"
    assert "审批人员在看" in phone.text


def _unmarried_joins_father(world: World, phone: Browser) -> str:
    """Unmarried, the child joins the father, no paternity report: everything typed, signed by both, submitted."""
    answers = {"married": "false", "father_named": "true", "follows": "father"}
    phone.post("/matters/newborn/start", role="mother")
    case = re.search(r"/case/[0-9a-f-]{36}", phone.path)
    assert case
    phone.post(f"{case[0]}/notice")
    for _ in range(14):
        if phone.path == f"{case[0]}/check":
            break
        asked = re.search(r'name="situation" value="([a-z_]+)"', phone.text)
        if asked:
            phone.post(f"{case[0]}/questions", situation=asked[1], member="", value=answers.get(asked[1], "false"))
            continue
        given: dict[str, object] = {name: value or _typed(name, world) for name, value in fields(phone.text).items()}
        for radio in re.findall(r'type="radio" name="(fact:[^"]+)" value="(?:false|female)"', phone.text):
            given[radio] = "female" if radio.endswith("sex") else "false"
        lack = re.search(r'value="(lack:[^"]+)"', phone.text)
        invite = re.search(r'value="(invite:father)"', phone.text)
        do = lack[1] if lack else invite[1] if invite and "再发一次" not in phone.text else "next"
        phone.send(phone.path.split("#")[0], {"do": do, **given})
        if do.startswith("invite"):
            agree(case[0])
            phone.get(f"{case[0]}/form")
    assert phone.path == f"{case[0]}/check", phone.text
    sign(phone, case[0])
    his = Browser("father")
    sign(his, case[0], "consent")
    pay(world, phone, case[0])
    submit(phone, case[0])
    settle(case[0].removeprefix("/case/"))
    return case[0]


def _typed(name: str, world: World) -> str:
    if name.endswith("id_number"):
        return world.family.father
    return "2026-11-20" if name.endswith("date") else "陈景行" if "father" in name else "陈知禾"
