"""A kiosk offers what its site and region have, and nothing else."""

from dataclasses import replace

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.load import load_bundle
from shuangquan.queries.kiosk_menu import Module, find_menu

SHOUGUANG = "370783"
MENU = "kiosk/menu.yaml"


def by_id(bundle: Bundle, site: str, region: str = SHOUGUANG) -> dict[str, Module]:
    return {module.id: module for module in find_menu(bundle, site, region)}


def test_six_tiles_and_what_is_called_what(bundle: Bundle) -> None:
    found = by_id(bundle, "hall")
    assert [module.name.zh for module in found.values()] == ["退休", "就医", "就业", "不动产", "财税", "公积金"]
    assert [(one.kind, one.name.zh) for one in found["retiring"].entries] == [
        ("theme", "退休一件事"),
        ("inquiry", "养老保险账户"),
        ("certificate", "职工退休证"),
        ("theme", "高龄津贴一件事"),
    ]
    assert found["fund"].entries[2].name.zh == "住房公积金退休提取"
    assert all(one.name.say("en") and one.name.zh for module in found.values() for one in module.entries)


def test_what_the_site_does_not_have_is_not_shown(bundle: Bundle) -> None:
    hall, village = by_id(bundle, "hall"), by_id(bundle, "village")
    assert {one.id for one in hall["work"].entries} - {one.id for one in village["work"].entries} == {"hiring", "company-opening"}
    assert "company-opening" in {one.id for one in by_id(bundle, "bank")["work"].entries}


def test_what_the_region_does_not_have_is_not_shown(texts: dict[str, str]) -> None:
    line = "      - {theme: child-subsidy}\n"
    only = '      - {theme: station-birth}\n      - {inquiry: income-tax, regions: ["370700"]}\n'
    made, _ = load_bundle({**texts, MENU: texts[MENU].replace(line, line + only)})
    assert made is not None
    assert len(by_id(made, "hall")["money"].entries) == 4  # of the two more one: the city's own county
    assert len(by_id(made, "hall", "371302")["money"].entries) == 4  # the other: where village stations do births
    assert len(by_id(made, "hall", "370102")["money"].entries) == 3


def test_a_tile_with_nothing_behind_it_is_not_shown(bundle: Bundle) -> None:
    module = bundle.kiosk["money"]
    closed = {**bundle.kiosk, "money": replace(module, entries=tuple(replace(one, sites=("park",)) for one in module.entries))}
    assert "money" not in by_id(replace(bundle, kiosk=closed), "hall")
    assert "money" in by_id(replace(bundle, kiosk=closed), "park")
