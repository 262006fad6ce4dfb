"""What the command line prints: JSON for programs, quiet tables for people."""

import json
import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.table import Table

console = Console(highlight=False)


def print_json(data: Any) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def print_table(title: str, heads: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """A table without boxes."""
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0), title_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold", style=None)
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    console.print(table)
