"""Draw the rooms of the house and who imports whom, from the imports themselves, into docs/reference/architecture.md.

`tools/write_reference.py` calls this with the other pages, and its `--check` holds it fresh.
"""

import ast
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "shuangquan"
PAGE = ROOT / "docs" / "reference" / "architecture.md"
FLOORS = (
    ("5", ("site",)),
    ("4", ("channels", "jobs")),
    ("3", ("actions", "queries")),
    ("2", ("records", "connectors", "papers")),
    ("1", ("core",)),
)
BEGIN, END = "<!-- drawn -->", "<!-- /drawn -->"

Edges = Counter[tuple[str, str]]


def find_rooms() -> list[str]:
    """Every room, doors and the parts of core one by one: `channels.portal`, `core.rules`, `records` …"""
    rooms = []
    for folder in sorted(path.parent for path in SOURCE.glob("*/__init__.py")):
        inner = sorted(path.parent.name for path in folder.glob("*/__init__.py"))
        rooms += [f"{folder.name}.{name}" for name in inner] if folder.name in ("channels", "core") else [folder.name]
    return rooms


def find_room(module: str, rooms: list[str]) -> str:
    """The room a module of shuangquan lies in, "" for none."""
    inner = module.removeprefix("shuangquan.")
    return next((room for room in rooms if inner == room or inner.startswith(f"{room}.")), "")


def find_imports(path: Path) -> list[str]:
    """Modules of shuangquan that a file imports, as written."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
    return [name for name in found if name.startswith("shuangquan.")]


def find_edges(rooms: list[str]) -> Edges:
    """(importer, imported) → how many imports."""
    edges: Edges = Counter()
    for path in sorted(SOURCE.rglob("*.py")):
        own = find_room(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts), rooms)
        for module in find_imports(path):
            other = find_room(module, rooms)
            if own and other and own != other:
                edges[own, other] += 1
    return edges


def merge_core(edges: Edges) -> list[tuple[str, str]]:
    """The same with core as one room and each door by its name."""
    return sorted({(a, "core" if b.startswith("core.") else b) for a, b in edges if not a.startswith("core.")})


def render_floors(rooms: list[str], edges: Edges) -> list[str]:
    """The whole house."""
    lines = ["```mermaid", "flowchart TB"]
    for floor, names in FLOORS:
        lines.append(f'    subgraph F{floor}["floor {floor}"]')
        for name in names:
            inner = [room for room in rooms if room.startswith(f"{name}.")] if name == "channels" else [name]
            lines += [f'        {room.replace(".", "_")}["{room}/"]' for room in inner]
        lines.append("    end")
    lines += [f"    {a.replace('.', '_')} --> {b.replace('.', '_')}" for a, b in merge_core(edges)]
    return [*lines, "```"]


def render_core(rooms: list[str], edges: Edges) -> list[str]:
    """Inside core."""
    inner = {(a, b) for a, b in edges if a.startswith("core.") and b.startswith("core.")}
    lines = ["```mermaid", "flowchart TB"]
    lines += [f'    {room.replace(".", "_")}["{room.removeprefix("core.")}"]' for room in rooms if room.startswith("core.")]
    return [*lines, *(f"    {a.replace('.', '_')} --> {b.replace('.', '_')}" for a, b in sorted(inner)), "```"]


def render_table(rooms: list[str]) -> list[str]:
    """Each room and what its own docstring says of it."""
    lines = ["| room | what lives there |", "|---|---|"]
    for room in rooms:
        said = ast.get_docstring(ast.parse((SOURCE / room.replace(".", "/") / "__init__.py").read_text(encoding="utf-8"))) or ""
        lines.append(f"| `{room}` | {' '.join(said.split())} |")
    return lines


def render_page() -> str:
    """The page as it should be: its own words, and between the marks what the imports say."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    rooms = find_rooms()
    edges = find_edges(rooms)
    drawn = [BEGIN, "", "### The floors", "", *render_floors(rooms, edges), "", "### Inside core", "", *render_core(rooms, edges), ""]
    drawn += ["### The rooms", "", *render_table(rooms), "", END]
    return before + "\n".join(drawn) + after
