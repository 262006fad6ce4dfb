"""What a reader saw on a paper: pieces of text with their boxes, brought into the order in which people read."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of text. page: from 1. Its box in thousandths of the page, from the upper left corner; sure: 0 to 100."""

    text: str
    page: int
    left: int
    top: int
    right: int
    bottom: int
    sure: int = 100

    @property
    def height(self) -> int:
        """Of its box."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half-way down its box."""
        return (self.top + self.bottom) / 2


Row = tuple[Piece, ...]
"""Pieces that stand beside each other, from left to right."""


def find_rows(pieces: Iterable[Piece]) -> tuple[Row, ...]:
    """The rows of all pages, from top to bottom. What leans a little (a photograph) is still one row."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.page, one.middle, one.left)):
        if rows and _stands_beside(rows[-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return tuple(tuple(sorted(row, key=lambda one: one.left)) for row in rows)


def _stands_beside(row: list[Piece], piece: Piece) -> bool:
    """Whether its middle lies within the nearest piece of the row, and the other way about."""
    near = min(row, key=lambda one: abs(one.left - piece.left))
    apart = abs(near.middle - piece.middle)
    return near.page == piece.page and apart <= 0.5 * max(1, min(near.height, piece.height))


def find_below(rows: tuple[Row, ...], place: int, piece: Piece) -> Piece | None:
    """The piece right under another: in the next row of its page, overlapping it sideways by more than anything else there."""
    row = rows[place + 1] if place + 1 < len(rows) else ()
    if not row or row[0].page != piece.page:
        return None
    found = max(row, key=lambda one: _overlap(one, piece))
    return found if _overlap(found, piece) > 0 else None


def _overlap(one: Piece, other: Piece) -> int:
    return min(one.right, other.right) - max(one.left, other.left)
