"""Lists as files: read within bounds, named by cell where they are wrong, and written so that they read back the same."""

import json
import resource
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
import typer
from openpyxl import Workbook, load_workbook

from shuangquan.actions.checking import check_texts, load_folder
from shuangquan.actions.lists import SIDECAR, import_list
from shuangquan.channels.cli import workbooks
from shuangquan.channels.cli.lists import export_items, import_guide, import_items
from shuangquan.channels.cli.standards import default_standards, load_or_exit
from shuangquan.channels.cli.workbooks import Unreadable, read_list, write_list
from shuangquan.core.exchange.list_fields import Record

USCC = "11370800MB28559184"
HEADS = ["事项名称", "基本编码", "实施编码", "事项类型", "实施主体", "承诺办结时限", "承诺办结时限单位", "办理大厅"]
Rows = list[list[object]]


def make_row(number: int = 11, **change: object) -> list[object]:
    catalog = f"3720170{number // 1000:02d}{number % 1000:03d}"
    row: dict[str, object] = dict(
        zip(HEADS, [f"示例服务{number}", catalog, f"{USCC}3{catalog}", "公共服务", "示例局", 5, "工作日", "一楼"], strict=True)
    )
    return list({**row, **change}.values())


def write_book(path: Path, rows: Rows, **sheets: Rows) -> Path:
    book = Workbook()
    held: dict[str, Rows] = {"实施清单": [list(HEADS), *rows], **sheets}
    for name, own in held.items():
        sheet: Any = book.create_sheet(name)
        for row in own:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(path)
    return path


def run_import(file: Path, into: Path, capsys: pytest.CaptureFixture[str], standards: Path | None = None) -> dict[str, Any]:
    with pytest.raises(typer.Exit) as end:
        import_items(file, into, standards, json=True)
    made: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert end.value.exit_code == (1 if made["wrong"] else 0)
    return made


def test_good_rows_are_drafted_and_bad_ones_named_by_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    task = str(make_row(11)[2])
    materials: list[list[object]] = [
        ["实施编码", "材料名称", "免提交方式"],
        [task, "示例材料", "证照核验接口免提交"],
        ["不在清单里", "某材料", ""],
    ]
    rows = [make_row(11), make_row(12, 基本编码=3720170), make_row(13, 事项名称="=1+1"), [], make_row(14, 承诺办结时限单位="天")]
    made = run_import(write_book(tmp_path / "表.xlsx", rows, 材料=materials), tmp_path / "draft", capsys)
    assert (made["rows"], made["items"], made["unknown"]) == (5, 1, ["办理大厅"])
    assert [(one["sheet"], one["row"], one["column"]) for one in made["wrong"]] == [
        ("实施清单", 3, "B"),
        ("实施清单", 4, "A"),
        ("实施清单", 6, "G"),
        ("材料", 3, "A"),
    ]
    assert "示例材料（证照核验接口免提交）" in (tmp_path / "draft" / "items-001.yaml").read_text(encoding="utf-8")
    (line,) = (tmp_path / "draft" / SIDECAR).read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["fields"]["办理大厅"] == "一楼"


def test_a_draft_beside_the_standards_has_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    standards = tmp_path / "standards"
    shutil.copytree(default_standards(), standards)
    run_import(write_book(tmp_path / "list.xlsx", [make_row(11), make_row(12)]), standards / "jining", capsys, standards)
    checked = check_texts(load_folder(standards), walk=False)
    assert checked.bundle is not None and checked.errors == ()
    assert len(checked.bundle.items) == len(load_or_exit(default_standards()).items) + 2


