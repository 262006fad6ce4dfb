"""An officer's day: finds what rules could not decide, sees why, sends one notice, passes, refuses. Real actions, real database."""

import html
import re

from shuangquan.actions.acting import acting, acting_system
from shuangquan.actions.desk import answer_correction
from shuangquan.actions.evidence import give_evidence
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.records.context import enter_context
from shuangquan.records.models import DataUse
from tests.desk.conftest import ITEM, Officer, append_officer, make_collective, make_unmarried
from tests.desk.filing import REGION, look, run, sign_in_citizen
from tests.portal.ports import World

PAPER = b"%PDF-1.4\n% a report\n%%EOF\n"


def place(case: str) -> str:
    """The address of the registration's page."""
    return f"/desk/case/{case}/{ITEM}/1/"


def part(text: str, opening: str, closing: str) -> str:
    """What stands on the page between two marks, without markup."""
    return html.unescape(re.sub(r"<[^>]+>", " ", text.split(opening, 1)[1].split(closing, 1)[0]))


def state(case: str) -> TaskState:
    return look(case).case.tasks[ITEM, "1"].state


def read_fields(page: str, *names: str) -> dict[str, object]:
    """The panel's fields as a browser would send them."""
    found: dict[str, object] = {}
    for name in names:
        if name == "needs":
            shown = re.findall(r'<input type="(checkbox|hidden)" name="needs" value="([^"]+)"( checked)?', page)
            found[name] = [html.unescape(value) for kind, value, ticked in shown if ticked or kind == "hidden"]
        else:
            text = re.search(rf'<textarea[^>]*name="{name}"[^>]*>([^<]*)</textarea>', page)
            assert text, name
            found[name] = html.unescape(text[1])
    return found


def test_one_notice_an_answer_and_a_pass(world: World) -> None:
    case = make_unmarried(world)
    append_officer("han", "police")
    han = Officer("han")
    assert han.path == "/desk/"
    assert "收件箱 1" in part(han.text, "<nav", "</nav>")
    assert place(case) in han.text
    assert "周若岚" not in han.text

    page = han.get(place(case)).text
    why = part(page, '<aside class="why"', "</aside>")
    assert "少一样：亲子鉴定意见书" in why
    assert "不是“集体户”" in why
    assert "没走到" in why
    assert "请交亲子鉴定意见书，拍照上传就行。" in why
    assert "出生医学证明首次签发照办" in why
    assert "没有，申请人没传" in part(page, '<main id="main"', "</main>")
    assert page.count("hit") >= 1
    cards = part(page, '<section class="dev"', "</section>")
    assert "国密签名（SM2）已验" in cards
    assert "查过，没有记录" in cards
    assert "申请人说现在没有" in cards

    han.get(f"{place(case)}?do=correct")
    fields = read_fields(han.text, "needs", "text")
    assert fields["needs"] == list(look(case).case.tasks[ITEM, "1"].missing)
    han.post(place(case), do="correct", step="check", **fields)
    assert "照这样发出？" in han.text
    assert state(case) is TaskState.REVIEW
    fields = read_fields(han.text, "needs", "text")
    han.post(place(case), do="correct", step="send", **fields)
    assert han.status == 200
    assert "通知发出了" in han.text
    assert state(case) is TaskState.CORRECT
    assert place(case) in han.get("/desk/?tab=correct").text
    assert place(case) not in han.get("/desk/").text
    assert "请交亲子鉴定意见书" in part(han.get(place(case)).text, '<aside class="why"', "</aside>")

    answer(world, case)
    assert state(case) is TaskState.REVIEW
    page = han.get(place(case)).text
    assert "要人看：亲子鉴定意见书" in page
    (link,) = re.findall(rf'href="({place(case)}paper/[^"]+)"', page)
    assert han.client.get(link).content == PAPER

    han.post(place(case), do="pass", step="check", text="")
    assert han.status == 422
    assert "请写理由" in han.text
    han.post(place(case), do="pass", step="check", text="核对了鉴定意见书原件")
    assert "核对了鉴定意见书原件" in part(han.text, "as-sent", "</div>")
    han.post(place(case), do="pass", step="send", **read_fields(han.text, "text"))
    assert "通过了" in han.text
    run(case)
    assert look(case).case.state is CaseState.COMPLETED
    assert look(case).case.tasks[ITEM, "1"].decided_by == "officer"
    assert place(case) in han.get("/desk/?tab=done").text


def answer(world: World, case: str) -> None:
    """The mother uploads the report and answers the notice."""
    mother = sign_in_citizen(world, "mother")
    actor = mother.actor(REGION, "test", "test")
    (path,) = look(case).case.tasks[ITEM, "1"].notice_needs
    with acting(actor, mother.index):
        give_evidence(actor, case, mother.person, path, "1", PAPER)
        answer_correction(actor, case, mother.person, ITEM, "1", {})


