"""Ways to spoil a good file or text: one drawn mutation each, applied to bytes; and a count of what was tried."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st

Mutate = Callable[[bytes], bytes]

_AT = st.floats(0, 1, exclude_max=True)
_BYTES = st.binary(min_size=1, max_size=24)


def _place(data: bytes, at: float) -> int:
    return int(at * len(data))


def _flip(at: float, bit: int) -> Mutate:
    def mutate(data: bytes) -> bytes:
        place = _place(data, at)
        return data[:place] + bytes([data[place] ^ (1 << bit)]) + data[place + 1 :] if data else b"\x01"

    return mutate


def _tail(at: float) -> float:
    """The last kilobyte is where the seal is: half of all mutations go there."""
    return 1 - at * 0.01


def mutations(other: bytes, marks: tuple[bytes, ...]) -> st.SearchStrategy[Mutate]:
    """A mutation. other: a second good file, spliced in; marks: pieces that mean something to the reader, put anywhere."""
    place = st.one_of(_AT, _AT.map(_tail).filter(lambda at: at < 1))
    piece = st.one_of(_BYTES, st.sampled_from(marks))
    return st.one_of(
        st.builds(_flip, place, st.integers(0, 7)),
        st.builds(lambda at, more: lambda data: data[: _place(data, at)] + more + data[_place(data, at) :], place, piece),
        st.builds(lambda at, many: lambda data: data[: _place(data, at)] + data[_place(data, at) + many :], place, st.integers(1, 200)),
        st.builds(lambda at: lambda data: data[: _place(data, at)], place),
        st.builds(lambda more: lambda data: data + more, piece),
        st.builds(lambda more: lambda data: more + data, piece),
        st.builds(lambda one, two: lambda data: data[: _place(data, one)] + other[_place(other, two) :], place, place),
        st.builds(lambda one, two: lambda data: other[: _place(other, one)] + data[_place(data, two) :], place, place),
        st.builds(lambda old, new: lambda data: data.replace(old, new), st.sampled_from(marks), piece),
        st.builds(lambda at: lambda data: _recase(data, _place(data, at)), place),
        st.builds(lambda at: lambda data: data[: _place(data, at)] + data[_place(data, at) :] * 2, place),
        st.builds(lambda times: lambda data: _recode(data, times), st.integers(1, 3)),
    )


def _recase(data: bytes, place: int) -> bytes:
    """From a place on, letters in the other case: hex and base64 readers may not care."""
    return data[:place] + data[place:].swapcase()


def _recode(data: bytes, times: int) -> bytes:
    """The same bytes as base64: alone, with padding, with a line's end."""
    text = base64.urlsafe_b64encode(data)
    return (text, text + b"=" * times, text + b"\n" * times)[times % 3]


@dataclass
class Tally:
    """How many differed from what was good, and how all were answered."""

    changed: int = 0
    answers: dict[str, int] = field(default_factory=dict)

    def note(self, answer: str, *, changed: bool) -> None:
        self.changed += changed
        self.answers[answer] = self.answers.get(answer, 0) + 1
