"""What a frozen value has worked out about itself: a function of the value alone, so that working it out again would say the same."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Memo:
    """Answers by key, as long as the value lives that holds the memo."""

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        self._kept: dict[Hashable, Any] = {}

    def once(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """What `work_out` answers; it is called the first time only. Two threads may both call it: the answers are equal."""
        if key not in self._kept:
            self._kept[key] = work_out()
        return cast(T, self._kept[key])
