"""Themes on offer, in the order of the two lives or by the words somebody typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.model_theme import Theme
from shuangquan.core.standard.regions import is_offered
from shuangquan.core.words.text import Text


@dataclass(frozen=True, slots=True)
class Found:
    """A theme on offer."""

    id: str
    name: Text
    stage: str


def find_themes(online: Bundle, stages: Sequence[str], region: str = "") -> tuple[Found, ...]:
    """Every theme on offer, by the order of `stages`; of one stage that which brings most together first.

    Those of a stage that is not named come last. region: where, "" anywhere.
    """
    order = {stage: nth for nth, stage in enumerate(stages)}
    offered = sorted(_offered(online, region), key=lambda theme: (order.get(theme.stage, len(order)), -len(theme.items)))
    return tuple(_found(theme) for theme in offered)


def _offered(online: Bundle, region: str) -> Iterator[Theme]:
    return (theme for theme in online.themes.values() if not region or is_offered(theme, region))


def search_themes(online: Bundle, text: str, hints: Mapping[str, Text], region: str = "") -> tuple[Found, ...]:
    """Themes whose name, stage, stage's hint or items' names share pairs of characters with `text`, the nearest first.

    What is in the name counts twice; of equals one that is offered everywhere, and the one that is about less, comes first.
    """
    wanted = [char for char in text.lower() if not char.isspace()]
    pairs = {a + b for a, b in pairwise(wanted)} or set(wanted)
    words = {theme.theme: _words_of(online, theme, hints) for theme in _offered(online, region)}
    names = {theme.theme: f"{theme.name.zh} {theme.name.en}".lower() for theme in _offered(online, region)}
    scored = [
        (sum((pair in words[each]) + (pair in names[each]) for pair in pairs), not online.themes[each].regions, -len(words[each]), each)
        for each in words
    ]
    return tuple(_found(online.themes[theme]) for score, *_, theme in sorted(scored, reverse=True) if score)


def _found(theme: Theme) -> Found:
    return Found(str(theme.theme), theme.name, str(theme.stage))


def _words_of(online: Bundle, theme: Theme, hints: Mapping[str, Text]) -> str:
    names = [theme.name, *(online.items[str(use.use)].name for use in theme.uses if str(use.use) in online.items)]
    hint = hints.get(str(theme.stage))
    words = [str(theme.stage), *(part for name in (*names, *([hint] if hint else [])) for part in (name.zh, name.en))]
    return " ".join(words).lower()
