"""Who a person is, as the identity provider vouches."""

from collections.abc import Mapping
from dataclasses import dataclass

from shuangquan.core.words.knowledge import Value


@dataclass(frozen=True, slots=True)
class Person:
    """Who signed in. facts: what the provider vouches for, by name of the fact, e.g. id_number, name, phone."""

    id_number: str
    facts: Mapping[str, Value]
