"""`shuangquan kiosk`: machines in halls, banks, parks, shopping centres and villages."""

from collections.abc import Mapping
from typing import Annotated, NoReturn

import typer

from shuangquan.actions.kiosks import add_kiosk, list_kiosks, lock_kiosk, remove_machine, renew_code
from shuangquan.channels.cli.show import console, print_json, print_table
from shuangquan.channels.cli.standards import Json
from shuangquan.core.words.actor import SYSTEM
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal
from shuangquan.core.words.text import Text

Id = Annotated[str, typer.Argument(help="id of the kiosk, as `kiosk list` prints it")]


def kiosk_add(
    place: Annotated[str, typer.Option(help="where it stands: 中文 name, as people there read it")],
    site: Annotated[str, typer.Option(help="kind of place: hall, bank, park, mall or village")],
    region: Annotated[str, typer.Option(help="region code, six digits")],
    english: Annotated[str, typer.Option(help="where it stands, in English")] = "",
    printer: Annotated[str, typer.Option(help="its printer's queue at the print server; the kiosk's id without")] = "",
    json: Json = False,
) -> None:
    """Give a machine a place. The code that is printed is typed at the machine, at /kiosk/enrol, within half an hour."""
    try:
        made, code = add_kiosk(SYSTEM, Text(place, english), site, region, printer)
    except Refusal as refusal:
        _refuse(refusal)
    _show_code(made, code, json=json)


def kiosk_code(kiosk: Id, json: Json = False) -> None:
    """Another code for a place, for a machine that takes it over."""
    try:
        code = renew_code(SYSTEM, kiosk)
    except Refusal as refusal:
        _refuse(refusal)
    _show_code(kiosk, code, json=json)


def kiosk_lock(kiosk: Id) -> None:
    """Let nobody be served there."""
    _set_lock(kiosk, locked=True)


def kiosk_unlock(kiosk: Id) -> None:
    """Let people be served there again."""
    _set_lock(kiosk, locked=False)


def kiosk_remove(kiosk: Id) -> None:
    """The machine is gone: it is known no more, at once."""
    try:
        remove_machine(SYSTEM, kiosk)
    except Refusal as refusal:
        _refuse(refusal)
    console.print("停用了。")


def kiosk_list(json: Json = False) -> None:
    """Every machine: where, how it is, when it was heard from."""
    held = list_kiosks(SYSTEM)
    if json:
        rows = [
            {
                "id": one.id, "place": one.place.zh, "site": one.site, "region": one.region, "enrolled": one.enrolled,
                "seen": one.seen_at.isoformat() if one.seen_at else None, "health": dict(one.health), "locked": one.locked,
            }
            for one in held
        ]  # fmt: skip
        print_json({"kiosks": rows})
        return
    shown = [
        (
            one.id, one.place.zh, one.site, one.region, "锁着" if one.locked else "在用" if one.enrolled else "没登记",
            f"{one.seen_at:%m-%d %H:%M:%S}" if one.seen_at else "", _say_health(one.health),
        )
        for one in held
    ]  # fmt: skip
    print_table("自助终端", ("编号", "地点", "场所", "地区", "状态", "最近", "设备"), shown)


def _set_lock(kiosk: str, *, locked: bool) -> None:
    try:
        lock_kiosk(SYSTEM, kiosk, locked=locked)
    except Refusal as refusal:
        _refuse(refusal)
    console.print("锁上了。" if locked else "打开了。")


def _show_code(kiosk: str, code: str, *, json: bool) -> None:
    if json:
        print_json({"kiosk": kiosk, "code": code})
    else:
        console.print(f"编号 {kiosk}\n登记码 {code}\n半小时内到终端上打开 /kiosk/enrol 输入，只能用一次。", soft_wrap=True)


def _say_health(health: Mapping[str, str]) -> str:
    return "、".join(f"{name} {word}" for name, word in health.items() if word)


def _refuse(refusal: Refusal) -> NoReturn:
    console.print(say_refusal(refusal, "zh"))
    raise typer.Exit(2) from None
