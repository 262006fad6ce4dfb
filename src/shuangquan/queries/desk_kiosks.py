"""Kiosks as the desk lists them: where they stand, how they and their devices are, since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shuangquan.core.standard.divisions import find_division
from shuangquan.core.standard.model_kiosk import SITES
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_times import current, say_moment
from shuangquan.records.kiosks import StoredKiosk

SILENT = timedelta(minutes=2)
"""A machine that says nothing for so long is silent; it speaks every twenty seconds."""
WELL = ""


@dataclass(frozen=True, slots=True)
class KioskRow:
    """state: serving | locked | silent | waiting (for a machine) | empty. printer, reader: words of trouble, "" when well.

    seen: when it last spoke, in words. called: since when somebody there asks for a person, "" when nobody does.
    """

    id: str
    place: Text
    site: Text
    region: str
    state: str
    printer: str
    reader: str
    seen: str
    called: str

    @property
    def ill(self) -> bool:
        """Whether somebody should look after it."""
        return self.state == "silent" or bool(self.called) or self.printer not in (WELL, "low") or bool(self.reader)


def find_kiosk_rows(held: Iterable[StoredKiosk], language: str) -> tuple[KioskRow, ...]:
    """What wants looking after comes first, then by region and place."""
    rows = (_make(one, language) for one in held)
    return tuple(sorted(rows, key=lambda row: (not row.ill, row.region, row.place.zh)))


def _make(one: StoredKiosk, language: str) -> KioskRow:
    moment = current()
    called = one.health.get("help", "")
    return KioskRow(
        one.id,
        one.place,
        SITES.get(one.site, Text(one.site)),
        find_division(one.region) or one.region,
        _find_state(one, moment),
        one.health.get("printer", "") if one.enrolled else "",
        one.health.get("reader", "") if one.enrolled else "",
        say_moment(one.seen_at, language, seen=moment) if one.seen_at else "",
        say_moment(datetime.fromisoformat(called), language, seen=moment) if called else "",
    )


def _find_state(one: StoredKiosk, moment: datetime) -> str:
    if not one.enrolled:
        return "waiting" if one.waiting else "empty"
    if one.locked:
        return "locked"
    return "silent" if one.seen_at is None or moment - one.seen_at > SILENT else "serving"
