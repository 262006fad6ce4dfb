"""Hear what is new in registers that begin themes (a child was born): each new record is an offer to whom it is about."""

import logging
from datetime import date

from shuangquan.actions.calendars import find_calendar
from shuangquan.actions.calls import collecting_calls
from shuangquan.actions.standards import load_online
from shuangquan.connectors.bound import ports
from shuangquan.connectors.share.port import FeedRequest, NewRecord
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.divisions import PROVINCE
from shuangquan.core.standard.durations import read_limit
from shuangquan.core.standard.model_proactive import Proactive
from shuangquan.core.standard.model_theme import Theme
from shuangquan.core.standard.news import find_news
from shuangquan.core.words.calendar import find_deadline
from shuangquan.core.words.errors import Fault
from shuangquan.records.clock import now, today
from shuangquan.records.sweeps import Found, append_heard, close_over, find_cursor
from shuangquan.records.vault import blind_index

PAGES = 40
"""Answers heard at once of one register; the rest next time."""
_log = logging.getLogger(__name__)


def hear_news() -> int:
    """Go through every theme that a register's news begin; answers how many offers they began. A register that fails is asked next time."""
    bundle, began = load_online(), 0
    for theme in bundle.themes.values():
        if theme.proactive is None or theme.proactive.event is None:
            continue
        close_over(str(theme.theme), today())
        try:
            began += _hear(bundle, theme, theme.proactive)
        except Fault as fault:
            _log.warning("news not heard", extra={"event": "news", "theme": str(theme.theme), "code": fault.code})
    return began


def _hear(bundle: Bundle, theme: Theme, proactive: Proactive) -> int:
    source = str(proactive.event)
    told, resource = find_news(bundle, source), bundle.resources[source]
    limit = read_limit(proactive.stands)
    until = find_deadline(now(), limit, find_calendar()).at.date() if limit else None
    began = 0
    for _ in range(PAGES):
        since = find_cursor(str(theme.theme), source)
        with collecting_calls(PROVINCE):
            news = ports().share.hear(
                FeedRequest(source, str(resource.provider), told.who, told.about, f"{theme.name.zh}：主动告知"[:200], since)
            )
        found = [_find(one, until) for one in news.records]
        if news.cursor != since and not append_heard(str(theme.theme), source, since, news.cursor, found):
            break  # another worker hears the same news
        began += len(found)
        if not news.more:
            break
    return began


def _find(one: NewRecord, until: date | None) -> Found:
    about = blind_index("record", one.about) if one.about else b""
    return Found(blind_index("id_number", one.who), one.region, about=about, until=until)
