"""`python -m bench.taps`: what the counted journeys left in artefacts/ becomes bench/journeys.json and docs/reference/journeys.md.

`make taps` walks them first. Before-figures are those of the themes' `baseline`, each with its grade.
"""

import json
import sys
from pathlib import Path
from typing import Any

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.load import load_bundle
from shuangquan.records.standards import load_texts

ROOT = Path(__file__).parents[1]
COUNTED, KEPT, PAGE = ROOT / "artefacts" / "journeys.json", ROOT / "bench" / "journeys.json", ROOT / "docs" / "reference" / "journeys.md"
DOORS = ("portal", "portal-wide", "counter", "kiosk", "station")
BEFORE = ("days", "trips", "materials", "forms")
INTRODUCTION = """# What people have to do

Walked by Chromium against a running installation (`make taps`; the tests that walk fail when taps or fields differ from this page).

- *taps*: presses of the pointer (each stroke of a drawn signature is one), and papers or list entries chosen. *typed*: fields that
  somebody typed into. Both of all people of the matter together, each on a device of their own; at the counter and the station the
  clerk's or helper's too.
- *elsewhere*: presses and fields at the identity provider's and the payment side's own pages.
- *seconds*: of the machine, from the theme's page to what the column says; nobody reads or thinks meanwhile, so they say how long people
  wait, not how long they take. *submitted* where a person decides or a deadline runs afterwards.
- *before*: the theme's `baseline` with its grade: S a published source, D derived, K common knowledge, U an unverified example.
"""


def main() -> int:
    """Merge what was counted, write the page. 1 when nothing was counted."""
    if not COUNTED.is_file():
        sys.stderr.write("nothing was counted: run `make taps`\n")
        return 1
    kept: dict[str, Any] = json.loads(KEPT.read_text()) if KEPT.is_file() else {}
    for theme, doors in json.loads(COUNTED.read_text()).items():
        kept.setdefault(theme, {}).update(doors)
    KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    PAGE.write_text(render_page(kept))
    return 0


def render_page(figures: dict[str, Any]) -> str:
    """The reference page of these figures."""
    bundle, _ = load_bundle(load_texts(ROOT / "standards"))
    assert bundle is not None, "the shipped standards pass the checker"
    lines = ["| theme | door | people | taps | typed | elsewhere | seconds until | before |", "|---|---|---|---|---|---|---|---|"]
    for theme in sorted(figures, key=list(bundle.themes).index):
        for door in sorted(figures[theme], key=DOORS.index):
            one = figures[theme][door]
            cells = (one["people"], one["taps"], one["typed"], one["elsewhere"], f"{one['seconds']} {one['until']}", _before(bundle, theme))
            lines.append(f"| {bundle.themes[theme].name.zh} | {door} | {' | '.join(str(cell) for cell in cells)} |")
    return INTRODUCTION + "\n" + "\n".join(lines) + "\n"


def _before(bundle: Bundle, theme: str) -> str:
    rows = {row.what: row for row in bundle.themes[theme].baseline}
    return ", ".join(f"{rows[what].value} {what} ({rows[what].grade})" for what in BEFORE if what in rows)


if __name__ == "__main__":
    raise SystemExit(main())