@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_export_import_export_is_the_same_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str) -> None:
    standards, again = tmp_path / "standards", tmp_path / "again"
    shutil.copytree(default_standards(), standards)
    shutil.copytree(default_standards(), again)
    run_import(write_book(tmp_path / "list.xlsx", [make_row(11), make_row(12)]), standards / "jining", capsys, standards)
    first, second = tmp_path / f"first.{ending}", tmp_path / f"second.{ending}"
    export_items(first, "370800", standards)
    run_import_quietly(first, again / "jining", again)
    export_items(second, "370800", again)
    assert [one.record for one in read_list(first)] == [one.record for one in read_list(second)]
    assert sum("示例服务" in one.record.fields["task_name"] for one in read_list(second)) == 2


def run_import_quietly(file: Path, into: Path, standards: Path) -> None:
    made = import_list(load_or_exit(standards), read_list(file), into, lambda _: None)
    assert made.wrong == []


@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_what_is_written_reads_back(tmp_path: Path, ending: str) -> None:
    held = [
        Record(
            {"row_guid": "a", "task_name": "=SUM(A1)", "catalog_code": "000116002000", "自有列": "甲\n乙"},
            {"fees": ({"fee_name": "@费", "备注": "1.0"},)},
        ),
        Record({"row_guid": "b", "task_name": "+1"}),
    ]
    write_list(tmp_path / f"list.{ending}", held)
    assert [one.record for one in read_list(tmp_path / f"list.{ending}")] == held


def test_no_text_of_an_exported_workbook_is_a_formula(tmp_path: Path) -> None:
    write_list(tmp_path / "list.xlsx", [Record({"row_guid": "a", "task_name": '=HYPERLINK("http://x")'})])
    cells = [cell for row in load_workbook(tmp_path / "list.xlsx")["实施清单"].iter_rows(min_row=2) for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}


