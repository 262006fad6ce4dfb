"""No theme, item, certificate or resource of standards/ is known to the platform; every refusal has its sentences and its page."""

import ast
import fnmatch
import re

import yaml

from shuangquan.core.words.refusals import REFUSALS
from tests.house.tree import ROOT, find_calls, platform_texts, read_literal

UNRAISED: frozenset[str] = frozenset()
"""Codes with sentences that nothing raises yet. The list only shrinks."""
HALF_WIDTH: set[str] = set()
"""Files whose 中文 still has half-width marks. The list only shrinks."""


def find_ids() -> set[str]:
    """Ids of every theme, item, certificate and resource under standards/."""
    found: set[str] = set()
    for path in sorted((ROOT / "standards").rglob("*.yaml")):
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert isinstance(held, dict), path
        if isinstance(held.get("theme"), str):
            found |= {held["theme"], path.parent.name}
        for section in ("items", "resources", "certificates"):
            if isinstance(held.get(section), dict):
                found |= {key for key in held[section] if isinstance(key, str)}
    return found


def find_named(text: str, ids: set[str]) -> set[str]:
    """Which ids stand in a text as words of their own."""
    pattern = re.compile(r"(?<![\w.-])(" + "|".join(sorted(map(re.escape, ids), key=len, reverse=True)) + r")(?![\w-])")
    return {match.group(1) for match in pattern.finditer(text)}


def test_the_platform_knows_no_theme() -> None:
    ids = find_ids()
    assert {"newborn", "freight", "birth-certificate", "police.population", "household-registration"} <= ids, "the standards were not read"
    named = {path: find_named(text, ids) for path, text in platform_texts().items()}
    assert not {path: sorted(words) for path, words in named.items() if words}


def test_an_id_would_be_found_wherever_it_stands() -> None:
    ids = find_ids()
    for text in ('theme == "newborn"', "{% if theme == 'freight' %}", "/matters/newborn/", 'item="birth-certificate"', "police.population"):
        assert find_named(text, ids), text
    assert not find_named("a renewborn newborns freighter birth-certificates", ids)


def find_raised() -> dict[str, str]:
    """Every code a Refusal is made with: place → code; a part that is filled in is `*`."""
    found: dict[str, str] = {}
    for place, call in find_calls("Refusal"):
        code = call.args[0] if call.args else None
        if isinstance(code, ast.JoinedStr):
            found[place] = "".join(read_literal(part) or "*" for part in code.values)
        else:
            found[place] = read_literal(code) or "?"
    return found


def test_every_refusal_raised_has_sentences() -> None:
    raised = find_raised()
    assert len(raised) > 30
    assert not {place: code for place, code in raised.items() if not fnmatch.filter(REFUSALS, code)}


def test_every_sentence_is_raised_somewhere() -> None:
    """A code whose refusal nobody raises any more goes, with its page."""
    patterns = set(find_raised().values()) - {"?"}
    idle = {code for code in REFUSALS if not any(fnmatch.fnmatch(code, pattern) for pattern in patterns)}
    assert idle == UNRAISED, "take out of UNRAISED what is raised now; delete from REFUSALS what nobody raises"


def test_every_refusal_has_two_languages_and_a_page() -> None:
    page = (ROOT / "docs" / "reference" / "refusals.md").read_text(encoding="utf-8")
    for code, text in REFUSALS.items():
        assert text.zh and text.en, code
        assert f"`{code}`" in page, f"{code} is not in docs/reference/refusals.md"


def test_both_languages_take_the_same_data() -> None:
    fill = re.compile(r"\{(\w+?)(?:_en)?\}")
    for code, text in REFUSALS.items():
        assert set(fill.findall(text.zh)) == set(fill.findall(text.en)), code


def find_chinese() -> dict[str, str]:
    """What people read in 中文: the first argument of every Text, and every text file with 中文 in it."""
    found = {place: text for place, call in find_calls("Text") if call.args and (text := read_literal(call.args[0]))}
    return found | {path: text for path, text in platform_texts().items() if path.endswith((".html", ".json", ".yaml", ".txt"))}


def test_chinese_sentences_use_full_width_marks() -> None:
    texts = find_chinese()
    assert len(texts) > 100
    half = {place: marks for place, text in texts.items() if (marks := re.findall(r"[一-鿿][,;:!?](?!\d)", text))}
    files = {place.split(":")[0] for place in half}
    assert files <= HALF_WIDTH, half
    assert files == HALF_WIDTH, "take out of HALF_WIDTH what was mended"
