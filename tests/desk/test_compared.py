"""An officer is told where a paper differs; the applicant too, before; nothing waits for the reading and nothing follows from it."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from sandbox.papers import render_paper
from shuangquan.actions.acting import acting, acting_system
from shuangquan.actions.evidence import give_evidence
from shuangquan.actions.reading import look_at_paper, read_paper
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.exchange.paper_lines import Piece
from shuangquan.papers import reader as bound
from shuangquan.papers.reader import Cut, Seen, Spot, bind_reader
from tests.desk.conftest import ITEM, Officer, append_officer, make_unmarried
from tests.desk.filing import REGION, look, sign_in_citizen
from tests.desk.test_officer import answer, part, place
from tests.portal.ports import World

RIGHT = ("被检父姓名：陈景行", "孩子出生日期：2026年11月20日")


@dataclass
class Scripted:
    """A reader that sees what the test says. asked: ways in which it was asked, and whether a transaction was open."""

    lines: tuple[str, ...] = RIGHT
    way: str = "text"
    why: str = ""
    asked: list[str] = field(default_factory=list)

    def read_text(self, content: bytes) -> Seen:
        self.asked.append("text")
        return self._see()

    def cut(self, content: bytes, media_type: str, seen: Seen, spots: Sequence[Spot]) -> tuple[Cut | None, ...]:
        return tuple(Cut("text/plain", " ".join(spot.words).encode()) for spot in spots)

    def judge_pdf(self, content: bytes) -> str:
        return ""

    def read_code(self, content: bytes, media_type: str) -> Seen:
        return Seen("none", "no_text")

    def read_picture(self, content: bytes, media_type: str) -> Seen:
        self.asked.append(media_type)
        return self._see("ocr")

    def _see(self, way: str = "") -> Seen:
        assert not connection.in_atomic_block
        if self.why:
            return Seen("none", self.why)
        return Seen(way or self.way, "", tuple(Piece(text, 1, 0, 40 * n, 900, 40 * n + 20, 90) for n, text in enumerate(self.lines)))


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    made = Scripted()
    before = list(bound._bound)
    bind_reader(made)
    yield made
    bound._bound[:] = before


def find_jobs(queue: str) -> list[dict[str, str]]:
    return [row.args for row in ProcrastinateJob.objects.using("queue").filter(queue_name=queue, status="todo").order_by("id")]


def read_waiting() -> None:
    """What the workers do with the jobs that wait."""
    with acting_system():
        for args in find_jobs("paper"):
            read_paper(args["case"], args["blob"])
        for args in find_jobs("ocr"):
            look_at_paper(args["case"], args["blob"])


def hand_in(world: World) -> str:
    """A case in which the notice for the paternity report is answered with one."""
    case = make_unmarried(world)
    append_officer("han", "police")
    han = Officer("han")
    path = next(path for path in look(case).index.evidence)
    draft = {"do": "correct", "step": "send", "needs": path, "text": "请交亲子鉴定意见书，拍照上传就行。"}
    han.post(place(case), **draft)
    answer(world, case)
    return case


def test_an_officer_sees_the_difference_with_a_link_and_what_agrees_in_a_line(world: World, scripted: Scripted) -> None:
    scripted.lines = ("被检父姓名：陈景明", RIGHT[1])
    case = hand_in(world)
    han = Officer("han")
    assert "材料还在读" in han.get(place(case)).text, "the page does not wait for the reading"
    read_waiting()
    told = part(han.get(place(case)).text, 'class="cmp off"', "</section>")
    assert "材料有 1 处对不上" in told and "像是别人的材料" in told
    assert "陈景行" in told and "陈景明" in told
    assert "1 项一致" in told and "出生日期" in told
    assert "父亲身份证号码" not in told and "公民身份号码（没找到）" in told
    (link,) = re.findall(rf'href="({place(case)}paper/[^"#]+)#page=1"', han.text)
    assert han.client.get(link).status_code == 200
    state = look(case).case.tasks[ITEM, "1"]
    assert state.state is TaskState.REVIEW, "a difference decides nothing"


def test_a_paper_that_agrees_is_one_line_and_is_read_once(world: World, scripted: Scripted) -> None:
    case = hand_in(world)
    read_waiting()
    read_waiting()
    events = [event.kind for event in look(case).stored.events]
    assert events.count("paper.read") == 1 and scripted.asked == ["text"]
    page = Officer("han").get(place(case)).text
    assert 'class="cmp off"' not in page and "材料和办件对得上" in page and "2 项一致" in page


def test_values_are_kept_apart_and_nothing_of_them_stands_in_events_or_jobs(world: World, scripted: Scripted) -> None:
    scripted.lines = ("被检父姓名：独一无二", "孩子出生日期：1999年9月9日")
    case = hand_in(world)
    read_waiting()
    loaded = look(case)
    (held,) = [one for one in loaded.case.readings.values() if one.way]
    assert "独一无二" in {one.value for one in held.fields}
    texts = [str(event.body) for event in loaded.stored.events] + [str(row.args) for row in ProcrastinateJob.objects.using("queue").all()]
    assert not [text for text in texts if "独一无二" in text or "1999" in text]


@pytest.mark.parametrize(("why", "says"), [("locked", "文件有密码"), ("too_long", "没读完"), ("broken", "文件坏了")])
def test_what_cannot_be_read_is_said_and_the_work_goes_on(world: World, scripted: Scripted, why: str, says: str) -> None:
    scripted.why = why
    case = hand_in(world)
    read_waiting()
    page = Officer("han").get(place(case)).text
    assert "材料没读出来" in page and says in page


def test_a_scan_is_handed_on_to_who_looks_and_a_missing_part_is_named(world: World, scripted: Scripted) -> None:
    scripted.why = "no_text"
    case = hand_in(world)
    with acting_system():
        (args,) = find_jobs("paper")
        read_paper(args["case"], args["blob"])
        assert [one["blob"] for one in find_jobs("ocr")] == [args["blob"]]
        assert "paper.read" not in [event.kind for event in look(case).stored.events]
        scripted.why = "no_ocr"
        look_at_paper(args["case"], args["blob"])
    assert scripted.asked == ["text", "application/pdf"]
    assert "没装读照片的部分（ocr 组件）" in html.unescape(Officer("han").get(place(case)).text)


def test_another_paper_in_its_place_is_read_again(world: World, scripted: Scripted) -> None:
    scripted.lines = ("被检父姓名：陈景明",)
    case = hand_in(world)
    read_waiting()
    han = Officer("han")
    path = next(iter(look(case).index.evidence))
    han.post(place(case), do="correct", step="send", needs=path, text="请换一份。")
    scripted.lines = RIGHT
    mother = sign_in_citizen(world, "mother")
    with acting(mother.actor(REGION, "test", "test"), mother.index):
        give_evidence(mother.actor(REGION, "test", "test"), case, mother.person, path, "1", render_paper("亲子鉴定意见书", ()))
    read_waiting()
    assert 'class="cmp off"' not in han.get(place(case)).text
    assert [event.kind for event in look(case).stored.events].count("paper.read") == 2


def test_an_officer_of_the_other_task_sees_nothing_of_it(world: World, scripted: Scripted) -> None:
    """What stands on a paper is for the item that rests on it."""
    scripted.lines = ("被检父姓名：陈景明",)
    case = hand_in(world)
    read_waiting()
    loaded = look(case)
    others = [(item, member) for item, member in loaded.case.tasks if item != ITEM]
    assert others
    for item, member in others:
        department = loaded.index.items[item].department
        append_officer(f"of-{item}", department) if department != "police" else None
        officer = Officer("han" if department == "police" else f"of-{item}")
        assert "陈景明" not in officer.get(f"/desk/case/{case}/{item}/{member or '-'}/").text
