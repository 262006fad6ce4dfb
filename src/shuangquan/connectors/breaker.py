"""A breaker per party: after failures in a row it opens, so that a party that is down costs nothing; later one call tries again."""

import threading
from collections.abc import Callable


class Breaker:
    """closed → open after `opens_after` failures in a row → half-open after `cools` seconds, one trial → closed or open."""

    def __init__(self, opens_after: int, cools: float, monotonic: Callable[[], float]) -> None:
        self._opens_after = opens_after
        self._cools = cools
        self._monotonic = monotonic
        self._failures = 0
        self._opened_at: float | None = None
        self._trial_at: float | None = None
        self._lock = threading.Lock()

    @property
    def state(self) -> str:
        """closed | open | half_open."""
        with self._lock:
            if self._opened_at is None:
                return "closed"
            return "half_open" if self._monotonic() - self._opened_at >= self._cools else "open"

    def allow(self) -> bool:
        """Whether a call may go out. In half-open state one caller gets the trial, and another if that one is never heard of."""
        with self._lock:
            if self._opened_at is None:
                return True
            moment = self._monotonic()
            if moment - self._opened_at < self._cools:
                return False
            if self._trial_at is not None and moment - self._trial_at < self._cools:
                return False
            self._trial_at = moment
            return True

    def succeed(self) -> None:
        """A call was answered."""
        if self._failures == 0 and self._opened_at is None:
            return
        with self._lock:
            self._failures, self._opened_at, self._trial_at = 0, None, None

    def fail(self) -> None:
        """A call failed in a way that speaks of the party."""
        with self._lock:
            self._failures += 1
            if self._trial_at is not None or self._failures >= self._opens_after:
                self._opened_at, self._trial_at = self._monotonic(), None
