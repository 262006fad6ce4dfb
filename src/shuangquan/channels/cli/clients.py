"""`shuangquan app`: apps of others that act for people who allow them, and what they are told."""

from datetime import date
from typing import Annotated

import typer

from shuangquan.actions.clients import App, add_app, end_app, list_apps, rotate_app, say_hook_key, set_scopes
from shuangquan.actions.hooks import list_hooks, resend_hook
from shuangquan.actions.hosts import set_callback, set_host
from shuangquan.channels.cli.show import console, print_json, print_table
from shuangquan.channels.cli.standards import Json
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal

Name = Annotated[str, typer.Argument(help="its client_id: small letters, digits and -")]


def app_add(
    app: Name,
    name: Annotated[str, typer.Option(help="what people read of whom: 中文 name")],
    scope: Annotated[list[str], typer.Option(help="what people can allow it, e.g. case.read; as often as needed")],
    redirect: Annotated[list[str], typer.Option(help="where people go back to, https; as often as needed")],
    name_en: Annotated[str, typer.Option(help="the same in English")] = "",
    department: Annotated[str, typer.Option(help="id of the department whose app it is; a third party's without")] = "",
    theme: Annotated[list[str] | None, typer.Option(help="id of a theme it works in; all without")] = None,
    region: Annotated[list[str] | None, typer.Option(help="region code or its first digits; the province without")] = None,
    callback: Annotated[str, typer.Option(help="where it is told what happens, https; nowhere without")] = "",
    until: Annotated[str, typer.Option(help="its last day, YYYY-MM-DD; none without")] = "",
    json: Json = False,
) -> None:
    """Let an app in. Its secret and the key of its callbacks are printed once."""
    try:
        ends = date.fromisoformat(until) if until else None
        lists = (tuple(scope), tuple(theme or ()), tuple(region or ()), tuple(redirect))
        secret = add_app(App(app, name.strip(), name_en.strip(), department, *lists, callback, 1, ends, ended=False))
    except ValueError as wrong:
        console.print(str(wrong))
        raise typer.Exit(2) from None
    _print_secrets(app, secret, json=json)


def app_rotate(app: Name, json: Json = False) -> None:
    """A new secret and a new key of its callbacks; the old ones and all its tokens end at once."""
    try:
        secret = rotate_app(app)
    except Refusal as refusal:
        _refuse(refusal)
    _print_secrets(app, secret, json=json)


def _print_secrets(app: str, secret: str, *, json: bool) -> None:
    key = say_hook_key(app)
    if json:
        print_json({"client_id": app, "client_secret": secret, "callback_key": key})
        return
    shown = f"client_secret {secret}" if secret else "client_secret 用它作为用证系统的那一个"
    console.print(f"client_id {app}\n{shown}\n通知的验签密钥 {key}\n只显示这一次，请马上交给对方保存。", soft_wrap=True)


def app_host(
    app: Name,
    frame: Annotated[list[str] | None, typer.Option(help="an origin that may show the zone in a frame, https; as often as needed")] = None,
    level: Annotated[int, typer.Option(help="up to which identity level it may say who its user is: 2, 3, 4; 0 takes it back")] = 0,
) -> None:
    """Let an app bring its users into the zone inside itself, or change or take back what it is let do there."""
    try:
        set_host(app, tuple(frame or ()), level)
    except ValueError as wrong:
        console.print(str(wrong))
        raise typer.Exit(2) from None
    except Refusal as refusal:
        _refuse(refusal)
    console.print("登记了。" if level else "不再是宿主。")


def app_callback(app: Name, address: Annotated[str, typer.Argument(help="https; empty for nowhere")] = "") -> None:
    """Where an app is told what happens, from now on."""
    try:
        set_callback(app, address)
    except ValueError as wrong:
        console.print(str(wrong))
        raise typer.Exit(2) from None
    except Refusal as refusal:
        _refuse(refusal)
    console.print("改好了。")


def app_scopes(
    app: Name, scope: Annotated[list[str], typer.Option(help="what people can allow it from now on; as often as needed")]
) -> None:
    """What people can allow an app, from now on. What is left out ends at once, in what they allowed too; what is new is asked of them."""
    try:
        gone = set_scopes(app, tuple(scope))
    except ValueError as wrong:
        console.print(str(wrong))
        raise typer.Exit(2) from None
    except Refusal as refusal:
        _refuse(refusal)
    console.print(f"改好了。马上收回：{'、'.join(gone)}。" if gone else "改好了。新加的，要用的人再点一次头。")


def app_end(app: Name) -> None:
    """Shut an app out, at once, with everything people allowed it."""
    if not end_app(app):
        _refuse(Refusal("app.unknown", "client_id"))
    console.print("停用了。")


def app_list(json: Json = False) -> None:
    """The apps that were let in."""
    rows = list_apps()
    if json:
        print_json({"apps": [{name: list(value) if isinstance(value, tuple) else value for name, value in row.items()} for row in rows]})
        return
    shown = [
        (
            row["id"],
            row["name"],
            "、".join(row["scopes"]),
            "、".join(row["themes"]) or "全部",
            "、".join(row["regions"]) or "全省",
            row["state"],
        )
        for row in rows
    ]
    print_table("应用", ("client_id", "名称", "能做", "主题", "地区", "状态"), shown)


def app_deliveries(
    app: Annotated[str, typer.Option(help="of one app only")] = "",
    state: Annotated[str, typer.Option(help="waiting, sent or dead")] = "",
    json: Json = False,
) -> None:
    """What apps were told, are still to be told, and could not be told."""
    rows = list_hooks(app, state)
    if json:
        named = ("id", "app", "kind", "case_id", "state", "attempts", "status")
        print_json({"deliveries": [{name: getattr(one, name) for name in named} | {"made_at": one.made_at.isoformat()} for one in rows]})
        return
    shown = [(one.id, one.app, one.kind, f"{one.made_at:%m-%d %H:%M}", one.state, str(one.attempts), one.status) for one in rows]
    print_table("通知", ("编号", "应用", "什么", "什么时候", "状态", "试了几次", "最后一次"), shown)


def app_resend(delivery: Annotated[str, typer.Argument(help="id of a delivery; see app deliveries")]) -> None:
    """Tell it again, from the start."""
    try:
        resend_hook(delivery)
    except Refusal as refusal:
        _refuse(refusal)
    console.print("排上了。")


def _refuse(refusal: Refusal) -> None:
    console.print(say_refusal(refusal, "zh"))
    raise typer.Exit(2)
