"""Files and functions stay small. The exemption list only shrinks."""

import ast

import pytest

from tests.house.tree import ROOT, name, parse, sources

FILE, TEST_FILE, FUNCTION = 300, 500, 40
EXEMPT: frozenset[str] = frozenset()


def test_no_file_is_longer_than_the_house_allows() -> None:
    long = {name(p): n for p in sources("src", "bench", "faults", "tools") if (n := len(p.read_text().splitlines())) > FILE}
    long |= {name(p): n for p in sources("tests") if (n := len(p.read_text().splitlines())) > TEST_FILE}
    assert not {path: n for path, n in long.items() if path not in EXEMPT}


def test_no_function_is_longer_than_the_house_allows() -> None:
    long = {}
    for path in sources("src", "bench", "faults", "tools"):
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION:
                    long[f"{name(path)}:{node.name}"] = lines
    assert not long


def test_no_attic_names() -> None:
    attics = {"utils.py", "helpers.py", "common.py", "misc.py"}
    assert not [name(p) for p in sources("src", "tests", "bench", "faults", "tools") if p.name in attics]


def test_every_package_says_what_it_is() -> None:
    packages = [p for p in sources("src") if p.name == "__init__.py"]
    assert len(packages) > 20
    assert not [name(p) for p in packages if not ast.get_docstring(parse(p))]


def test_no_folder_of_modules_lacks_its_init() -> None:
    folders = {p.parent for p in sources("src") if p.parent != ROOT / "src"}
    assert not [name(folder) for folder in folders if not (folder / "__init__.py").is_file()]


@pytest.mark.parametrize("floor", ["core", "records", "connectors", "papers", "actions", "queries", "jobs", "channels"])
def test_no_broad_except_below_the_site(floor: str) -> None:
    broad = []
    for path in sources(f"src/shuangquan/{floor}"):
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else ""
                if caught in ("", "Exception", "BaseException"):
                    broad.append(f"{name(path)}:{node.lineno}")
    assert not broad
