"""`shuangquan archive …`: archives listed, made at once, taken out, and tested offline."""

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from shuangquan.actions.acting import acting_system
from shuangquan.actions.archives import check_archive_file, list_kept
from shuangquan.actions.archiving import archive_case
from shuangquan.actions.verifying_any import find_trust
from shuangquan.channels.cli.show import console, print_json, print_table
from shuangquan.channels.cli.standards import Json, fail
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal

Ca = Annotated[Path | None, typer.Option("--ca", help="root certificates (PEM); this installation's own when left out")]
Crl = Annotated[Path | None, typer.Option("--crl", help="revocation lists (PEM or DER)")]


def check(file: Annotated[Path, typer.Argument(help="a package (ZIP)")], ca: Ca = None, crl: Crl = None, json: Json = False) -> None:
    """Test a package (四性检测) with nothing but the file and root certificates. Exit 1 when a test fails."""
    try:
        report = check_archive_file(file, find_trust(ca, crl))
    except Refusal as refusal:
        fail(say_refusal(refusal))
    if json:
        print_json({**dataclasses.asdict(report), "good": report.good})
    else:
        rows = [(one.of, f"{one.code} {one.name}", "通过" if one.good else "；".join(one.faults)) for one in report.tests]
        print_table(report.name or str(file), ("哪一性", "检测项", "结果"), rows)
    if not report.good:
        raise typer.Exit(1)


def list_(json: Json = False) -> None:
    """List the archives of this installation, newest first."""
    with acting_system():
        found = list_kept()
    if json:
        print_json([dataclasses.asdict(dataclasses.replace(one, content=b"")) | {"content": None} for one in found])
        return
    rows = [
        (one.name, f"{one.made_at:%Y-%m-%d %H:%M}", one.keep_until.isoformat() if one.keep_until else "永久", f"{one.size:,}", one.state)
        for one in found
    ]
    print_table("归档信息包", ("归档号", "归档时间", "保管到", "字节", "状态"), rows)


def make(case: Annotated[str, typer.Argument(help="id of a case that has ended")]) -> None:
    """Archive a matter at once, without waiting for its hour."""
    try:
        with acting_system():
            made = archive_case(case)
    except Refusal as refusal:
        fail(say_refusal(refusal))
    if made is None:
        fail("没有要归档的：没有办完，已经归档，或者还有退款、快递在路上")
    console.print(f"{made.name} {made.size:,} 字节")
