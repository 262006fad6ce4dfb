"""Numbers, leased in blocks ahead of need: never max+1, never gapless, never inside the transaction that uses them.

A series counts up without end; pre-printed stock (blank certificates with numbers on them) comes in ranges that run out.
"""

import os

from django.db import transaction

from shuangquan.core.words.errors import Fault
from shuangquan.records.clock import now
from shuangquan.records.models import LeaseBlock, NumberRange

_ENDLESS = 2**62


def lease_block(series: str, size: int) -> range:
    """The next `size` numbers of an endless series that starts at 1, ours alone; of stock, up to `size` from its current range.

    Numbers not used are lost; `lease_block` rows say who had them.

    Fault("stock", "stock.empty") when stock has run out. RuntimeError inside a transaction. ValueError unless size is positive.
    """
    if size < 1:
        raise ValueError("a block has at least one number")
    with transaction.atomic(durable=True):
        ranges = _lock_ranges(series)
        if not ranges:
            # Whoever asks first opens the series; a second one waits here for the first to commit, and then reads that row.
            NumberRange.objects.bulk_create([NumberRange(series=series, first=1, last=_ENDLESS, next=1)], ignore_conflicts=True)
            ranges = _lock_ranges(series)
        current = next((r for r in ranges if r.next <= r.last), None)
        if current is None:
            raise Fault("stock", "stock.empty")
        last = min(current.next + size - 1, current.last)
        NumberRange.objects.filter(pk=current.pk).update(next=last + 1)
        LeaseBlock.objects.create(
            series=series, first=current.next, last=last, holder=f"{os.uname().nodename}/{os.getpid()}", leased_at=now()
        )
    return range(current.next, last + 1)


def append_stock(series: str, first: int, last: int) -> None:
    """Take in pre-printed stock with numbers first..last. ValueError when the range is empty or overlaps one taken in before."""
    with transaction.atomic():
        ranges = list(NumberRange.objects.select_for_update().filter(series=series))
        if last < first or any(r.first <= last and first <= r.last for r in ranges):
            raise ValueError(f"stock {series} {first}..{last} is empty or overlaps")
        NumberRange.objects.create(series=series, first=first, last=last, next=first)


def find_stock_left(series: str) -> int:
    """How many numbers of stock are not leased yet."""
    return sum(r.last - r.next + 1 for r in NumberRange.objects.filter(series=series))


def _lock_ranges(series: str) -> list[NumberRange]:
    return list(NumberRange.objects.select_for_update().filter(series=series).order_by("first"))
