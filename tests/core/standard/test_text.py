"""YAML 1.2 core schema with places; what could be misread is refused."""

from decimal import Decimal

import pytest

from shuangquan.core.standard.findings import Finding
from shuangquan.core.standard.text import MapNode, Plain, as_plain, read_text


def read(text: str) -> tuple[Plain, list[Finding]]:
    faults: list[Finding] = []
    node = read_text("a.yaml", text, faults)
    return (None if node is None else as_plain(node)), faults


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("12:30:45", "12:30:45"),
        ("1_000", "1_000"),
        ("2026-03-02", "2026-03-02"),
        ("0o17", 15),
        ("017", 17),
        ("0x1F", 31),
        ("1.50", Decimal("1.50")),
        ("-3", -3),
        ("~", None),
        ("''", ""),
        ("'12'", "12"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_scalars_follow_the_core_schema(text: str, value: Plain) -> None:
    plain, faults = read(f"k: {text}")
    assert (plain, faults) == ({"k": value}, [])


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: 2\na: 3", "yaml-duplicate-key", 3),
        ("a: &x 1\nb: *x", "yaml-anchor", 1),
        ("a: 1\nb: !!str 2", "yaml-tag", 2),
        ("a: 1\nb: !mine 2", "yaml-tag", 2),
        ("a: [1, 2\nb: 3", "yaml-syntax", 2),
        ("a:\n\t- 1", "yaml-syntax", 2),
    ],
)
def test_what_is_refused_has_its_line(text: str, code: str, line: int) -> None:
    _, faults = read(text)
    assert [(fault.code, fault.line) for fault in faults] == [(code, line)]


def test_every_node_keeps_its_place() -> None:
    node = read_text("a.yaml", "a: 1\nb:\n  - c: 2\n", [])
    assert isinstance(node, MapNode)
    key = next(key for key in node.entries if key == "b")
    assert (key.at.file, key.at.line, node.entries[key].at.line) == ("a.yaml", 2, 3)
