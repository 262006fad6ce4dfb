"""What was read off a paper, and what it is held against, as people read them."""

from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.exchange.values import print_value
from shuangquan.core.standard.plan import Shown
from shuangquan.core.words.knowledge import Value
from shuangquan.core.words.names import Var
from shuangquan.core.words.text import Text

UNSURE = 80
"""How surely something was read, under which people are told so."""


def print_shown(shown: Shown, value: Value | None, language: str) -> str:
    """A value by the type of its fact, codes by their labels."""
    label = dict(shown.options).get(value) if isinstance(value, str) else None
    return label.say(language) if label is not None else print_value(shown.type, value, language)


def call_shown(index: PlanIndex, var: Var | None, shown: Shown) -> Text:
    """What people call a field of a paper: of a role that is one among several, with whose it is."""
    role = index.roles.get(var.role) if var is not None else None
    if role is None or role.form == "many" or role.label.zh in shown.label.zh:
        return shown.label
    return Text(f"{role.label.zh}的{shown.label.zh}", f"{role.label.say('en')}: {shown.label.say('en')}")
