"""对账: what differs between what we sent and what a department holds is named, and nothing else."""

from dataclasses import replace

import pytest

from shuangquan.core.cases.reconciling import Difference, OurPackage, TheirPackage, find_differences

OURS = OurPackage("P1", "d1", "C1", newest=True, sent=True, outcome="", by_department=False)
THEIRS = TheirPackage("P1", "d1", "")
DONE = replace(OURS, sent=False, outcome="approve", by_department=True)


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ([OURS], [THEIRS], []),
        ([DONE], [replace(THEIRS, outcome="approve")], []),
        ([OURS], [], [Difference("P1", "not_held", "C1")]),
        ([DONE], [], []),
        ([OURS], [replace(THEIRS, outcome="approve")], [Difference("P1", "behind", "C1")]),
        ([DONE], [replace(THEIRS, outcome="refuse")], [Difference("P1", "contradicts")]),
        ([replace(DONE, by_department=False)], [replace(THEIRS, outcome="refuse")], []),
        ([OURS], [replace(THEIRS, digest="d2")], [Difference("P1", "other_content")]),
        ([], [THEIRS], [Difference("P1", "unknown_to_us")]),
        ([OURS], [replace(THEIRS, digest="")], [Difference("P1", "no_digest")]),
        ([OURS], [replace(THEIRS, digest="", outcome="approve")], [Difference("P1", "no_digest")]),
        ([DONE], [replace(THEIRS, digest="", outcome="refuse")], []),
        ([], [replace(THEIRS, digest="")], []),
        ([replace(OURS, newest=False)], [], []),
    ],
)
def test_what_differs_is_named(ours: list[OurPackage], theirs: list[TheirPackage], found: list[Difference]) -> None:
    assert list(find_differences(ours, theirs)) == found
