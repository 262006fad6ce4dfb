"""`shuangquan instant`: which items can be decided without a person, counted from plans and rules. No database, no network."""

from pathlib import Path
from typing import Annotated

import typer

from shuangquan.channels.cli.show import console, print_json, print_table
from shuangquan.channels.cli.standards import Json, choose_themes, default_standards, load_or_exit
from shuangquan.core.standard.instant import find_instants
from shuangquan.core.standard.instants import Count, Instants, ThemeInstants, Variant
from shuangquan.core.standard.saying import say_class
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.text import Text


def instant(
    themes: Annotated[list[str] | None, typer.Argument(help="themes; all by default")] = None,
    standards: Annotated[Path | None, typer.Option(help="folder of standards")] = None,
    json: Json = False,
) -> None:
    """List which items rules can decide by themselves (秒批), in which situations, and why a person is needed for the others."""
    bundle = load_or_exit(standards or default_standards())
    found = find_instants(bundle, choose_themes(bundle, themes))
    if json:
        print_json(_to_plain(found))
        return
    for theme in found.themes:
        rows = [(one.name.zh, say_class(bundle, dict(one.situation)).zh or "都一样", _say(one), one.regions) for one in theme.variants]
        print_table(theme.name.zh, ("事项", "情形", "能不能秒批", "县（市、区）"), rows)
        console.print()
    for name, count in (("事项", found.items), ("业务办理项", found.variants), ("县级实施", found.regional)):
        partly = f"，另有{count.partly}个在部分情形里能" if count.partly else ""
        console.print(f"{name}：{count.all}个里{count.instant}个能秒批{partly}")
    console.print(
        "[dim]能秒批：平台决定，规则要看的数据都由机器取得，没有要人看的材料，不用公示、不用上门。规则只会通过或者转给人，不会自动不予。[/dim]"
    )


def _say(one: Variant) -> str:
    if not one.instant:
        return "；".join(why.say().zh for why in one.why)
    return "能" + (f"，只要“{'”“'.join(name.zh for name in one.given)}”查得到" if one.given else "")


def _to_plain(found: Instants) -> dict[str, object]:
    counts = {"items": found.items, "variants": found.variants, "regional": found.regional}
    return {**{name: _count(one) for name, one in counts.items()}, "themes": [_theme(theme) for theme in found.themes]}


def _count(one: Count) -> dict[str, int]:
    return {"instant": one.instant, "partly": one.partly, "all": one.all}


def _theme(theme: ThemeInstants) -> dict[str, object]:
    return {"theme": theme.theme, "name": to_plain(theme.name), "variants": [_variant(one) for one in theme.variants]}


def _variant(one: Variant) -> dict[str, object]:
    said: list[Text] = [why.say() for why in one.why]
    return {
        "item": one.item,
        "name": to_plain(one.name),
        "situation": dict(one.situation),
        "instant": one.instant,
        "if_found": [to_plain(name) for name in one.given],
        "why": [{"code": why.code, **to_plain(text)} for why, text in zip(one.why, said, strict=True)],
        "counties": one.regions,
    }
