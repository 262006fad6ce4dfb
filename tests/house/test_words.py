"""No theme, item, certificate or resource of standards/ is known to the platform's code; every refusal has its sentences and its page."""

import re
from pathlib import Path

import yaml

from shuangquan.core.words.refusals import REFUSALS

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "shuangquan"
SUFFIXES = {".py", ".html", ".css", ".js", ".sql", ".typ", ".svg", ".txt"}
COMMON_WORDS = {"lease"}
"""Ids that are also plain words of the house; each is used in its other sense."""


def ids_in_standards() -> set[str]:
    found: set[str] = set()
    for path in sorted((ROOT / "standards").rglob("*.yaml")):
        held = yaml.safe_load(path.read_text())
        if not isinstance(held, dict):
            continue
        if isinstance(held.get("theme"), str):
            found.add(held["theme"])
        for section in ("items", "resources"):
            if isinstance(held.get(section), dict):
                found |= set(held[section])
        if path.name == "certificates.yaml":
            entries = held.get("certificates", held)
            found |= {key for key in entries if isinstance(key, str)}
    return found


def platform_texts() -> dict[str, str]:
    return {str(p.relative_to(ROOT)): p.read_text() for p in sorted(SOURCE.rglob("*")) if p.is_file() and p.suffix in SUFFIXES}


def test_the_platform_knows_no_theme() -> None:
    ids = ids_in_standards() - COMMON_WORDS
    assert {"newborn", "freight"} <= ids, "the standards were not read"
    pattern = re.compile(r"(?<![\w.-])(" + "|".join(sorted(map(re.escape, ids), key=len, reverse=True)) + r")(?![\w-])")
    found = {path: sorted({m.group(1) for m in pattern.finditer(text)}) for path, text in platform_texts().items()}
    assert not {path: names for path, names in found.items() if names}


def raised_codes() -> dict[str, str]:
    pattern = re.compile(r"Refusal\(\s*\"([a-z_.]+)\"")
    return {m.group(1): path for path, text in platform_texts().items() if path.endswith(".py") for m in pattern.finditer(text)}


def test_every_refusal_raised_has_sentences() -> None:
    missing = {code: path for code, path in raised_codes().items() if code not in REFUSALS}
    assert not missing


def test_every_refusal_has_two_languages_and_a_page() -> None:
    page = (ROOT / "docs" / "reference" / "refusals.md").read_text()
    for code, text in REFUSALS.items():
        assert text.zh and text.en, code
        assert f"`{code}`" in page, f"{code} is not in docs/reference/refusals.md"


def test_chinese_sentences_use_full_width_marks() -> None:
    half = {code: text.zh for code, text in REFUSALS.items() if re.search(r"[一-鿿][,;:!?]", text.zh)}
    assert not half
