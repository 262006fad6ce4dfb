"""Papers as people hold them: a title, pairs of words and values, an issuer. Synthetic, and marked so.

`python -m sandbox.papers 车辆过户证明 号牌号码=鲁Q00003 有效期至=2027年1月31日 -o proof.pdf` (or .png) makes one to try an upload with.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pylopdf_fonts_zh_cn
import typst

_LAYOUT = Path(__file__).with_name("paper.typ")
Row = tuple[str, str]


def render_paper(title: str, rows: Sequence[Row], issuer: str = "示例单位", *, kind: Literal["pdf", "png"] = "pdf") -> bytes:
    """The paper as a PDF with its text, or as a picture of 150 dots an inch."""
    fonts = str(Path(pylopdf_fonts_zh_cn.sans_path()).parent)
    compiler = typst.Compiler(str(_LAYOUT), root=str(_LAYOUT.parent), font_paths=[fonts], ignore_system_fonts=True)
    held = json.dumps({"title": title, "rows": [list(row) for row in rows], "issuer": issuer}, ensure_ascii=False)
    made = compiler.compile(sys_inputs={"held": held}, format=kind, ppi=150)
    assert isinstance(made, bytes)  # one page, in memory
    return made


def main() -> None:
    """Make one at the command line."""
    asked = argparse.ArgumentParser(prog="python -m sandbox.papers", description="Make a synthetic paper.")
    asked.add_argument("title")
    asked.add_argument("rows", nargs="*", metavar="words=value")
    asked.add_argument("--issuer", default="示例单位")
    asked.add_argument("-o", "--out", type=Path, default=Path("paper.pdf"))
    given = asked.parse_args()
    rows = [(words, value) for words, _, value in (row.partition("=") for row in given.rows)]
    given.out.write_bytes(render_paper(given.title, rows, given.issuer, kind="png" if given.out.suffix == ".png" else "pdf"))


if __name__ == "__main__":
    main()
