"""Implementation lists: every code checked, good rows drafted so that the checker reads them, and out again the same."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangquan.core.exchange.list_check import check_record
from shuangquan.core.exchange.list_draft import Drafted, Drafter, quote
from shuangquan.core.exchange.list_export import export_records
from shuangquan.core.exchange.list_fields import CODES, FIELDS, PARTS, Field, Record
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.durations import read_limit
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.words.limits import Limit, Unit
from shuangquan.records.standards import load_texts

STANDARDS = Path(__file__).resolve().parents[3] / "standards"
USCC, CATALOG = "11370800MB28559184", "370117002011"
TASK = f"{USCC}3{CATALOG}"
GOOD = {
    "task_name": "示例许可",
    "catalog_code": CATALOG,
    "task_code": TASK,
    "task_handle_item": f"{TASK}01",
    "task_type": "行政许可",
    "use_level": "3",
    "dept_name": "示例局",
    "dept_code": USCC,
    "server_type": "1^2",
    "project_type": "承诺件",
    "anticipate_day": "20",
    "anticipate_type": "工作日",
    "promise_day": "5",
    "promise_type": "工作日",
    "plan_effective_date": "20260101",
}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return load_texts(STANDARDS)


@pytest.fixture(scope="module")
def standard(texts: dict[str, str]) -> Bundle:
    found, _ = load_bundle(texts)
    assert found is not None
    return found


def draft_all(bundle: Bundle, texts: Mapping[str, str], records: list[Record]) -> tuple[Bundle, dict[str, list[Record]]]:
    """The standard with the drafts of all records, and what was said of each item."""
    drafter, entries, said = Drafter(bundle, "2026-01-01"), [], {}
    for record in records:
        drafted = drafter.draft(record)
        assert isinstance(drafted, Drafted), drafted
        entries.append(drafted.text)
        said[drafted.item] = [record]
    more = {"draft/items.yaml": "items:\n" + "".join(entries)} if any(entries) else {}
    if departments := drafter.render_departments():
        more["draft/departments.yaml"] = departments
    more |= {f"draft/{name}": text for name, text in drafter.render_overlays()}
    made, faults = load_bundle({**texts, **more})
    assert made is not None, faults
    return made, said


def test_a_good_row_is_good() -> None:
    assert check_record(Record(GOOD)) == []


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"task_name": ""}, "task_name"),
        ({"catalog_code": CATALOG[:-1]}, "catalog_code"),
        ({"catalog_code": "990117002011"}, "catalog_code"),
        ({"catalog_code": "379917002011"}, "catalog_code"),
        ({"catalog_code": "370117002012"}, "task_code"),
        ({"task_code": f"{USCC[:-1]}53{CATALOG}"}, "task_code"),
        ({"task_code": TASK[:-1]}, "task_code"),
        ({"task_code": f"{USCC}8{CATALOG}"}, "task_code"),
        ({"task_handle_item": f"{TASK}00"}, "task_handle_item"),
        ({"task_handle_item": f"{USCC}4{CATALOG}01"}, "task_handle_item"),
        ({"dept_code": "91350100M000100Y43"}, "dept_code"),
        ({"dept_code": "91350100M000100Y44"}, "dept_code"),
        ({"use_level": "4"}, "use_level"),
        ({"task_type": "公共服务"}, "task_type"),
        ({"task_type": "服务"}, "task_type"),
        ({"server_type": "1^8"}, "server_type"),
        ({"promise_day": "21"}, "promise_day"),
        ({"promise_day": "五"}, "promise_day"),
        ({"promise_type": "天"}, "promise_type"),
        ({"promise_type": ""}, "promise_type"),
        ({"project_type": "即办件"}, "promise_day"),
        ({"plan_effective_date": "20260231"}, "plan_effective_date"),
        ({"plan_cancel_date": "20251231"}, "plan_cancel_date"),
        ({"local_task_code": "x" * 51}, "local_task_code"),
        ({"by_law": "x\x00"}, "by_law"),
    ],
)
def test_a_bad_value_is_named_by_its_column(change: dict[str, str], key: str) -> None:
    found = check_record(Record({**GOOD, **change}))
    assert [one.key for one in found] == [key]
    assert all(one.what and one.mend for one in found)


def test_rows_beside_the_list_are_checked_too() -> None:
    parts = {"materials": ({"material_name": "甲"}, {"exempt_mode": "没有这种"}), "fees": ({"fee_name": "费"},)}
    found = check_record(Record({**GOOD, "is_fee": "否"}, parts))
    assert [(one.part, one.number, one.key) for one in found] == [
        ("", 0, "is_fee"),
        ("materials", 2, "material_name"),
        ("materials", 2, "exempt_mode"),
    ]


def test_a_row_of_the_list_becomes_an_item_with_its_open_points(standard: Bundle, texts: dict[str, str]) -> None:
    parts = {
        "materials": ({"material_name": "甲\n乙", "exempt_mode": "LICENSE_VERIFY", "material_need": "1"},),
        "fees": ({"fee_name": "工本费"},),
    }
    record = Record({**GOOD, "by_law": '某法"第1条": {x}\u2028', "is_fee": "是"}, parts)
    made, _ = draft_all(standard, texts, [record])
    item = made.items[f"item-{TASK.lower()}01"]
    assert (item.name.zh, item.procedure, str(item.basis[0].law)) == ("示例许可", "licence", record.fields["by_law"])
    assert (read_limit(item.limits.promised), item.limits.promised.grade) == (Limit(Unit.WORKING_DAYS, 5), "S")
    assert read_limit(item.limits.statutory) == Limit(Unit.WORKING_DAYS, 20)
    assert made.departments[item.department].zh == "示例局" and item.fees[0].what.zh == "工本费"
    text = Drafter(standard, "2026-01-01").draft(record)
    assert isinstance(text, Drafted) and "#   材料：甲 乙（必要，证照核验接口免提交）" in text.text


def test_an_item_that_the_standard_has_gets_its_code_and_shorter_limit(standard: Bundle, texts: dict[str, str]) -> None:
    name = "freight-licence"
    own = {**GOOD, "task_name": standard.items[name].name.zh, "promise_day": "3"}
    made, _ = draft_all(standard, texts, [Record(own)])
    (overlay,) = (one for one in made.overlays["freight"] if one.region == "370800")
    assert (overlay.items[name].code, read_limit(overlay.items[name].promised)) == (f"{TASK}01", Limit(Unit.WORKING_DAYS, 3))
    assert set(made.items) == set(standard.items)
    longer = Drafter(standard, "2026-01-01").draft(Record({**own, "promise_day": "6"}))
    assert isinstance(longer, list) and [one.key for one in longer] == ["promise_day"]


def test_a_code_given_twice_is_refused(standard: Bundle) -> None:
    drafter = Drafter(standard, "2026-01-01")
    assert isinstance(drafter.draft(Record(GOOD)), Drafted)
    again = drafter.draft(Record({**GOOD, "task_name": "另一项"}))
    assert isinstance(again, list) and [one.key for one in again] == ["task_handle_item"]


def test_items_of_other_regions_stay_out(standard: Bundle, texts: dict[str, str]) -> None:
    made, said = draft_all(standard, texts, [Record(GOOD)])
    exported = {
        region: "示例许可" in {one.fields["task_name"] for one in export_records(made, region, said)}
        for region in ("370800", "370000", "370100")
    }
    assert exported == {"370800": True, "370000": True, "370100": False}


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(str.strip).filter(bool)


def values_of(field: Field) -> st.SearchStrategy[str]:
    if field.kind in CODES:
        return st.sampled_from([*CODES[field.kind], *CODES[field.kind].values()])
    return {"count": st.integers(0, 99).map(str), "date": st.dates().map(lambda day: day.strftime("%Y%m%d").zfill(8))}.get(field.kind, TEXT)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record that passes: any optional fields, codes that agree, columns nobody knows."""
    fields = {
        one.key: draw(values_of(one)) for one in FIELDS if one.kind in ("text", "served", "ways", "body", "yes") and draw(st.booleans())
    }
    kind, level, sub = draw(st.sampled_from(["01", "05", "07", "10", "20"])), draw(st.integers(1, 7)), draw(st.integers(0, 999))
    catalog = f"37{kind}17002{sub:03d}"
    fields |= {
        "task_name": draw(TEXT),
        "dept_name": draw(TEXT),
        "task_type": kind,
        "catalog_code": catalog,
        "task_code": f"{USCC}{level}{catalog}",
    }
    fields.pop("row_guid", None)
    if draw(st.booleans()):
        fields |= {
            "promise_day": str(draw(st.integers(0, 90))),
            "promise_type": draw(st.sampled_from(["工作日", "小时", "月", "calendar_days"])),
        }
    if draw(st.booleans()):
        fields["办理大厅"] = draw(TEXT)
    parts = {}
    for part, (_, columns) in PARTS.items():
        if part != "fees" and draw(st.booleans()):
            parts[part] = ({columns[0].key: draw(TEXT), "另一栏": draw(TEXT)},)
    return Record(fields, parts)


