"""Numbers in blocks: nobody gets one twice."""

import threading

import pytest
from django.db import connection, transaction

from shuangquan.core.words.errors import Fault
from shuangquan.records.leases import append_stock, find_stock_left, lease_block
from shuangquan.records.models import LeaseBlock


def test_a_series_counts_from_one(committed_db: str) -> None:
    assert (lease_block("a", 3), lease_block("a", 2), lease_block("b", 1)) == (range(1, 4), range(4, 6), range(1, 2))
    assert list(LeaseBlock.objects.filter(series="a").order_by("first").values_list("first", "last")) == [(1, 3), (4, 5)]


def test_many_at_once_get_different_numbers(committed_db: str) -> None:
    taken: list[int] = []
    start = threading.Barrier(8)

    def lease() -> None:
        start.wait()
        for _ in range(10):
            taken.extend(lease_block("a", 5))
        connection.close()

    threads = [threading.Thread(target=lease) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, 401))


def test_stock_comes_in_ranges_and_runs_out(committed_db: str) -> None:
    append_stock("blank", 1001, 1003)
    append_stock("blank", 5001, 5002)
    assert find_stock_left("blank") == 5
    assert [lease_block("blank", 2) for _ in range(3)] == [range(1001, 1003), range(1003, 1004), range(5001, 5003)]
    with pytest.raises(Fault, match=r"stock\.empty"):
        lease_block("blank", 1)


def test_stock_is_not_taken_in_twice(committed_db: str) -> None:
    append_stock("blank", 10, 20)
    for first, last in ((20, 30), (1, 10), (12, 13), (5, 4)):
        with pytest.raises(ValueError, match="overlaps"):
            append_stock("blank", first, last)


def test_none_are_leased_inside_a_transaction(committed_db: str) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        lease_block("a", 1)
