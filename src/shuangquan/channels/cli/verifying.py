"""`shuangquan verify` and `shuangquan roots`: verifying needs a file or a text, and roots; nothing is asked of anybody."""

import dataclasses
import sys
from pathlib import Path
from typing import Annotated

import typer

from shuangquan.actions.verified import Verified
from shuangquan.actions.verifying_any import find_root_file, verify_what
from shuangquan.channels.cli.show import console, print_json
from shuangquan.channels.cli.standards import fail
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal

Json = Annotated[bool, typer.Option("--json", help="machine-readable, on standard output")]
OVER = 3
"""Exit code for what is genuine and unaltered, but over."""


def verify(
    what: Annotated[str, typer.Argument(help="a file, what a code says, or the address in a certificate's code")],
    ca: Annotated[Path | None, typer.Option(help="PEM file of root certificates you trust; this installation's by default")] = None,
    crl: Annotated[Path | None, typer.Option(help="revocation lists, PEM or DER")] = None,
    keys: Annotated[Path | None, typer.Option(help="file of public keys (SM2): for links, and for files sealed before PAdES")] = None,
    json: Json = False,
) -> None:
    """Verify a certificate. Exit code 0 when it is good, 1 with the reason when not, 3 when it is genuine but its use has ended."""
    try:
        found = verify_what(what, ca, crl, keys)
    except Refusal as refusal:
        found = Verified(False, say_refusal(refusal))
    if json:
        print_json(dataclasses.asdict(found))
    else:
        mark = "[green]真[/green]" if found.good else "[yellow]过期[/yellow]" if found.over else "[red]不对[/red]"
        console.print(f"{mark}：", end="")
        console.print(found.reason, markup=False)
        for name, value in found.says.items():
            console.print(f"  {name}：{value}", markup=False)
    raise typer.Exit(0 if found.good else OVER if found.over else 1)


def roots() -> None:
    """Print the root certificates (PEM) under which this installation signs: give them to whoever verifies offline."""
    try:
        sys.stdout.write(find_root_file().decode())
    except Refusal as refusal:
        fail(say_refusal(refusal))
