"""Finding on a paper what the standard says stands there: words, then the value behind or under them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from shuangquan.core.exchange.paper_lines import Piece, Row, find_below, find_rows
from shuangquan.core.exchange.paper_values import fold, read_printed, read_valid_to
from shuangquan.core.standard.plan import Evidence, Shown
from shuangquan.core.words.knowledge import Value

NO_LABEL = "label"
"""The words themselves were not found."""
VALID_TO = "valid_to"
Text = tuple[str, tuple[Piece, ...]]
"""What may be a value, and the pieces it stands on: the label's first."""
_BETWEEN = ":：|︰﹕"
_FREE = frozenset({"text", "address"})
"""Types of which any text is a value: there the next label, not the shape, says where it ends."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was read for one path (or `valid_to`, without value or fault when it has no end).

    fault: "" | label | shape | check. page, sure: of the value; 0 without one. pieces: of the label and of
    the value, one where both are in one.
    """

    path: str
    value: Value | None
    fault: str = ""
    page: int = 0
    sure: int = 0
    pieces: tuple[Piece, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class _Text:
    """A piece without spaces, with where each letter stood, so that what follows a label keeps its gaps."""

    plain: str
    places: tuple[int, ...]


def find_fields(evidence: Evidence, pieces: Iterable[Piece]) -> tuple[Found, ...]:
    """One for everything that the paper shows, in the standard's order; the day on which it ends is last."""
    rows = find_rows(pieces)
    wanted = [*evidence.shows]
    if evidence.valid_to:
        wanted.append(Shown(VALID_TO, evidence.name, "date", evidence.valid_to))
    every = tuple(sorted({fold(label) for shown in wanted for label in shown.labels}, key=len, reverse=True))
    return tuple(_find_one(shown, rows, every) for shown in wanted)


def _find_one(shown: Shown, rows: tuple[Row, ...], every: tuple[str, ...]) -> Found:
    """The first that holds; else the first that was there at all."""
    best: Found | None = None
    for text, pieces in _find_texts(shown, rows, every):
        said = read_valid_to(text) if shown.path == VALID_TO else read_printed(shown.type, text, shown.options)
        found = Found(shown.path, said.value, said.fault, pieces[-1].page, pieces[-1].sure, pieces)
        if not said.fault:
            return found
        if best is None or (best.value is None and said.value is not None):
            best = found
    return best or Found(shown.path, None, NO_LABEL)


def _find_texts(shown: Shown, rows: tuple[Row, ...], every: tuple[str, ...]) -> Iterator[Text]:
    """(text, its pieces) wherever one of its labels stands: behind it in its piece, in the next one, or under it."""
    labels = sorted({fold(label) for label in shown.labels}, key=len, reverse=True)
    for place, row in enumerate(rows):
        for number, piece in enumerate(row):
            text = _flatten(piece.text)
            for label in labels:
                at = _find_label(text.plain, label, every)
                if at < 0:
                    continue
                end = at + len(label)
                behind = _cut(piece.text, text, end, every, free=shown.type in _FREE)
                if fold(behind):
                    yield behind, (piece,)
                yield from _find_near(rows, place, number, every, free=shown.type in _FREE)
                break


def _find_near(rows: tuple[Row, ...], place: int, number: int, every: tuple[str, ...], *, free: bool) -> Iterator[Text]:
    """What stands beside the label, then what stands under it; never another label."""
    row = rows[place]
    near = (row[number + 1] if number + 1 < len(row) else None, find_below(rows, place, row[number]))
    for piece in near:
        if piece is not None:
            text = _flatten(piece.text)
            start = 1 if text.plain[:1] in _BETWEEN and text.plain else 0
            if not any(text.plain.startswith(label, start) for label in every):
                yield _cut(piece.text, text, start, every, free=free), (row[number], piece)


def _flatten(text: str) -> _Text:
    letters = [(letter, place) for place, one in enumerate(text) for letter in fold(one)]
    return _Text("".join(letter for letter, _ in letters), tuple(place for _, place in letters))


def _find_label(plain: str, label: str, every: tuple[str, ...]) -> int:
    """Where a label stands that is no part of a longer one (所有人 in 所有人地址), and at the beginning or after something else; -1."""
    longer = [other for other in every if label in other and other != label]
    at = plain.find(label)
    while at >= 0:
        inside = any(plain.startswith(other, at - other.find(label)) for other in longer if at >= other.find(label))
        if not inside and (at == 0 or not _is_word(plain[at - 1]) or any(plain[:at].endswith(end) for end in every) or ":" in plain[:at]):
            return at
        at = plain.find(label, at + 1)
    return -1


def _is_word(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff"


def _cut(raw: str, text: _Text, start: int, every: tuple[str, ...], *, free: bool) -> str:
    """The text from `start` on, up to the next label; a free text also ends at a wide gap."""
    plain = text.plain
    while start < len(plain) and plain[start] in _BETWEEN:
        start += 1
    ends = [at for label in every if (at := plain.find(label, start)) >= 0]
    end = min(ends, default=len(plain))
    if start >= end:
        return ""
    found = raw[text.places[start] : text.places[end - 1] + 1]
    return found.split("   ")[0].strip() if free else found
