"""`shuangquan try --all`: every theme in every situation class, headless. No database, no network."""

import dataclasses
import time
from typing import NoReturn

import typer

from shuangquan.actions.walking import ThemeWalked, walk_theme
from shuangquan.channels.cli.show import console, print_json, print_table
from shuangquan.channels.cli.standards import default_standards, fail, load_or_exit

HEADS = ("主题", "情形", "走到", "按预期办结", "拒绝后按预期", "全由规则", "无需办理", "人工步骤", "秒")


def walk_all(theme: str | None, seed: int, *, json: bool) -> NoReturn:
    """Walk one theme or all of them; exit code 1 when a class is unreached or ends otherwise than it must."""
    bundle = load_or_exit(default_standards())
    if theme is not None and theme not in bundle.themes:
        fail(f"没有叫 {theme} 的主题，有：{'、'.join(bundle.themes)}")
    started, shown = time.monotonic(), [0.0]

    def tell(name: str, done: int, of: int) -> None:
        now = time.monotonic()
        if now - started > 1 and now - shown[0] > 1:
            shown[0] = now
            typer.secho(f"{name} {done}/{of}", err=True)

    found = [walk_theme(bundle, one, seed, tell) for one in ((theme,) if theme else tuple(bundle.themes))]
    if json:
        print_json({"seed": seed, "themes": [dataclasses.asdict(one) for one in found], **_sum(found)})
    else:
        _print(found)
    raise typer.Exit(1 if any(one.unreached for one in found) else 0)


def _sum(found: list[ThemeWalked]) -> dict[str, int | float]:
    names = ("classes", "walked", "ended", "refusals")
    sums: dict[str, int | float] = {name: sum(getattr(one, name) for one in found) for name in names}
    return {**sums, "unreached": sum(len(one.unreached) for one in found), "seconds": round(sum(one.seconds for one in found), 2)}


def _print(found: list[ThemeWalked]) -> None:
    names = ("theme", "classes", "walked", "ended", "refusals", "rules_alone", "nothing_to_do", "officers", "seconds")
    print_table("每个主题、每种情形", HEADS, [[getattr(one, name) for name in names] for one in found])
    for one in found:
        for missed in one.unreached:
            console.print(f"[red]没走到[/red] {one.theme} {missed.signed_in} {dict(missed.situation)}：{missed.reason}")
    sums = _sum(found)
    console.print(f"共{sums['classes']}种情形，走到{sums['walked']}，按预期办结{sums['ended']}，没走到或不对{sums['unreached']}")