def test_a_refusal_needs_reason_and_remedy_and_is_shown_before_it_is_sent(world: World) -> None:
    case = make_collective(world)
    append_officer("han", "police")
    append_officer("li", "police")
    han, li = Officer("han"), Officer("li")
    page = han.get(place(case)).text
    assert "规则要人看：集体户" in page
    assert "是这样 → 转人看" in page
    li.get(f"{place(case)}?do=pass")

    han.get(f"{place(case)}?do=refuse")
    assert read_fields(han.text, "remedy")["remedy"] == "到派出所核实落户地址"
    han.post(place(case), do="refuse", step="send", text="集体户主页不同意新增", remedy="  ")
    assert han.status == 422
    assert "接下来可以怎么办" in part(han.text, 'class="errors"', "</div>")
    assert read_fields(han.text, "text")["text"] == "集体户主页不同意新增"
    assert state(case) is TaskState.REVIEW
    han.post(place(case), do="refuse", step="check", text="集体户主页不同意新增", remedy="落到家庭户，再来一次。")
    sent = part(han.text, "as-sent", "</div>")
    assert "集体户主页不同意新增" in sent
    assert "落到家庭户，再来一次。" in sent
    assert "行政复议" in sent
    han.post(place(case), do="refuse", step="send", **read_fields(han.text, "text", "remedy"))
    assert "等另一位复核" in han.text
    assert state(case) is TaskState.REVIEW
    assert place(case) not in han.get("/desk/").text
    han.get(place(case))
    assert "?do=confirm" not in han.text and "不能自己复核" in han.text
    han.post(place(case), do="confirm", step="send")
    assert han.status == 422 and state(case) is TaskState.REVIEW
    assert "待复核 1" in part(li.get("/desk/?tab=second").text, "<nav", "</nav>")
    assert place(case) in li.text
    shown = part(li.get(f"{place(case)}?do=confirm").text, 'id="panel"', "</section>")
    assert "提出不予" in shown and "集体户主页不同意新增" in shown and "落到家庭户，再来一次。" in shown
    li.post(place(case), do="confirm", step="send")
    assert "复核同意了" in li.text
    assert state(case) is TaskState.REFUSED
    links = re.findall(rf'href="({place(case)}document/[^"]+)"', li.get(place(case)).text)
    assert [link.rsplit("/", 1)[1].split("-")[0] for link in links] == ["refused", "acceptance", "receipt"]
    assert li.client.get(links[0]).content.startswith(b"%PDF-")
    assert li.client.get(links[0].replace("refused-", "refused-9")).status_code == 404
    assert look(case).case.tasks["birth-certificate", "1"].state is TaskState.DONE
    assert look(case).case.tasks["resident-medical-enrolment", "1"].state is TaskState.STOPPED
    assert "集体户主页不同意新增" in han.get(place(case)).text
    assert "?do=pass" not in han.text

    li.post(place(case), do="pass", step="send", text="晚了一步")
    assert li.status == 422
    assert "已经有人办了" in li.text
    assert state(case) is TaskState.REFUSED


def test_numbers_are_masked_until_asked_and_every_reading_is_recorded(world: World) -> None:
    case = make_unmarried(world)
    append_officer("han", "police")
    han = Officer("han")
    number = world.family.father
    assert number not in han.get(place(case)).text
    assert number[:4] in han.text
    assert number in han.get(f"{place(case)}?whole=father.id_number").text
    (link,) = re.findall(rf'href="({place(case)}certificate/[^"]+)"', han.text)
    assert han.client.get(link).content.startswith(b"%PDF-")
    with acting_system(), enter_context():
        uses = list(DataUse.objects.filter(case_id=case, actor_kind="officer").order_by("at"))
    assert {use.department for use in uses} == {"police"}
    assert {use.door for use in uses} == {"desk"}
    assert any("children.name[1]" in use.field_names for use in uses)
    assert any("whole:father.id_number" in use.field_names for use in uses)
    assert any(use.field_names == ["certificate:birth-certificate"] for use in uses)
    assert not any(number in str(use.field_names) for use in uses)


def test_search_finds_by_number_and_name_in_the_own_tab(world: World) -> None:
    case = make_unmarried(world)
    append_officer("han", "police")
    append_officer("tao", "tax")
    number = look(case).stored.row.number or ""
    han = Officer("han")
    assert place(case) in han.get(f"/desk/?q={number[-8:]}").text
    assert place(case) in han.get("/desk/?q=若岚").text
    assert "没找到" in han.get("/desk/?q=张三").text
    assert "没找到" in han.get("/desk/?q=若岚&tab=done").text
    assert "没找到" in Officer("tao").get("/desk/?q=若岚").text


def test_it_speaks_english_by_a_switch(world: World) -> None:
    case = make_unmarried(world)
    append_officer("han", "police")
    han = Officer("han")
    han.post("/desk/language", language="en", next=place(case))
    assert han.path == place(case)
    why = part(han.text, '<aside class="why"', "</aside>")
    assert "Missing: " in why
    assert "Not reached" in why
    assert '<html lang="en">' in han.text
