"""Pre-printed blanks with numbers on them: received in ranges, used one by one in order, spoiled ones passed over."""

import os
from dataclasses import dataclass

from django.db import transaction

from shuangquan.core.words.errors import Fault
from shuangquan.records.clock import now
from shuangquan.records.leases import append_stock
from shuangquan.records.models import LeaseBlock, NumberRange, StockSpoil


@dataclass(frozen=True, slots=True)
class Count:
    """How a stock stands. last: the number used last as printed, "" before the first."""

    received: int
    used: int
    spoiled: int
    left: int
    last: str


def receive_range(series: str, prefix: str, first: int, last: int, width: int) -> None:
    """Take in blanks first..last. ValueError when the range is empty or overlaps one taken in before."""
    with transaction.atomic():
        append_stock(series, first, last)
        NumberRange.objects.filter(series=series, first=first).update(prefix=prefix, width=width)


def take_blank(series: str) -> str:
    """The next blank's number as printed, ours alone; spoiled ones are passed over. Fault("stock.empty") when none is left.

    RuntimeError inside a transaction: a number is taken before what uses it is kept.
    """
    with transaction.atomic(durable=True):
        for held in NumberRange.objects.select_for_update().filter(series=series).order_by("id"):
            spoiled = set(StockSpoil.objects.filter(series=series, number__range=(held.next, held.last)).values_list("number", flat=True))
            number = next((one for one in range(held.next, held.last + 1) if one not in spoiled), None)
            NumberRange.objects.filter(pk=held.pk).update(next=held.last + 1 if number is None else number + 1)
            if number is not None:
                holder = f"{os.uname().nodename}/{os.getpid()}"
                LeaseBlock.objects.create(series=series, first=number, last=number, holder=holder, leased_at=now())
                return print_number(held, number)
        raise Fault("stock", "stock.empty")


def append_spoiled(series: str, text: str, why: str, officer: str) -> bool:
    """Keep that a blank serves nobody, used or not. False when no such blank was received, or it is known already."""
    with transaction.atomic():
        for held in NumberRange.objects.select_for_update().filter(series=series):
            digits = text.removeprefix(held.prefix)
            if text.startswith(held.prefix) and digits.isdecimal() and held.first <= int(digits) <= held.last:
                _, made = StockSpoil.objects.get_or_create(
                    series=series, number=int(digits), defaults={"why": why, "officer": officer, "at": now()}
                )
                return made
    return False


def count_stock(series: str) -> Count:
    """How a stock stands: received, used (taken for a certificate), spoiled before use, left."""
    ranges = list(NumberRange.objects.filter(series=series).order_by("id"))
    spoiled = set(StockSpoil.objects.filter(series=series).values_list("number", flat=True))
    blocks = list(LeaseBlock.objects.filter(series=series).order_by("-leased_at", "-first").values_list("first", flat=True))
    used = set(blocks)
    left = sum(held.last - held.next + 1 - sum(held.next <= one <= held.last for one in spoiled) for held in ranges)
    last = next((print_number(held, blocks[0]) for held in ranges if blocks and held.first <= blocks[0] <= held.last), "")
    return Count(sum(held.last - held.first + 1 for held in ranges), len(used), len(spoiled - used), left, last)


def print_number(held: NumberRange, number: int) -> str:
    """As it stands on the blank."""
    return f"{held.prefix}{number:0{held.width}d}"
