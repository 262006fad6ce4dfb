"""Files and functions stay small. The exemption list only shrinks."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE, TEST_FILE, FUNCTION = 300, 500, 40
EXEMPT: frozenset[str] = frozenset()


def sources(*tops: str) -> list[Path]:
    return [path for top in tops for path in sorted((ROOT / top).rglob("*.py")) if "migrations" not in path.parts]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_longer_than_the_house_allows() -> None:
    long = {name(p): n for p in sources("src", "bench") if (n := len(p.read_text().splitlines())) > FILE}
    long |= {name(p): n for p in sources("tests") if (n := len(p.read_text().splitlines())) > TEST_FILE}
    assert not {path: n for path, n in long.items() if path not in EXEMPT}


def test_no_function_is_longer_than_the_house_allows() -> None:
    long = {}
    for path in sources("src", "bench"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION:
                    long[f"{name(path)}:{node.name}"] = lines
    assert not long


def test_no_attic_names() -> None:
    attics = {"utils.py", "helpers.py", "common.py", "misc.py"}
    assert not [name(p) for p in sources("src", "tests", "bench") if p.name in attics]


def test_every_package_says_what_it_is() -> None:
    silent = []
    for path in sources("src"):
        if path.name == "__init__.py" and not ast.get_docstring(ast.parse(path.read_text())):
            silent.append(name(path))
    assert not silent
