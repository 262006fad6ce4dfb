"""What the examples of every theme issue is drawn whole on its own pages: nothing lost, nothing shrunk to a page of its own."""

import pytest

from shuangquan.papers.layout import Printed, draw_certificate
from shuangquan.papers.layout_plain import PLAIN
from tests.core.cases.walks import examples, walk
from tests.papers.test_layouts import standard

FIRST = dict(reversed(examples()))


@pytest.mark.parametrize("theme", FIRST)
def test_what_a_theme_issues_fits_its_layout(theme: str) -> None:
    walked = walk(theme, FIRST[theme])
    for payload in walked.turn.issued:
        layout = standard().layouts.get(payload.layout, PLAIN)
        assert layout is not PLAIN, f"{payload.type} names no layout"
        drawing = draw_certificate(Printed(payload, "https://example.invalid/v/AAAABBBB", b"\1" * 64, "demo"), layout)
        assert len(drawing.pages) == len(layout.pages), payload.type
