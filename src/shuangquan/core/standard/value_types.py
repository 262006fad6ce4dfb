"""What a fact's type means to conditions, and what it costs a person to give such a value by hand."""

from collections.abc import Mapping

from shuangquan.core.rules.types import BOOLEAN, DATE, NUMBER, SET, TEXT, Kind, Type
from shuangquan.core.words.text import Text

_KINDS: Mapping[str, Type] = {
    "text": TEXT,
    "boolean": BOOLEAN,
    "integer": NUMBER,
    "decimal": NUMBER,
    "money": NUMBER,
    "date": DATE,
    "month": DATE,
    "region": TEXT,
    "phone": TEXT,
    "address": TEXT,
    "resident_id": TEXT,
    "uscc": TEXT,
    "plate": TEXT,
    "vin": TEXT,
    "bank_account": TEXT,
    "image": TEXT,
}

VALUE_TYPES = tuple(_KINDS)
"""The types a fact or parameter may have besides an enum's name."""


def find_value_type(name: str, enums: Mapping[str, Mapping[str, Text]]) -> Type | None:
    """The condition type of a fact or parameter type; None when there is no such type. `set of X` is a set."""
    if name.startswith("set of "):
        return SET if find_value_type(name.removeprefix("set of "), enums) else None
    if name in enums:
        return Type(Kind.TEXT, frozenset(enums[name]))
    return _KINDS.get(name)


def find_effort(name: str, enums: Mapping[str, Mapping[str, Text]]) -> str:
    """The weight of burden.yaml that giving such a value by hand costs."""
    if name == "boolean" or name in enums:
        return "ask_choice"
    return {"address": "type_long", "image": "photograph"}.get(name, "type_short")
