"""Guides and manuals as files."""

from pathlib import Path

from shuangquan.core.standard.booklet import Booklet
from shuangquan.papers.booklet import render_booklet
from shuangquan.records.clock import now


def print_booklet(booklet: Booklet, file: Path) -> None:
    """Write the booklet as a PDF. OSError when the file cannot be written."""
    file.write_bytes(render_booklet(booklet, now()))
