"""`shuangquan share`: systems of others that may ask for certificates (证照共享)."""

from datetime import date
from typing import Annotated

import typer

from shuangquan.actions.share_systems import add_system, end_system, list_systems
from shuangquan.channels.cli.show import console, print_json, print_table
from shuangquan.channels.cli.standards import Json
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal


def share_add(
    system: Annotated[str, typer.Argument(help="its accessId: small letters, digits and -")],
    name: Annotated[str, typer.Option(help="what holders read of whom: 中文 name")],
    department: Annotated[str, typer.Option(help="id of the department whose system it is")],
    region: Annotated[str, typer.Option(help="region code, six digits")],
    certificate: Annotated[list[str], typer.Option(help="id of a certificate type it may ask for; as often as needed")],
    purpose: Annotated[list[str], typer.Option(help="what it may say it is for; as often as needed")],
    until: Annotated[str, typer.Option(help="its last day, YYYY-MM-DD; none without")] = "",
    json: Json = False,
) -> None:
    """Let a system in. What it signs in with is printed once and kept nowhere."""
    try:
        secret = add_system(system, name, department, region, certificate, purpose, date.fromisoformat(until) if until else None)
    except (Refusal, ValueError) as wrong:
        console.print(say_refusal(wrong, "zh") if isinstance(wrong, Refusal) else str(wrong))
        raise typer.Exit(2) from None
    if json:
        print_json({"accessId": system, "accessToken": secret})
    else:
        console.print(f"accessId {system}\naccessToken {secret}\n只显示这一次，请马上交给对方保存。", soft_wrap=True)


def share_end(system: Annotated[str, typer.Argument(help="its accessId")]) -> None:
    """Shut a system out, at once."""
    if not end_system(system):
        console.print(say_refusal(Refusal("share.consumer", "system"), "zh"))
        raise typer.Exit(2)
    console.print("停用了。")


def share_list(json: Json = False) -> None:
    """The systems that were let in."""
    rows = list_systems()
    if json:
        print_json({"systems": [{**row, "types": list(row["types"]), "purposes": list(row["purposes"])} for row in rows]})
        return
    shown = [
        (row["id"], row["name"], row["department"], row["region"], "、".join(row["purposes"]), len(row["types"]), row["state"])
        for row in rows
    ]
    print_table("用证系统", ("accessId", "名称", "部门", "地区", "用途", "证照类数", "状态"), shown)
