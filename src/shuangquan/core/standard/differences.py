"""What changed between two standards, in an official's words, and what it comes to for people."""

from collections.abc import Collection

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.differences_counted import compare_figures
from shuangquan.core.standard.differences_items import compare_items
from shuangquan.core.standard.differences_library import compare_libraries
from shuangquan.core.standard.differences_parts import Difference as Difference
from shuangquan.core.standard.differences_parts import Weight as Weight
from shuangquan.core.standard.differences_themes import compare_themes
from shuangquan.core.standard.text import drop_places


def find_differences(old: Bundle, new: Bundle, *, counted: bool = True, themes: Collection[str] | None = None) -> tuple[Difference, ...]:
    """Every difference of content, libraries first, then themes and items; then (if `counted`) figures from the plans of every class.

    Places, comments, the order of entries and examples make no difference. Both bundles should be free of errors: a class that does not
    compile is itself told as a difference, a condition that cannot be parsed is quoted as written. themes: of which figures are counted,
    for whoever knows that the plans of others are the same; None counts all.
    """
    if old.hash == new.hash:
        return ()
    said = (*compare_libraries(old, new), *compare_themes(old, new), *compare_items(old, new))
    found: tuple[Difference, ...] = drop_places((*said, *compare_figures(old, new, themes)) if counted else said)
    return found
