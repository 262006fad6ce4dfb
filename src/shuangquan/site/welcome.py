"""What `up` prints once everything runs: one way in at each door, where all the others are, where the logs are."""

import sys
from pathlib import Path

from django.utils.module_loading import import_string  # noqa: TID251 — this is where names are wired
from rich.console import Console

from shuangquan.papers.reading_process import can_look
from shuangquan.site.accounts import Account, keep_accounts, say_account, say_lines
from shuangquan.site.installation import find_home

_DEMO = "shuangquan.site.demo"
ACCOUNTS: list[str] = [
    f"{_DEMO}.find_demo_residents",
    f"{_DEMO}.append_demo_staff",
    f"{_DEMO}.append_demo_authors",
    f"{_DEMO}.append_demo_kiosk",
    f"{_DEMO}.append_demo_stations",
    f"{_DEMO}_host.find_demo_host",
]
"""Dotted names of functions without arguments that return demo accounts."""


def make_accounts(address: str) -> list[Account]:
    """Make sure of the demo accounts, and keep them where `shuangquan accounts` finds them. address: of the web."""
    accounts = [account for name in ACCOUNTS for account in import_string(name)()]
    keep_accounts(accounts, address)
    return accounts


def show_welcome(console: Console, address: str, sandbox: str, accounts: list[Account], seconds: float) -> None:
    """Print addresses, a few demo accounts, where to look. sandbox: its address, "" without; seconds: how long the start took."""
    console.print(f"\n[bold]双全 Shuangquan[/bold]  {address}   [dim]{seconds:.1f} s[/dim]")
    if sandbox:
        console.print(f"部门沙箱 departments (synthetic)  {sandbox}\n")
    if accounts:
        console.print("[bold]演示账号 demo accounts[/bold]")
        lines = say_lines([(one.door, *say_account(one, address)) for one in find_first(accounts)])
        console.print("\n".join(lines), soft_wrap=True)
        command = f"{Path(sys.executable).with_name('shuangquan')} accounts"
        console.print(f"全部 {len(accounts)} 个，附动态码 all of them, with the code of the moment: {command} WORD\n", soft_wrap=True)
    if not can_look():
        console.print("[dim]照片上的字现在不读，要读：make ocr　photographs are not read; make ocr adds that[/dim]")
    console.print(f"日志 logs  {find_home() / 'logs'}   停止 stop  Ctrl-C / make down\n", soft_wrap=True)
    sys.stdout.flush()


def find_first(accounts: list[Account]) -> list[Account]:
    """The first for each page to open; of residents also who shares the first one's situation, since a matter may need both."""
    first: dict[str, Account] = {}
    for one in accounts:
        first.setdefault(one.at, one)
    return [one for one in accounts if one is first[one.at] or (not one.secret and _find_situation(one) == _find_situation(first[one.at]))]


def _find_situation(account: Account) -> str:
    return account.who.partition(" ")[2]
