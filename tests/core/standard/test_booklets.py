"""Guides and manuals say what the plans say, and print as PDF."""

from datetime import UTC, datetime

import pytest

from shuangquan.core.standard.booklet import Booklet, Section
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.classes import enumerate_classes
from shuangquan.core.standard.compile import compile_plan
from shuangquan.core.standard.guide import sort_items, write_guide
from shuangquan.core.standard.manual import write_manual
from shuangquan.papers.booklet import render_booklet

REGION = "370783"
USUAL = {"married": "true", "father_named": "true", "follows": "mother", "parent_serving": "false", "two_ethnicities": "false"}
USUAL |= {"remote": "false", "seven_or_older": "false"}
AT = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def guide(bundle: Bundle) -> Booklet:
    return write_guide(bundle, "newborn", REGION, USUAL)


def find_section(booklet: Booklet, title: str) -> Section:
    return next(section for section in booklet.sections if section.title.zh == title)


def read_lines(booklet: Booklet, title: str) -> str:
    section = find_section(booklet, title)
    return "\n".join([*(line.zh for line in section.lines), *(" | ".join(cell.zh for cell in row) for row in section.rows)])


def test_what_is_needed_is_what_the_plan_asks(bundle: Bundle, guide: Booklet) -> None:
    plan = compile_plan(bundle, "newborn", REGION, USUAL)
    lines = find_section(guide, "你要准备什么").lines
    assert not plan.evidence and lines[0].zh == "不用带任何材料。"
    said = "".join(line.zh for line in lines[1:])
    called = [var.label.zh for var in plan.vars if var.from_ in ("typed", "photograph")]
    assert called and all(said.count(label) == 1 for label in called)  # nothing is asked twice


def test_what_is_drawn_is_said_with_whom(bundle: Bundle, guide: Booklet) -> None:
    said = read_lines(guide, "不用你提供的")
    for draw in compile_plan(bundle, "newborn", REGION, USUAL).draws:
        assert f"向{draw.provider_name.zh}的“{draw.name.zh}”取" in said


def test_an_unsure_limit_is_an_example(guide: Booklet) -> None:
    said = read_lines(guide, "多久办好")
    assert "整件事2小时，到送达（有出处" in said
    assert "出生登记（户口登记） | 公安 | 2小时（示例" in said


def test_other_situations_say_what_is_otherwise(guide: Booklet) -> None:
    said = read_lines(guide, "换一种情形")
    assert "落户一方为现役军人：是 | 要带军人身份证件" in said
    assert "落户偏远乡镇：是 | 时限1天" in said
    assert "登记父亲信息：否 | 不用父亲确认" in said


def test_items_come_after_what_they_wait_for(bundle: Bundle) -> None:
    for theme in bundle.themes:
        plan = compile_plan(bundle, theme, REGION, enumerate_classes(bundle, theme, REGION)[0])
        order = [item.id for item in sort_items(plan)]
        assert all(order.index(before) < order.index(after) for before, after in plan.edges)


def test_every_theme_and_item_has_its_booklet(bundle: Bundle) -> None:
    for theme in bundle.themes:
        made = write_guide(bundle, theme, REGION, enumerate_classes(bundle, theme, REGION)[0])
        assert all(section.lines or section.rows for section in made.sections if section.title.zh != "换一种情形")
    for item in bundle.items:
        made = write_manual(bundle, item)
        assert len(find_section(made, "审查要点：规则表").rows) == len(bundle.items[item].rules)
        assert len(find_section(made, "受理要点：看齐什么").rows) == len(bundle.items[item].needs)


def test_a_manual_reads_the_rules_aloud(bundle: Bundle) -> None:
    made = write_manual(bundle, "household-registration")
    assert "1 | 落户的户的集体户：是 | 转人工 | 集体户 | 到派出所核实落户地址" in read_lines(made, "审查要点：规则表")
    assert "父母婚姻的结婚证号 | 父母已登记结婚 | 民政“婚姻登记信息查询” | 不能，转人工核实" in read_lines(made, "受理要点：看齐什么")


def test_a_booklet_prints_the_same_bytes(guide: Booklet) -> None:
    made = render_booklet(guide, AT)
    assert made.startswith(b"%PDF-") and made == render_booklet(guide, AT)
    assert b"pdfaid" in made
    assert made != render_booklet(guide, AT, "en")
