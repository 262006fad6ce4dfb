"""A guide or a manual as a PDF (A4, PDF/A-2b), in the font of the certificates. The same booklet and moment give the same bytes."""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from shuangquan.core.standard.booklet import Booklet, Section
from shuangquan.core.words.text import Text

_LAYOUTS = Path(__file__).parent / "layouts"


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = str(Path(pylopdf_fonts_zh_cn.serif_path()).parent)
    return typst.Compiler(str(_LAYOUTS / "booklet.typ"), root=str(_LAYOUTS), font_paths=[fonts], ignore_system_fonts=True)


def render_booklet(booklet: Booklet, at: datetime, language: str = "zh") -> bytes:
    """The PDF's bytes. at: the moment it is made, printed on it and kept in the file."""
    held = {
        "title": booklet.title.say(language),
        "about": booklet.about.say(language),
        "made": f"{at:%Y-%m-%d}",
        "sections": [_plain(section, language) for section in booklet.sections],
    }
    made = _compiler().compile(
        sys_inputs={"held": json.dumps(held, ensure_ascii=False)}, format="pdf", pdf_standards=["a-2b"], timestamp=int(at.timestamp())
    )
    assert isinstance(made, bytes)  # one PDF, in memory
    return made


def _plain(section: Section, language: str) -> dict[str, object]:
    def say(texts: tuple[Text, ...]) -> list[str]:
        return [text.say(language) for text in texts]

    rows = [cell for row in section.rows for cell in say(row)]
    return {
        "title": section.title.say(language),
        "lines": say(section.lines),
        "numbered": section.numbered,
        "heads": say(section.heads) if rows else [],
        "cells": rows,
    }