def test_bombs_doctypes_and_other_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = write_book(tmp_path / "good.xlsx", [make_row(11)])
    entity = tmp_path / "entity.xlsx"
    with zipfile.ZipFile(good) as package, zipfile.ZipFile(entity, "w") as changed:
        for name in package.namelist():
            changed.writestr(name, b'<!DOCTYPE x [<!ENTITY a "b">]>' * (name == "xl/workbook.xml") + package.read(name))
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package, package.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
        for _ in range(workbooks.MAX_UNPACKED // 2**20 + 1):
            part.write(bytes(2**20))
    (tmp_path / "text.xlsx").write_text("no zip", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as package:
        package.writestr("a.txt", "no workbook")
    (tmp_path / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    (tmp_path / "object.json").write_text("{}", encoding="utf-8")
    for name in ("entity.xlsx", "bomb.xlsx", "text.xlsx", "other.xlsx", "deep.json", "object.json", "none.xlsx", "old.xls"):
        if name == "old.xls":
            (tmp_path / name).write_text("x", encoding="utf-8")
        with pytest.raises(Unreadable):
            list(read_list(tmp_path / name))
    assert bomb.stat().st_size < 2**20
    monkeypatch.setattr(workbooks, "MAX_ROWS", 3)
    with pytest.raises(Unreadable, match="超过 3 行"):
        list(read_list(write_book(tmp_path / "long.xlsx", [make_row(n) for n in range(5)])))


def test_a_file_that_breaks_off_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MAX_ROWS", 3)
    file = write_book(tmp_path / "long.xlsx", [make_row(n) for n in range(5)])
    with pytest.raises(Unreadable):
        import_list(load_or_exit(default_standards()), read_list(file), tmp_path / "draft", lambda _: None)
    assert {one.name for one in tmp_path.iterdir()} == {"long.xlsx"}


def test_a_folder_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(typer.Exit) as end:
        import_items(write_book(tmp_path / "list.xlsx", [make_row(11)]), tmp_path)
    assert end.value.exit_code == 2


@pytest.mark.heavy
def test_ten_thousand_rows_are_read_within_bounded_memory(tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    heads = ("task_name", "catalog_code", "task_code", "task_type", "dept_name", "promise_day", "promise_type")
    made = (dict(zip(heads, (str(cell) for cell in make_row(number)), strict=False)) for number in range(10_000))
    assert write_list(file, [Record(one, {"materials": ({"material_name": "示例材料"},)}) for one in made]) == 10_000
    bundle = load_or_exit(default_standards())
    told: list[int] = []
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    done = import_list(bundle, read_list(file), tmp_path / "draft", told.append)
    assert (done.rows, done.items, done.wrong, told[-1]) == (10_000, 10_000, [], 10_000)
    assert len(list((tmp_path / "draft").glob("items-*.yaml"))) == 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 1024  # KiB; the rows written above are freed already


GUIDE_HEADS = ["主题名称", "主题编码", "阶段", "办结时限", "办结时限单位", "改革前天数", "改革后天数"]
GUIDE: Rows = [list(GUIDE_HEADS), ["示例一件事", "37PCC0001", "示例", 10, "工作日", 72, 5]]


def run_guide(file: Path, into: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    with pytest.raises(typer.Exit):
        import_guide(file, into, json=True)
    made: dict[str, Any] = json.loads(capsys.readouterr().out)
    return made


def test_a_guide_becomes_a_draft_theme_that_lacks_only_what_people_settle(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    standing = load_or_exit(default_standards()).items["social-card"]
    rows: Rows = [make_row(11), make_row(12), [standing.name.zh, "", "", "公共服务", "示例局", "", "", ""]]
    situations: Rows = [["实施编码", "情形名称", "情形选项"], [make_row(11)[2], "婚姻状况", "已婚、未婚"]]
    made = run_guide(write_book(tmp_path / "guide.xlsx", rows, 主题=GUIDE, 情形=situations), tmp_path / "example", capsys)
    assert (made["items"], made["standing"], made["wrong"]) == (2, 1, [])
    more = {f"example/{name}": text for name, text in load_folder(tmp_path / "example").items()}
    assert "婚姻状况 已婚、未婚" in more["example/theme.yaml"] and "待定" in more["example/theme.yaml"]
    checked = check_texts({**load_folder(default_standards()), **more}, walk=False)
    assert checked.bundle is not None, checked.errors
    theme = checked.bundle.themes["theme-37pcc0001"]
    assert [str(use.use) for use in theme.uses][-1] == "social-card" and len(theme.uses) == 3
    assert (theme.limit[0].working_days, theme.baseline[0].what, theme.baseline[0].value) == (10, "days", 72)
    assert {(one.code, one.file) for one in checked.errors} == {("few-examples", "example/theme.yaml")}


def test_a_guide_in_json_says_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [dict(zip(HEADS, make_row(number), strict=True)) for number in (11, 12)]
    guide = {"主题": dict(zip(GUIDE_HEADS, GUIDE[1], strict=True)), "事项": rows}
    (tmp_path / "guide.json").write_text(json.dumps(guide), encoding="utf-8")
    run_guide(tmp_path / "guide.json", tmp_path / "json", capsys)
    run_guide(write_book(tmp_path / "guide.xlsx", [make_row(11), make_row(12)], 主题=GUIDE), tmp_path / "xlsx", capsys)
    assert load_folder(tmp_path / "json") == load_folder(tmp_path / "xlsx")


def test_a_bad_guide_drafts_nothing_and_names_its_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad: Rows = [list(GUIDE_HEADS), ["示例一件事", "", "", 10, "", "很多", 5]]
    made = run_guide(write_book(tmp_path / "guide.xlsx", [make_row(11)], 主题=bad), tmp_path / "draft", capsys)
    assert [(one["sheet"], one["row"], one["column"]) for one in made["wrong"]] == [("主题", 2, "F")]
    assert not (tmp_path / "draft").exists()
    with pytest.raises(Unreadable, match="主题"):
        workbooks.read_guide(write_book(tmp_path / "list.xlsx", [make_row(11)]))


def test_an_unknown_region_is_answered_with_the_one_that_was_meant(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as end:
        export_items(tmp_path / "list.json", "370738")
    assert end.value.exit_code == 2 and "370783 寿光市" in capsys.readouterr().err
