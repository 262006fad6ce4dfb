"""Chance that is the same on every machine and every Python: SplitMix64, seeded by a number and a name."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_MASK = (1 << 64) - 1


class Dice:
    """A stream of chance. Two dice of the same seed and name fall alike; streams of other names do not disturb them."""

    def __init__(self, seed: int, name: str) -> None:
        self._state = int.from_bytes(hashlib.blake2b(f"{seed}/{name}".encode(), digest_size=8).digest(), "big")

    def _next(self) -> int:
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        z = self._state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        return z ^ (z >> 31)

    def below(self, n: int) -> int:
        """A whole number from 0 to n - 1."""
        return self._next() % n

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def real(self, low: float = 0.0, high: float = 1.0) -> float:
        """A real number from low up to high."""
        return low + (high - low) * (self._next() / 2**64)

    def chance(self, share: float) -> bool:
        """True in `share` of the cases."""
        return self.real() < share

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, each as likely."""
        return options[self.below(len(options))]
