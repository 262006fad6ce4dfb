"""Regions by code and name, zones a standard declares, and overlays that contradict each other."""

from collections import Counter

import pytest

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.check import check_bundle
from shuangquan.core.standard.checks.overlays import check_overlays
from shuangquan.core.standard.classes import enumerate_classes
from shuangquan.core.standard.divisions import find_division, find_near_region, load_divisions
from shuangquan.core.standard.findings import Finding
from shuangquan.core.standard.guide import write_guide
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.standard.regions import find_ancestors, find_overlays
from tests.core.standard.conftest import Change

pytestmark = pytest.mark.proof

Texts = dict[str, str]
COUNTY = "newborn/local/370783.yaml"
CITY = """overlay: newborn
region: "370700"
from: 2026-01-01
"""


def find_contradictions(texts: Texts, **more: str) -> list[Finding]:
    """What is said of overlays after files were added."""
    bundle, faults = load_bundle({**texts, **{f"newborn/local/{name}.yaml": text for name, text in more.items()}})
    assert bundle is not None, faults
    return check_overlays(bundle)


def test_the_province_has_sixteen_cities_and_their_136_counties() -> None:
    codes = [code for code in load_divisions() if code.startswith("37") and len(code) == 6]
    cities = [code for code in codes if code.endswith("00")]
    counties = {city: sum(code[:4] == city[:4] for code in codes) - 1 for city in cities}
    assert list(counties.values()) == [12, 10, 8, 6, 5, 11, 12, 11, 6, 4, 4, 12, 11, 8, 7, 9]
    assert (len(cities), sum(counties.values())) == (16, 136)
    assert find_division("370783") == "寿光市" and find_division("371300") == "临沂市" and find_division("370000") == find_division("37")
    assert find_division("371200") is None  # 莱芜 became part of 济南 in 2019


def test_a_wrong_code_finds_the_one_that_was_meant() -> None:
    assert find_near_region("370738") == "370783 寿光市"
    assert find_near_region("寿光") == "370783 寿光市"
    assert find_near_region("999999") == ""


def test_an_unknown_region_is_named_where_it_stands(texts: Texts) -> None:
    changed = {**texts, COUNTY: texts[COUNTY].replace('"370783" ', '"370738" ')}
    (found,) = find_contradictions(changed)
    assert (found.code, found.file, found.line) == ("unknown-name", COUNTY, 2)
    assert "370783 寿光市" in found.message.zh
    examples = {**texts, "newborn/examples.yaml": texts["newborn/examples.yaml"].replace('region: "370783"', 'region: "370793"', 1)}
    assert [one.file for one in find_contradictions(examples)] == ["newborn/examples.yaml"]


def test_a_declared_zone_is_a_region_of_its_city(texts: Texts) -> None:
    zone = "overlay: newborn\nregion: '370776'\nfrom: 2026-01-01\nchannels: [portal]\n"
    assert [one.code for one in find_contradictions(texts, zone=zone)] == ["unknown-name"]
    declared = {**texts, "regions.yaml": "regions:\n  '370776': {name: {zh: 示例开发区, en: A zone}, of: '370700'}\n"}
    assert find_contradictions(declared, zone=zone) == []
    bundle, _ = load_bundle({**declared, "newborn/local/zone.yaml": zone})
    assert bundle is not None and [str(one.region) for one in find_overlays(bundle, "newborn", "370776")] == ["370776"]
    assert find_ancestors("370776")[1] == "370700"


def test_a_zone_takes_no_published_code_and_lies_in_its_city(texts: Texts) -> None:
    for code, city in (("370783", "370700"), ("370176", "370700"), ("3707", "370700"), ("370776", "370783"), ("370076", "370000")):
        zone = {"regions.yaml": f"regions:\n  '{code}': {{name: 示例开发区, of: '{city}'}}\n"}
        assert [one.code for one in find_contradictions({**texts, **zone})] == ["zone-code"], code


def test_a_county_may_not_promise_longer_than_its_city(texts: Texts) -> None:
    shorter = (
        CITY + "items:\n  birth-certificate: {promised: {hours: 1, grade: U, source: 待核}}\nlimit: {hours: 20, grade: U, source: 待核}\n"
    )
    found = find_contradictions(texts, city=shorter)
    assert [(one.code, one.file, one.line) for one in found] == [("overlay-longer", COUNTY, 7), ("overlay-longer", COUNTY, 12)]
    assert "370700" in found[0].message.zh and "newborn/local/city.yaml" in found[0].message.zh
    assert find_contradictions(texts, city=shorter.replace("hours: 20", "hours: 24").replace("hours: 1,", "hours: 2,")) == []


