"""机构、窗口 as sheets: bad cells are named by sheet, row and column with their mend, good rows kept."""

from shuangquan.core.exchange.house_sheet import ORGANISATIONS, WINDOWS, is_code, read_organisations, read_windows
from shuangquan.core.exchange.staff_sheet import Bounds

BOUNDS = Bounds({"police": "公安", "tax": "税务"}, {"370783": "寿光市", "370700": "潍坊市"})
ITEMS = {"household": ("户口登记", "police"), "invoice": ("发票", "tax")}


def rows(*lines: str) -> list[tuple[int, list[str]]]:
    return [(number, line.split(",")) for number, line in enumerate(lines, start=2)]


def test_organisations_by_code_or_name() -> None:
    good, bad = read_organisations(
        rows("police-sg,公安,寿光市公安局,Police,寿光市,police-wf,,0536-123", "", "police-wf,police,潍坊市公安局,,370700,,,"),
        BOUNDS,
        (),
    )
    assert not bad
    assert [(one.row, one.code, one.department, one.region, one.parent) for one in good] == [
        (2, "police-sg", "police", "370783", "police-wf"),
        (4, "police-wf", "police", "370700", ""),
    ]


def test_every_bad_cell_of_an_organisation_is_named() -> None:
    good, bad = read_organisations(rows("错,卫健,,,北京,no-one,no-two,abc", "a-1,公安,甲,,寿光市,,,", "a-2,公安,乙,,370783,,,"), BOUNDS, ())
    assert [(one.sheet, one.row, one.column) for one in bad] == [
        *((ORGANISATIONS, 2, column) for column in ("机构代码", "部门", "名称", "地区", "上级机构代码", "监督机构代码", "电话")),
        (ORGANISATIONS, 4, ""),
    ]
    assert "公安" in next(one for one in bad if one.column == "部门").says.zh
    assert [one.code for one in good] == ["a-1"]
    assert not read_organisations(rows("review-1,review-office,复议机关,,寿光市,,,"), BOUNDS, ())[0]
    assert read_organisations(rows("review-1,review-office,复议机关,,寿光市,,,"), BOUNDS, (), anew=True)[0]


def test_a_code_is_a_credit_code_or_an_own_id() -> None:
    assert is_code("91110000600037341L")
    assert not is_code("911100006000373411")
    assert is_code("police-sg")
    assert not is_code("公安")


def test_windows_take_what_their_department_does() -> None:
    known = {"police-sg": "police"}
    good, bad = read_windows(
        rows(
            "police-sg,市民中心,B12,寿光市,示例路1号,户口登记,周一至周五,",
            "police-sg,市民中心,B13,370783,示例路1号,,周一至周五,电话",
            "police-sg,市民中心,B14,370783,示例路1号,发票,周一至周五,",
            "none,,,,,,,",
            "police-sg,市民中心,B12,370783,示例路2号,,周一,",
        ),
        BOUNDS, known, ITEMS,
    )  # fmt: skip
    assert [(one.number, one.takes) for one in good] == [("B12", ("household",))]
    assert [(one.sheet, one.row, one.column) for one in bad] == [
        (WINDOWS, 3, "电话"),
        (WINDOWS, 4, "办什么"),
        *((WINDOWS, 5, column) for column in ("机构代码", "大厅", "窗口号", "地区", "地址", "开放时间")),
        (WINDOWS, 6, ""),
    ]
