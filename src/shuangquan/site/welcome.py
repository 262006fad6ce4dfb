"""What `up` prints once everything runs: addresses, demo accounts, where the logs are."""

import sys

from django.utils.module_loading import import_string  # noqa: TID251 — this is where names are wired
from rich.console import Console
from rich.table import Table

from shuangquan.papers.reading_process import can_look
from shuangquan.site.installation import find_home

_DEMO = "shuangquan.site.demo"
ACCOUNTS: list[str] = [
    f"{_DEMO}.find_demo_residents",
    f"{_DEMO}.append_demo_staff",
    f"{_DEMO}.append_demo_authors",
    f"{_DEMO}.append_demo_kiosk",
    f"{_DEMO}_host.find_demo_host",
    f"{_DEMO}.append_demo_stations",
]
"""Dotted names of functions without arguments that return rows of (door, login, password, who) for the table of demo accounts."""
Row = tuple[str, str, str, str]


def show_welcome(console: Console, address: str, sandbox: str, seconds: float) -> None:
    """Print addresses, demo accounts and where to look. sandbox: its address, "" where there is none; seconds: how long the start took."""
    console.print(f"\n[bold]双全 Shuangquan[/bold]  {address}   [dim]{seconds:.1f} s[/dim]")
    if sandbox:
        console.print(f"部门沙箱 departments (synthetic)  {sandbox}")
    rows: list[Row] = [row for name in ACCOUNTS if sandbox for row in import_string(name)()]
    if rows:
        table = Table(title="演示账号 demo accounts", title_justify="left")
        for heading in ("入口 door", "账号 login", "密码 password", "身份 who"):
            table.add_column(heading, overflow="fold")
        for row in rows:
            table.add_row(*row)
        console.print(table)
    if not can_look():
        console.print("[dim]照片上的字现在不读，要读：make ocr　photographs are not read; make ocr adds that[/dim]")
    console.print(f"日志 logs  {find_home() / 'logs'}   停止 stop  Ctrl-C / make down\n")
    sys.stdout.flush()
