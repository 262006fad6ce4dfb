"""docs/reference/security.md: every test it names exists, every attack is named, and what it calls met or partly met names a test."""

import ast
import re

from tests.house.tree import ROOT, name, parse, sources

PAGE = (ROOT / "docs" / "reference" / "security.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py::test_\w+)`")


def find_tests(*tops: str) -> set[str]:
    """Every test function, as `tests/file.py::test_name`."""
    return {
        f"{name(path)}::{node.name}"
        for path in sources(*tops)
        for node in ast.walk(parse(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def find_rows(heading: str) -> list[list[str]]:
    """The cells of every row of the table under a heading."""
    part = PAGE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def test_every_test_named_exists() -> None:
    named = set(NAMED.findall(PAGE))
    assert len(named) > 100
    assert not named - find_tests("tests")


def test_every_attack_is_named() -> None:
    attacks = find_tests("tests/attacks")
    assert len(attacks) > 100
    assert not attacks - set(NAMED.findall(PAGE))


def test_every_threat_names_its_tests() -> None:
    rows = find_rows("Threats and what they meet")
    assert len(rows) >= 20
    assert not [row[0] for row in rows if not NAMED.findall(row[-1])]


def test_every_section_says_how_it_stands_and_what_is_met_names_a_test() -> None:
    rows = find_rows("OWASP ASVS 4.0.3, level 2, by section")
    assert {row[0].split()[0].split(".")[0] for row in rows} == {f"V{number}" for number in range(1, 15)}
    for section, state, how, tests in rows:
        assert state in ("met", "part", "open", "n/a") and how, section
        assert bool(NAMED.findall(tests)) == (state in ("met", "part")), section
