"""The part of a plan that says what can be read off a paper that people hand in."""

from dataclasses import dataclass

from shuangquan.core.words.text import Text


@dataclass(frozen=True, slots=True)
class Shown:
    """One fact that stands on a paper. path: in names of the theme; labels: the words before it; options: (code, label) of an enum.

    identifies: it says whose paper this is.
    """

    path: str
    label: Text
    type: str
    labels: tuple[str, ...]
    options: tuple[tuple[str, Text], ...] = ()
    sensitive: bool = False
    identifies: bool = False
