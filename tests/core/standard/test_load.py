"""Files become typed values; every fault of every file is said at once."""

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.load import hash_plain, load_bundle

FACTS = "facts:\n  person.name: {label: {zh: 姓名}, type: text}\n"


def test_the_published_standards_load(bundle: Bundle) -> None:
    assert len(bundle.themes) >= 2
    assert all(bundle.examples[theme] for theme in bundle.themes)
    assert all(item.name.en for item in bundle.items.values())
    assert all(kind.name.en for kind in bundle.certificates.values())


def test_the_hash_is_of_the_content_and_not_of_its_layout(texts: dict[str, str], bundle: Bundle) -> None:
    commented, _ = load_bundle({name: f"# 注释\n{text}" for name, text in texts.items()})
    assert commented is not None and commented.hash == bundle.hash
    changed, _ = load_bundle({**texts, "burden.yaml": texts["burden.yaml"].replace("visit: 100", "visit: 99")})
    assert changed is not None and changed.hash != bundle.hash
    assert hash_plain({"b": 1, "a": 2}) == hash_plain({"a": 2, "b": 1})


def test_all_faults_of_all_files_come_at_once() -> None:
    texts = {
        "a.yaml": FACTS + "  person.sex: {labl: {zh: 性别}, type: text}\n",
        "b.yaml": "facts:\n  person.name: {label: 姓名, type: text, sensitive: maybe}\n",
        "c.yaml": "k: [1",
        "d.yaml": "- 1",
        "e.yaml": "nonsense: 1",
    }
    bundle, faults = load_bundle(texts)
    assert bundle is None
    assert {(fault.file, fault.line, fault.code) for fault in faults} == {
        ("a.yaml", 3, "unknown-key"),
        ("a.yaml", 3, "missing-key"),
        ("b.yaml", 2, "wrong-shape"),
        ("b.yaml", 2, "duplicate-id"),
        ("c.yaml", 1, "yaml-syntax"),
        ("d.yaml", 1, "unknown-file"),
        ("e.yaml", 1, "unknown-file"),
    }
    near = next(fault for fault in faults if fault.code == "unknown-key")
    assert "label" in near.message.zh and "did you mean label" in near.message.en and near.mend.zh


def test_region_codes_must_be_quoted(texts: dict[str, str]) -> None:
    name = next(name for name in texts if name.endswith("370783.yaml"))
    _, faults = load_bundle({**texts, name: texts[name].replace('"370783"', "370783", 1)})
    assert [fault.code for fault in faults] == ["wrong-shape"]


def test_short_forms_read_as_long_ones() -> None:
    short = {"r.yaml": "items: {}\n", "f.yaml": FACTS}
    bundle, faults = load_bundle(short)
    assert bundle is not None and not faults
    assert bundle.facts["person.name"].source == ()


def test_what_an_overlay_says_of_an_item_is_not_what_others_are_like(texts: dict[str, str]) -> None:
    part = "household-registration: {promised: {hours: 1, grade: U, source: x}}"
    overlay = f'overlay: newborn\nregion: "370784"\nfrom: 2026-01-01\nitems:\n  {part}\n'
    more = {"a-first/local.yaml": overlay, "copy/items.yaml": "items:\n  registration-alike: {like: household-registration}\n"}
    found, faults = load_bundle({**texts, **more})
    assert found is not None, faults
    assert found.items["registration-alike"].limits == found.items["household-registration"].limits