def test_of_a_wider_regions_overlays_the_newest_counts(texts: Texts) -> None:
    old = CITY + "limit: {hours: 20, grade: U, source: 待核}\n"
    assert [one.code for one in find_contradictions(texts, old=old)] == ["overlay-longer"]
    new = old.replace("2026-01-01", "2026-06-01").replace("hours: 20", "hours: 48")
    assert find_contradictions(texts, old=old, new=new) == []


def test_what_the_city_does_not_offer_gets_no_limit_in_its_county(texts: Texts) -> None:
    closed = CITY + "items:\n  birth-certificate: {offered: false}\n"
    (found,) = find_contradictions(texts, city=closed)
    assert (found.code, found.file, found.line) == ("overlay-not-offered", COUNTY, 7)
    opened = {**texts, COUNTY: texts[COUNTY].replace("birth-certificate: {", "birth-certificate: {offered: true, ")}
    assert find_contradictions(opened, city=closed) == []
    alone = {**texts, COUNTY: texts[COUNTY].replace("birth-certificate: {", "birth-certificate: {offered: false, ")}
    assert [one.code for one in find_contradictions(alone)] == ["overlay-not-offered"]


def test_two_files_of_a_region_and_day_must_agree(texts: Texts) -> None:
    same = texts[COUNTY]
    assert find_contradictions(texts, zz=same) == []
    other = (
        same.replace("hours: 2, grade: U", "hours: 1, grade: U", 1).replace('"370783110000"', '"370783003000"').replace(", station]", "]")
    )
    found = find_contradictions(texts, zz=other)
    assert {one.code for one in found} == {"overlay-twice"} and {one.file for one in found} == {"newborn/local/zz.yaml"}
    said = " ".join(one.message.zh for one in found)
    assert all(part in said for part in ("birth-certificate.promised", "remote_townships", "channels", f"{COUNTY}:1"))
    assert find_contradictions(texts, zz=other.replace("from: 2026-01-01", "from: 2026-02-01")) == []


def test_the_checker_says_contradictions(texts: Texts) -> None:
    kept = {name: text for name, text in texts.items() if not name.startswith(("freight/", "retirement/"))}
    bundle, _ = load_bundle({**kept, "newborn/local/city.yaml": CITY + "limit: {hours: 20, grade: U, source: 待核}\n"})
    assert bundle is not None and "overlay-longer" in {one.code for one in check_bundle(bundle)}


def test_the_counties_are_58_districts_26_cities_and_52_counties_and_jinan_has_16_with_its_zones(bundle: Bundle) -> None:
    counties = {code: name for code, name in load_divisions().items() if code.startswith("37") and len(code) == 6 and code[4:] != "00"}
    assert Counter(name[-1] for name in counties.values()) == {"区": 58, "市": 26, "县": 52}
    zones = [code for code, zone in bundle.regions.items() if zone.of == "370100"]
    assert sum(code.startswith("3701") for code in counties) + len(zones) == 16, "as the report counts 济南"
    assert all(find_division(code) is None for code in zones)


ALSO = CITY + 'also_at: [{region: "REGION", grade: S, source: 示例}]\n'


def test_another_region_that_takes_it_is_another_one(texts: Texts) -> None:
    assert find_contradictions(texts, city=ALSO.replace("REGION", "370100")) == []
    for here in ("370700", "370783", "370000"):
        (found,) = find_contradictions(texts, city=ALSO.replace("REGION", here))
        assert (found.code, found.line) == ("also-at-home", 4), here
    (found,) = find_contradictions(texts, city=ALSO.replace("REGION", "371200"))
    assert found.code == "unknown-name"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (COUNTY, "grade: U, source: 示例，待核}   #", "source: 示例，待核}   #"),
        ("company-opening/local/370100.yaml", "grade: S, source: 双全双百报道}", "source: 双全双百报道}"),
        ("company-opening/local/370100.yaml", '"370900", grade: S,', '"370900",'),
    ],
)
def test_what_a_region_says_has_its_grade(check_changed: Change, file: str, old: str, new: str) -> None:
    assert [one.code for one in check_changed(file, old, new) if one.file == file] == ["no-grade"]


def test_the_guide_of_a_zone_says_where_with_the_grade(bundle: Bundle) -> None:
    situation = enumerate_classes(bundle, "company-opening", "370176")[0]
    made = write_guide(bundle, "company-opening", "370176", situation)
    assert made.about.zh.startswith("济南高新技术产业开发区（370176）；")
    said = "\n".join(line.zh for section in made.sections if section.title.zh == "在哪里办" for line in section.lines)
    assert "驻银行营业厅）便民服务点（有出处：" in said
    assert "也可以到泰安市（370900）的政务服务窗口交，还由济南市（370100）的部门办（有出处：" in said
    other = write_guide(bundle, "company-opening", "370783", situation)
    where = next(section for section in other.sections if section.title.zh == "在哪里办")
    assert [line.zh for line in where.lines] == ["网上或手机、政务服务窗口"]
