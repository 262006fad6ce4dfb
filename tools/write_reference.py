"""Write the reference pages that say what the code holds: docs/reference/refusals.md, events.md, case.md, architecture.md, api.md,
openapi.json, standard.schema.json, and the table of the checker's codes in standard-language.md.

`python tools/write_reference.py` writes them; `--check` says whether they are as written. A test runs the check.
"""

import json
import sys
from pathlib import Path

import draw_architecture
import write_api

from shuangquan.core.cases.kinds import KINDS
from shuangquan.core.cases.transitions import ENDS, REOPENINGS, TRANSITIONS, TaskState
from shuangquan.core.standard import schema
from shuangquan.core.standard.findings import CODES
from shuangquan.core.words.refusals import REFUSALS

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference"


def render_refusals() -> str:
    """Every refusal: code, 中文, English."""
    lines = [
        "# Refusals",
        "",
        "What a person is told when something they gave cannot be taken: what is wrong and the mend. "
        "Written by `tools/write_reference.py`.",
        "",
        "| code | 中文 | English |",
        "|---|---|---|",
    ]
    lines += [f"| `{code}` | {text.zh} | {text.en} |" for code, text in REFUSALS.items()]
    return "\n".join(lines) + "\n"


def render_events() -> str:
    """Every event: kind, version, what it says, its fields."""
    lines = [
        "# Events of a case",
        "",
        "Append-only. None holds a personal value: values lie encrypted under references, and events carry salted commitments to them.",
        "Written by `tools/write_reference.py` from the code.",
        "",
        "| kind | version | what happened | fields |",
        "|---|---|---|---|",
    ]
    for kind, shape in KINDS.items():
        said = " ".join((shape.__doc__ or "").split())
        fields = ", ".join(f"`{name}`" for name in shape.__dataclass_fields__)
        lines.append(f"| `{kind}` | {shape.version} | {said} | {fields} |")
    return "\n".join(lines) + "\n"


def render_case() -> str:
    """The life of a task, drawn from the one table of transitions."""
    lines = [
        "# The life of a task",
        "",
        "Drawn from `core/cases/transitions.py` by `tools/write_reference.py`. Nothing else moves a task.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        "    [*] --> planned",
    ]
    lines += [f"    {before} --> {after}: {happening}" for (before, happening), after in (*TRANSITIONS.items(), *REOPENINGS.items())]
    lines += [f"    {state} --> [*]" for state in TaskState if state in ENDS]
    return "\n".join([*lines, "```", ""])


def render_schema() -> str:
    """The JSON Schema of a standard's files."""
    return json.dumps(schema.render_schema(), ensure_ascii=False, indent=1) + "\n"


def render_language() -> str:
    """The page of the language with the table of codes as the checker has them."""
    head = "| code | | says | mend |\n|---|---|---|---|\n"
    page = (REFERENCE / "standard-language.md").read_text(encoding="utf-8")
    rows = []
    for code, one in CODES.items():
        says = one.en.replace("{near_en}", "").replace("|", "\\|")
        rows.append(f"| `{code}` | {one.severity} | {says} | {one.mend_en.replace('|', '/')} |\n")
    return page[: page.index(head)] + head + "".join(rows)


PAGES = {
    "refusals.md": render_refusals,
    "events.md": render_events,
    "case.md": render_case,
    "architecture.md": draw_architecture.render_page,
    "api.md": write_api.render_page,
    "openapi.json": write_api.render_schema,
    "standard.schema.json": render_schema,
    "standard-language.md": render_language,
}


def main() -> int:
    """Write or check. Exit code 1 when a page is not as written."""
    stale = []
    for name, render in PAGES.items():
        path, text = REFERENCE / name, render()
        if "--check" in sys.argv:
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            path.write_text(text, encoding="utf-8")
    if stale:
        sys.stderr.write(f"stale: {', '.join(stale)}; run python tools/write_reference.py\n")
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
