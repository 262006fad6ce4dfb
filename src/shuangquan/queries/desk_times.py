"""Time left, counted down for officers: 34 分, 1 时 10 分, 明天 10:00, 3 月 9 日; and by how much something is late."""

from datetime import datetime, timedelta

from shuangquan.queries.portal_times import say_day, say_span


def say_left(due: datetime, language: str, seen: datetime) -> str:
    """What is left until `due`, short. Late: by how much, never hidden."""
    left = due - seen
    if left < timedelta(0):
        return f"超 {say_span(-left, language)}" if language != "en" else f"{say_span(-left, language)} late"
    minutes = int(left.total_seconds()) // 60
    if left < timedelta(hours=8):
        hours, rest = divmod(minutes, 60)
        if language == "en":
            return f"{hours} h {rest} min" if hours else f"{rest} min"
        return f"{hours} 时 {rest} 分" if hours else f"{rest} 分"
    days = (due.date() - seen.date()).days
    if days == 0:
        return f"今天 {due:%H:%M}" if language != "en" else f"Today {due:%H:%M}"
    if days == 1:
        return f"明天 {due:%H:%M}" if language != "en" else f"Tomorrow {due:%H:%M}"
    return say_day(due, language, seen=seen)
