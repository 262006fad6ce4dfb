"""Pre-printed blanks: each number once, in order, spoiled ones passed over."""

import threading

import pytest
from django.db import connection, transaction

from shuangquan.core.words.errors import Fault
from shuangquan.records.stock import append_spoiled, count_stock, receive_range, take_blank

SERIES = "stock:civil/blank"


def test_blanks_are_used_in_order_as_printed_and_run_out(committed_db: str) -> None:
    receive_range(SERIES, "鲁", 98, 100, 6)
    receive_range(SERIES, "S", 5, 6, 4)
    assert [take_blank(SERIES) for _ in range(5)] == ["鲁000098", "鲁000099", "鲁000100", "S0005", "S0006"]
    with pytest.raises(Fault, match=r"stock\.empty"):
        take_blank(SERIES)
    found = count_stock(SERIES)
    assert (found.received, found.used, found.left, found.last) == (5, 5, 0, "S0006")


def test_spoiled_ones_are_passed_over_and_counted(committed_db: str) -> None:
    receive_range(SERIES, "S", 1, 6, 3)
    assert take_blank(SERIES) == "S001"
    assert append_spoiled(SERIES, "S002", "damage", "staff-1") and append_spoiled(SERIES, "S003", "lost", "staff-1")
    assert not append_spoiled(SERIES, "S002", "damage", "staff-1") and not append_spoiled(SERIES, "S900", "lost", "staff-1")
    assert not append_spoiled(SERIES, "T004", "lost", "staff-1")
    assert append_spoiled(SERIES, "S001", "print", "staff-1"), "one that was used can be spoiled as well"
    assert count_stock(SERIES).left == 3 and take_blank(SERIES) == "S004"
    found = count_stock(SERIES)
    assert (found.received, found.used, found.spoiled, found.left) == (6, 2, 2, 2)


def test_the_same_blanks_are_not_received_twice(committed_db: str) -> None:
    receive_range(SERIES, "S", 1, 6, 3)
    for first, last in ((6, 9), (1, 1), (4, 3)):
        with pytest.raises(ValueError, match="overlaps"):
            receive_range(SERIES, "S", first, last, 3)


def test_many_at_once_get_different_blanks(committed_db: str) -> None:
    receive_range(SERIES, "S", 1, 60, 3)
    taken: list[str] = []
    start = threading.Barrier(6)

    def take() -> None:
        start.wait()
        taken.extend(take_blank(SERIES) for _ in range(10))
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [f"S{number:03d}" for number in range(1, 61)]


def test_none_is_taken_inside_a_transaction(committed_db: str) -> None:
    receive_range(SERIES, "S", 1, 2, 1)
    with pytest.raises(RuntimeError), transaction.atomic():
        take_blank(SERIES)
