"""Instants, spans and limits in words, 中文 and English. Times of day, never "soon"."""

from datetime import datetime, timedelta

from shuangquan.core.words.limits import Limit, Unit
from shuangquan.records.clock import ZONE, now

_UNITS = {
    Unit.HOURS: ("小时", "hour"),
    Unit.WORKING_DAYS: ("个工作日", "working day"),
    Unit.CALENDAR_DAYS: ("天", "day"),
    Unit.MONTHS: ("个月", "month"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def current() -> datetime:
    """The instant, in Asia/Shanghai."""
    return now()


def say_moment(at: datetime, language: str, *, seen: datetime | None = None) -> str:
    """今天 10:21, 11 月 24 日 10:21, or with its year when that is not this year's."""
    local, today = at.astimezone(ZONE), (seen or now()).astimezone(ZONE)
    clock = f"{local:%H:%M}"
    if local.date() == today.date():
        return f"Today {clock}" if language == "en" else f"今天 {clock}"
    return f"{say_day(local, language, seen=today)} {clock}"


def say_day(at: datetime, language: str, *, seen: datetime | None = None) -> str:
    """11 月 24 日, with the year when it is not this year's."""
    local, today = at.astimezone(ZONE), (seen or now()).astimezone(ZONE)
    same = local.year == today.year
    if language == "en":
        return f"{local.day} {_MONTHS[local.month - 1]}" + ("" if same else f" {local.year}")
    return ("" if same else f"{local.year} 年 ") + f"{local.month} 月 {local.day} 日"


def say_clock(at: datetime, language: str, *, seen: datetime | None = None) -> str:
    """The time of day, with the day when it is another day."""
    local, today = at.astimezone(ZONE), (seen or now()).astimezone(ZONE)
    return f"{local:%H:%M}" if local.date() == today.date() else f"{say_day(local, language, seen=today)} {local:%H:%M}"


def say_span(span: timedelta, language: str) -> str:
    """How long, in the largest unit that says it: 38 分钟, 2 小时 5 分钟, 3 天."""
    seconds = max(0, int(span.total_seconds()))
    zh = language != "en"
    if seconds < 1:
        return "不到 1 秒" if zh else "under 1 s"
    if seconds < 60:
        return f"{seconds} 秒" if zh else f"{seconds} s"
    minutes = seconds // 60
    if minutes < 60:
        return f"{minutes} 分钟" if zh else f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        tail = (f" {rest} 分钟" if zh else f" {rest} min") if rest else ""
        return (f"{hours} 小时" if zh else f"{hours} h") + tail
    return f"{hours // 24} 天" if zh else f"{hours // 24} days"


def say_limit(limit: Limit | None, language: str) -> str:
    """2 小时, 5 个工作日; empty when there is none."""
    if limit is None:
        return ""
    zh, en = _UNITS[limit.unit]
    if language == "en":
        return f"{limit.amount} {en}{'' if limit.amount == 1 else 's'}"
    return f"{limit.amount} {zh}"
