"""The source tree as the house tests read it: files, syntax trees, literal strings."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "shuangquan"
SUFFIXES = {".py", ".html", ".css", ".js", ".sql", ".typ", ".svg", ".txt", ".json", ".yaml"}


def name(path: Path) -> str:
    """The path from the root of the checkout."""
    return str(path.relative_to(ROOT))


def sources(*tops: str) -> list[Path]:
    """Python files under these folders, migrations left out."""
    return [path for top in tops for path in sorted((ROOT / top).rglob("*.py")) if "migrations" not in path.parts]


@cache
def parse(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def platform_texts() -> dict[str, str]:
    """Every text of the platform: code, templates, styles, scripts, SQL, layouts."""
    found = (path for path in sorted(SOURCE.rglob("*")) if path.is_file() and path.suffix in SUFFIXES)
    return {name(path): path.read_text(encoding="utf-8") for path in found}


def find_calls(function: str, *tops: str) -> Iterator[tuple[str, ast.Call]]:
    """(file:line, call) of every call of a function or class by this bare or dotted name."""
    for path in sources(*(tops or ("src/shuangquan",))):
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.Call):
                called = node.func
                last = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
                if last == function:
                    yield f"{name(path)}:{node.lineno}", node


def read_literal(node: ast.AST | None) -> str | None:
    """A literal string, else None."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
