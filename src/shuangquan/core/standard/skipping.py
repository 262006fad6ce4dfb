"""`skip_if_known`: an item whose result is on record already drops out, by a situation that the standard need not write.

For `skip_if_known: deceased.death_date` the situation is called `known_deceased_death_date`; other conditions of the theme may name it.
"""

from collections.abc import Mapping
from dataclasses import replace

from shuangquan.core.standard.model import Derive, Fact, SituationKind
from shuangquan.core.standard.model_theme import ItemUse, SituationUse, Theme
from shuangquan.core.standard.scopes import find_role_type, find_spine
from shuangquan.core.standard.shape import Code
from shuangquan.core.standard.text import Word
from shuangquan.core.words.text import Text

KNOWN = "known_"
"""How the names of these situations begin; no other situation may be called so."""
NOT_ON_RECORD = Code("false")
"""Taken while no source can tell: the item is then done, and its department sees for itself."""


def find_known(path: str) -> str:
    """The name of the situation that tells whether `role.fact` is on record."""
    return f"{KNOWN}{path.replace('.', '_')}"


def spread_theme(theme: Theme, facts: Mapping[str, Fact]) -> tuple[Theme, dict[str, SituationKind]]:
    """The theme with its situations for what may be on record, and those situations; names that are unknown are left to the checker."""
    made: dict[str, SituationKind] = {}
    uses: dict[str, SituationUse] = {}
    items = []
    for use in theme.items:
        fact = _find_fact(theme, use, facts)
        if use.skip_if_known is None or fact is None:
            items.append(use)
            continue
        path, at = use.skip_if_known, use.skip_if_known.at
        name = find_known(path)
        label = Text(f"{fact.label.zh}已经有了", f"{fact.label.say('en')} on record")
        options = {"true": Text("有了", "On record"), "false": Text("还没有", "Not yet")}
        made[name] = SituationKind(at, name, label, options)
        spine = find_spine(theme, path.partition(".")[0])
        derive = Derive(at, Code(f"{path} is not null"))
        uses[name] = SituationUse(at, Word(name, at), None, derive, NOT_ON_RECORD, of=Word(spine, at) if spine else None)
        items.append(replace(use, when=_put_not(use.when, name)))
    if not made:
        return theme, made
    return replace(theme, items=tuple(items), situations=(*uses.values(), *theme.situations)), made


def _find_fact(theme: Theme, use: ItemUse, facts: Mapping[str, Fact]) -> Fact | None:
    role, _, name = (use.skip_if_known or "").partition(".")
    return facts.get(f"{find_role_type(theme, role)}.{name}")


def _put_not(when: Code | None, name: str) -> Code:
    return Code(f"not {name}" if when is None else f"({when}) and not {name}")
