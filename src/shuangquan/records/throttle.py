"""How often somebody has tried: counted in the database, so that all web processes count together, under a name that tells nobody who.

A row's key is a keyed hash over what is counted, who it is and, where the time is cut into windows, which window: the table alone does not
tell which rows are one person's, and they go when their time is over.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from shuangquan.records.clock import now
from shuangquan.records.vault import blind_index

KEPT = timedelta(days=1)
LONGEST = 3600
_COUNT = (
    "insert into throttle (key, count, until) values (%s, 1, %s)"
    " on conflict (key) do update set count = throttle.count + 1 returning count"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rate:
    """At most so many in so many seconds. what: a word for what is counted."""

    what: str
    most: int
    seconds: int


def append_try(rate: Rate, who: str) -> int:
    """Count one. Answers the seconds until it may be tried again; 0 when it may be now."""
    count, seconds = count_try(rate, who)
    return seconds if count > rate.most else 0


def count_try(rate: Rate, who: str) -> tuple[int, int]:
    """Count one. Answers how many there were in this window of time, and the seconds until it is over."""
    moment = now()
    nth, passed = divmod(int(moment.timestamp()), rate.seconds)
    left = rate.seconds - passed
    return _count(f"{rate.what}|{nth}|{who}", moment + timedelta(seconds=left)), left


def find_wait(rate: Rate, who: str) -> int:
    """As `append_try`, without counting."""
    nth, passed = divmod(int(now().timestamp()), rate.seconds)
    with connection.cursor() as cursor:
        cursor.execute("select count from throttle where key = %s", [_key(f"{rate.what}|{nth}|{who}")])
        row = cursor.fetchone()
    return rate.seconds - passed if row and row[0] >= rate.most else 0


def append_failure(what: str, who: str) -> int:
    """Count a failure; each makes the wait twice as long, up to an hour. Answers the seconds still to wait: then it was not counted."""
    key, moment = _key(f"{what}||{who}"), now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("insert into throttle (key, count, until) values (%s, 0, %s) on conflict (key) do nothing", [key, moment])
        cursor.execute("select count, until from throttle where key = %s for update", [key])
        count, until = cursor.fetchone()
        left: timedelta = until - moment
        if left > timedelta():
            return max(1, round(left.total_seconds()))
        wait = timedelta(seconds=min(2 ** min(count + 1, 12), LONGEST))
        cursor.execute("update throttle set count = count + 1, until = %s where key = %s", [moment + wait, key])
    return 0


def apply_sweep() -> int:
    """Drop what is over: after a day, so that a row of failures is remembered for that long. Answers how many."""
    with connection.cursor() as cursor:
        cursor.execute("delete from throttle where until < %s", [now() - KEPT])
        return int(cursor.rowcount)


def _count(name: str, until: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [_key(name), until])
        row = cursor.fetchone()
    return int(row[0])


def _key(name: str) -> bytes:
    return blind_index("try", name)
