"""The demo accounts of an installation: kept where only its owner reads, found again by a word, each with the six-digit code of now."""

import base64
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Annotated

import typer
from django_otp.oath import totp
from rich.cells import cell_len

from shuangquan.channels.cli.show import console, print_json
from shuangquan.channels.cli.standards import Json
from shuangquan.site.installation import find_home, write_private

STEP = 30
"""Seconds that a code serves (RFC 6238)."""


@dataclass(frozen=True, slots=True)
class Account:
    """One way in. door: for people. at: path of the page to open, or a whole address. password: or the code that is typed there. secret: of
    the second factor, base32, "" without. device: address of the reader beside it, "" without.
    """

    door: str
    at: str
    login: str
    password: str
    who: str
    secret: str = ""
    device: str = ""


def keep_accounts(accounts: Sequence[Account], address: str) -> None:
    """Keep them for `shuangquan accounts`. address: of the web."""
    kept = {"address": address, "accounts": [asdict(one) for one in accounts]}
    write_private(find_home() / "accounts.json", json.dumps(kept, ensure_ascii=False, indent=1))


def read_accounts() -> tuple[str, list[Account]]:
    """The web's address and what was kept. OSError when nothing was."""
    kept = json.loads((find_home() / "accounts.json").read_text())
    return str(kept["address"]), [Account(**one) for one in kept["accounts"]]


def find_code(secret: str) -> str:
    """The code of this half minute for a second factor in base32 (RFC 6238, SHA-1, six digits); "" without one."""
    return f"{totp(base64.b32decode(secret), step=STEP):06d}" if secret else ""


def say_account(account: Account, address: str) -> tuple[str, ...]:
    """The cells of its line: where, login, password, code, who."""
    at = account.at if "://" in account.at else f"{address}{account.at}"
    beside = f"　读卡器 reader {account.device}" if account.device else ""
    return at, account.login, account.password, find_code(account.secret), f"{account.who}{beside}"


def say_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines whose columns stand under each other, never folded: what is to be copied stays in one piece."""
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    return ["  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def accounts(
    words: Annotated[list[str] | None, typer.Argument(help="what a line must hold: a door, a login, a name")] = None,
    json: Json = False,
) -> None:
    """Demo accounts and, for staff, the six-digit code of this moment. Live mode has none."""
    try:
        address, kept = read_accounts()
    except OSError:
        console.print("还没有演示账号，先 make up。 No demo accounts yet: make up first.")
        raise typer.Exit(2) from None
    found = [one for one in kept if all(word.lower() in " ".join(asdict(one).values()).lower() for word in words or ())]
    if json:
        print_json([{**asdict(one), "code": find_code(one.secret)} for one in found])
    else:
        left = STEP - int(time.time()) % STEP
        lines = say_lines([(one.door, *say_account(one, address)) for one in found])
        console.print("\n".join(lines) or "没有这样的账号。", soft_wrap=True)
        if any(one.secret for one in found):
            console.print(f"[dim]动态码再过 {left} 秒换新，每个只能用一次 codes change in {left} s, each serves once[/dim]")
    raise typer.Exit(0 if found else 1)
