"""`shuangquan station`: places with an agreement where helpers take in for citizens, who helps there, and their tablets."""

from datetime import date
from typing import Annotated, NoReturn

import typer

from shuangquan.actions import stations
from shuangquan.actions.showing import find_theme_name
from shuangquan.channels.cli.show import console, print_json, print_table
from shuangquan.channels.cli.standards import Json
from shuangquan.core.words.actor import SYSTEM
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal
from shuangquan.core.words.text import Text
from shuangquan.queries.station_acts import find_acts

Id = Annotated[str, typer.Argument(help="id of the station, as `station list` prints it")]
Day = Annotated[str, typer.Option(help="day, 2026-12-31; empty: without end")]


def station_add(
    place: Annotated[str, typer.Option(help="where it is: 中文 name, as people there read it")],
    partner: Annotated[str, typer.Option(help="with whom the agreement is")],
    site: Annotated[str, typer.Option(help="kind of place: village, bank, post or park")],
    region: Annotated[str, typer.Option(help="region code, six digits")],
    themes: Annotated[str, typer.Option(help="themes the agreement permits, comma-separated")],
    since: Annotated[str, typer.Option(help="first day of the agreement, 2026-01-01")],
    until: Day = "",
    english: Annotated[str, typer.Option(help="where it is, in English")] = "",
    json: Json = False,
) -> None:
    """Add a station with its agreement."""
    days = _read_day(since, "since") or date.min, _read_day(until, "until")
    try:
        made = stations.add_station(SYSTEM, Text(place, english), partner, site, region, _split(themes), days)
    except Refusal as refusal:
        _refuse(refusal)
    if json:
        print_json({"station": made.id})
    else:
        console.print(f"编号 {made.id}")


def station_change(station: Id, themes: Annotated[str, typer.Option(help="other themes, comma-separated")] = "", until: Day = "") -> None:
    """Change an agreement: other themes, another last day (`--until none`: without end)."""
    try:
        last = None if until in ("", "none") else _read_day(until, "until")
        stations.change_agreement(SYSTEM, station, _split(themes), last, ends=bool(until))
    except Refusal as refusal:
        _refuse(refusal)
    console.print("改好了。")


def station_helper(
    station: Id,
    account: Annotated[str, typer.Argument(help="login of a member of staff with the role helper")],
    end: Annotated[bool, typer.Option("--end", help="they do not help there any more")] = False,
) -> None:
    """Let somebody help at a station, or no longer."""
    try:
        stations.keep_helper(SYSTEM, station, account, ends=end)
    except Refusal as refusal:
        _refuse(refusal)
    console.print("记下了。")


def station_tablet(station: Id, json: Json = False) -> None:
    """A place for a tablet. The code that is printed is typed at it, at /station/enrol, within half an hour."""
    try:
        made, code = stations.add_tablet(SYSTEM, station)
    except Refusal as refusal:
        _refuse(refusal)
    if json:
        print_json({"tablet": made, "code": code})
    else:
        console.print(f"平板 {made}\n登记码 {code}\n半小时内到平板上打开 /station/enrol 输入，只能用一次。", soft_wrap=True)


def station_revoke(tablet: Annotated[str, typer.Argument(help="id of a tablet, as `station list` prints it")]) -> None:
    """A tablet is lost: it is known no more, and what is still on it can be opened by nobody."""
    try:
        stations.revoke_tablet(SYSTEM, tablet)
    except Refusal as refusal:
        _refuse(refusal)
    console.print("停用了。")


def station_list(json: Json = False) -> None:
    """Every station: where, with whom, until when, its tablets."""
    held = [(one, stations.list_tablets(SYSTEM, one.id)) for one in stations.list_stations(SYSTEM)]
    if json:
        rows = [
            {
                "id": one.id, "place": one.place.zh, "site": one.site, "region": one.region, "partner": one.partner,
                "themes": list(one.themes), "since": str(one.since), "until": str(one.until) if one.until else None,
                "tablets": [
                    {"id": tablet.id, "enrolled": tablet.enrolled_at is not None, "revoked": tablet.revoked_at is not None}
                    for tablet in tablets
                ],
            }
            for one, tablets in held
        ]  # fmt: skip
        print_json({"stations": rows})
        return
    shown = [
        (
            one.id, one.place.zh, one.site, one.region, one.partner, f"{one.since} – {one.until or ''}", "、".join(one.themes),
            "\n".join(f"{tablet.id} {_say(tablet)}" for tablet in tablets),
        )
        for one, tablets in held
    ]  # fmt: skip
    print_table("便民服务站", ("编号", "地点", "场所", "地区", "协议", "有效期", "能办的事", "平板"), shown)


def station_acts(station: Id, json: Json = False) -> None:
    """What a station did: who, for whom (masked), what, when, by which authorisation, how far it is."""
    acts = find_acts(SYSTEM, station)
    if json:
        rows = [
            {
                "at": act.at.isoformat(timespec="seconds"), "helper": act.helper, "whom": act.whom, "theme": act.theme, "basis": act.basis,
                "offline": act.offline, "state": act.state, "number": act.number,
            }
            for act in acts
        ]  # fmt: skip
        print_json({"acts": rows})
        return
    shown = [
        (f"{act.at:%m-%d %H:%M}", act.helper, act.whom, find_theme_name(act.bundle, act.theme).zh, act.basis, act.state, act.number)
        for act in acts
    ]
    print_table("站里办过什么", ("时间", "谁", "帮谁", "什么事", "凭据", "到哪一步", "编号"), shown)


def _say(tablet: stations.StoredTablet) -> str:
    return "停用" if tablet.revoked_at else "在用" if tablet.enrolled_at else "等登记" if tablet.waiting else "没登记"


def _split(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(",") if one.strip())


def _read_day(text: str, name: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{name}: 2026-12-31") from None


def _refuse(refusal: Refusal) -> NoReturn:
    console.print(say_refusal(refusal, "zh"))
    raise typer.Exit(2) from None