@lru_cache(maxsize=1)
def load_one_theme() -> tuple[dict[str, str], Bundle]:
    """One theme of the standards, without examples, is enough, and quicker."""
    texts = {
        name: text
        for name, text in load_texts(STANDARDS).items()
        if "/" not in name or name in ("newborn/theme.yaml", "newborn/items.yaml")
    }
    standard, faults = load_bundle(texts)
    assert standard is not None, faults
    return texts, standard


@settings(max_examples=15, deadline=None)
@given(st.lists(records(), min_size=1, max_size=4, unique_by=(lambda one: one.fields["task_code"], lambda one: one.fields["task_name"])))
@pytest.mark.heavy
def test_out_in_and_out_again_is_the_same(rows: list[Record]) -> None:
    texts, standard = load_one_theme()
    drafted, said = draft_all(standard, texts, rows)
    first = list(export_records(drafted, "370800", said))
    again, said = draft_all(standard, texts, first)
    assert list(export_records(again, "370800", said)) == first
    named = {one.fields["task_name"]: one for one in first}
    for row in rows:
        kept = named[row.fields["task_name"]]
        assert row.fields.items() <= kept.fields.items() and row.parts == kept.parts


def test_what_the_standard_says_goes_before_what_a_list_said(standard: Bundle, texts: dict[str, str]) -> None:
    made, said = draft_all(standard, texts, [Record(GOOD)])
    name = next(iter(said))
    limits = replace(made.items[name].limits, promised=replace(made.items[name].limits.promised, working_days=2))
    changed = replace(made, items={**made.items, name: replace(made.items[name], limits=limits)})
    (one,) = (one for one in export_records(changed, "370800", said) if one.fields["task_name"] == "示例许可")
    assert one.fields["promise_day"] == "2" and one.fields["task_handle_item"] == GOOD["task_handle_item"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_quoted_so_that_it_reads_back(text: str) -> None:
    assert yaml.safe_load(quote(text)) == text
