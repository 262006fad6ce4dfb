"""The documents: links lead somewhere, pages that list the code are complete and fresh, both READMEs agree."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.house.tree import ROOT, parse, read_literal, sources

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "changes").glob("*.md")])
PICTURES = {"docs/pictures/form.png"}
"""Written by the journeys in the browser."""


def find_links(text: str) -> Iterator[str]:
    """Addresses of links and pictures of a page, code left out."""
    plain = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
    yield from re.findall(r"\]\(([^)\s]+)\)", plain)


def find_anchor(heading: str) -> str:
    """The anchor a heading gets."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for link in find_links(page.read_text(encoding="utf-8")):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists() or str(target.relative_to(ROOT)) in PICTURES, link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), flags=re.MULTILINE)
            assert anchor in {find_anchor(heading) for heading in headings}, link


def test_every_page_is_listed() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert not [name for page in PAGES if page.parent != ROOT / "docs" and (name := page.name) not in index and "docs" in page.parts]


def test_decisions_are_numbered_and_whole() -> None:
    pages = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {page.name[:4]} "), page.name
        assert re.search(r"^Date: \d{4}-\d\d-\d\d · Status: (proposed|accepted|superseded by \d{4})$", text, flags=re.MULTILINE), page.name
        assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE)[:3] == ["Context", "Decision", "Consequences"], page.name


@pytest.mark.proof
def test_the_pages_that_list_the_code_are_fresh() -> None:
    told = subprocess.run([sys.executable, "tools/write_reference.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


def test_every_setting_is_documented_and_every_one_documented_is_read() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    written = {name for row in re.findall(r"^\| (`.+?) \|", page, flags=re.MULTILINE) for name in re.findall(r"`([A-Z_]+)`", row)}
    assert find_settings() == written


def find_settings() -> set[str]:
    """Every name the code reads from the environment: by subscript, get or setdefault of a mapping called environ or given."""
    found = set()
    for path in sources("src"):
        for node in ast.walk(parse(path)):
            key: ast.AST | None = None
            if isinstance(node, ast.Subscript):
                key = node.slice
            elif (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("get", "setdefault")
                and node.args
            ):
                key = node.args[0]
            name = read_literal(key)
            if name and re.fullmatch(r"(SHUANGQUAN|SANDBOX)_[A-Z_]+|DATABASE_URL|DJANGO_SETTINGS_MODULE|PROMETHEUS_MULTIPROC_DIR", name):
                found.add(name)
    return found


def test_house_words_are_in_the_glossary() -> None:
    own = {"theme", "item", "situation", "fact", "role", "certificate", "resource", "case", "task", "party", "matter", "plan"}
    words = set(re.findall(r"^\| ([\w -]+?) \|", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert own <= words
    folders = {path.name for path in (ROOT / "src/shuangquan/channels").iterdir() if (path / "__init__.py").is_file()} - {"cli"}
    assert folders <= words, "every door has its word"


def test_publiccode_is_whole() -> None:
    held = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    wanted = {"publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType", "description"}
    assert wanted | {"legal", "maintenance", "localisation"} <= set(held)
    assert held["legal"]["license"] == "Apache-2.0"
    for language, said in held["description"].items():
        assert {"shortDescription", "longDescription", "features"} <= set(said), language
        assert len(said["shortDescription"]) <= 150
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{held["softwareVersion"]}"' in project


def test_both_readmes_say_the_same_things() -> None:
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md"))
    for text in (english, chinese):
        assert text.count("<!-- figures -->") == text.count("<!-- /figures -->") == 1
        assert "docs/pictures/form.png" in text
    assert len(re.findall(r"^## ", english, flags=re.MULTILINE)) == len(re.findall(r"^## ", chinese, flags=re.MULTILINE))
    commands = re.compile(r"^    (?:make|\.venv).*$", flags=re.MULTILINE)
    assert commands.findall(english) == commands.findall(chinese)


def test_make_commands_named_in_docs_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = re.compile(r"(?:`|^    |&& )make ([a-z-]+)", flags=re.MULTILINE)
    said = {name for page in PAGES for name in named.findall(page.read_text(encoding="utf-8"))}
    assert {"up", "down", "bench"} <= said <= targets
