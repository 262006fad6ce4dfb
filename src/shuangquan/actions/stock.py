"""空白证照: what a department's officers receive, spoil and see of its pre-printed stock."""

import re
from dataclasses import dataclass

from shuangquan.actions.numbers import LOW, find_series
from shuangquan.actions.standards import load_online
from shuangquan.core.cases.policy import check_may
from shuangquan.core.standard.model import Certificate
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text
from shuangquan.records.stock import Count, append_spoiled, count_stock, receive_range

_NUMBER = re.compile(r"([A-Za-z\u4e00-\u9fff-]{0,16})([0-9]{1,15})")
MOST = 100_000
"""Blanks that can be received at once."""
WHY: dict[str, Text] = {
    "print": Text("打坏了", "printed badly"),
    "damage": Text("破损、污损", "damaged"),
    "lost": Text("丢失", "lost"),
}


@dataclass(frozen=True, slots=True)
class Stock:
    """A type's stock. low: so few are left that more have to be ordered."""

    type: str
    name: Text
    count: Count
    low: bool


def list_stock(actor: Actor) -> tuple[Stock, ...]:
    """The stocks of the officer's department, by id of the type."""
    check_may(actor, "stock.see", "department")
    return tuple(_find(form.id, form.name, actor.department) for form in _find_forms(actor.department))


def find_low() -> tuple[Stock, ...]:
    """Stocks of any department that are low, for whoever runs the house."""
    forms = (form for form in load_online().certificates.values() if form.numbering == "stock")
    stocks = (_find(form.id, form.name, str(form.issuer)) for form in forms)
    return tuple(one for one in stocks if one.low and one.count.received)


def receive_stock(actor: Actor, kind: str, first: str, last: str) -> int:
    """Take in blanks from the first number to the last, as printed; answers how many. Refusals: "stock.type", "stock.range"."""
    series = _check(actor, kind)
    found = [_NUMBER.fullmatch(one.strip()) for one in (first, last)]
    if found[0] is None or found[1] is None or found[0][1] != found[1][1] or len(found[0][2]) != len(found[1][2]):
        raise Refusal("stock.range", "first")
    begin, end = int(found[0][2]), int(found[1][2])
    if not begin <= end < begin + MOST:
        raise Refusal("stock.range", "first")
    try:
        receive_range(series, found[0][1], begin, end, len(found[0][2]))
    except ValueError:
        raise Refusal("stock.overlap", "first") from None
    return end - begin + 1


def spoil_blank(actor: Actor, kind: str, number: str, why: str) -> None:
    """Keep that a blank serves nobody. Refusals: "stock.type", "stock.why", "stock.number"."""
    series = _check(actor, kind)
    if why not in WHY:
        raise Refusal("stock.why", "why")
    if not append_spoiled(series, number.strip(), why, actor.subject):
        raise Refusal("stock.number", "number")


def _check(actor: Actor, kind: str) -> str:
    check_may(actor, "stock.keep", "department")
    if kind not in {form.id for form in _find_forms(actor.department)}:
        raise Refusal("stock.type", "type")
    return find_series(actor.department, kind)


def _find_forms(department: str) -> list[Certificate]:
    forms = load_online().certificates.values()
    return sorted((form for form in forms if form.numbering == "stock" and form.issuer == department), key=lambda form: form.id)


def _find(kind: str, name: Text, department: str) -> Stock:
    count = count_stock(find_series(department, kind))
    return Stock(kind, name, count, low=count.left <= LOW)
