"""`shuangquan staff`: accounts by whoever runs the installation. Everybody else's are given at the desk, by administrators."""

from datetime import date
from typing import Annotated, NoReturn

import typer

from shuangquan.actions.staff_accounts import add_account, end_account, find_posting, list_accounts, renew_account
from shuangquan.actions.staff_import import Given
from shuangquan.channels.cli.show import console, print_json, print_table
from shuangquan.channels.cli.standards import Json
from shuangquan.core.words.actor import SYSTEM
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal

Account = Annotated[str, typer.Argument(help="login, as it is typed at the door")]


def staff_add(
    account: Account,
    name: Annotated[str, typer.Option(help="whose it is")],
    department: Annotated[str, typer.Option(help="id of a department; `operator` runs the platform, `standards` writes what it serves")],
    region: Annotated[str, typer.Option(help="region code, six digits; what lies in it is meant too")],
    role: Annotated[list[str], typer.Option(help="as often as needed: admin, officer, lead, clerk, …, or editor and owner of standards")],
    until: Annotated[str, typer.Option(help="last day, as 2027-12-31; without end when left out")] = "",
    json: Json = False,
) -> None:
    """Give somebody a posting, and an account if they have none: the first administrator, who writes standards."""
    try:
        last = date.fromisoformat(until) if until else None
    except ValueError:
        console.print("最后一天写成 2027-12-31 这样。")
        raise typer.Exit(2) from None
    try:
        given = add_account(SYSTEM, account, name.strip(), find_posting(department, region, role), last)
    except Refusal as refusal:
        _refuse(refusal)
    if given is None:
        if json:
            print_json({"account": account, "password": "", "totp": ""})
        else:
            console.print("岗位给了；账号早就有，密码和动态码没动。")
        return
    _show(given, json=json)


def staff_renew(account: Account, json: Json = False) -> None:
    """Another password and second factor, for somebody who lost theirs. Whoever is signed in with the old ones is out."""
    try:
        given = renew_account(SYSTEM, account)
    except Refusal as refusal:
        _refuse(refusal)
    _show(given, json=json)


def staff_end(account: Account) -> None:
    """End every posting, at once."""
    try:
        count = end_account(SYSTEM, account)
    except Refusal as refusal:
        _refuse(refusal)
    console.print(f"{count} 个岗位到昨天为止，这个账号进不来了。")


def staff_list(
    department: Annotated[str, typer.Option(help="id of a department; all when left out")] = "",
    region: Annotated[str, typer.Option(help="region code, six digits, with what lies in it; all when left out")] = "",
    json: Json = False,
) -> None:
    """Accounts and their postings, also those that are over. No secrets."""
    held = list_accounts(SYSTEM, department, region)
    rows = [(one, posting) for one in held for posting in one.postings]
    if json:
        print_json(
            {
                "staff": [
                    {
                        "account": one.username, "name": one.name, "department": posting.department, "region": posting.region,
                        "roles": list(posting.roles), "until": posting.until.isoformat() if posting.until else "",
                    }
                    for one, posting in rows
                ]
            }
        )  # fmt: skip
        return
    shown = [(one.username, one.name, at.department, at.region, "、".join(at.roles), at.until or "") for one, at in rows]
    print_table("人员与岗位", ("账号", "姓名", "部门", "地区", "角色", "到"), shown)


def _show(given: Given, *, json: bool) -> None:
    if json:
        print_json({"account": given.account, "password": given.password, "totp": given.secret.replace(" ", "")})
    else:
        said = f"账号 {given.account}\n密码 {given.password}\n动态码密钥 {given.secret}\n{given.address}"
        console.print(f"{said}\n只显示这一次；交给本人，让他装进验证器。", soft_wrap=True)


def _refuse(refusal: Refusal) -> NoReturn:
    console.print(say_refusal(refusal, "zh"))
    raise typer.Exit(2) from None
