"""Two texts of one file line by line: what is in both, in one, in the other."""

from dataclasses import dataclass
from difflib import SequenceMatcher

AROUND = 3
"""Lines of both that are shown before and after a change."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line. kind: same | gone (only before) | new (only after) | gap (`text` says how many were left out). number: in its own text."""

    kind: str
    number: int
    text: str


def compare_lines(before: str, after: str) -> tuple[Line, ...]:
    """What differs, with some lines around; nothing when the texts are the same."""
    old, new = before.splitlines(), after.splitlines()
    made: list[Line] = []
    reached = 0
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND):
        start = group[0][3]
        if start > reached:
            made.append(Line("gap", 0, str(start - reached)))
        for kind, from_old, to_old, from_new, to_new in group:
            if kind == "equal":
                made += [Line("same", number + 1, new[number]) for number in range(from_new, to_new)]
            else:
                made += [Line("gone", number + 1, old[number]) for number in range(from_old, to_old)]
                made += [Line("new", number + 1, new[number]) for number in range(from_new, to_new)]
        reached = group[-1][4]
    if made and reached < len(new):
        made.append(Line("gap", 0, str(len(new) - reached)))
    return tuple(made)
