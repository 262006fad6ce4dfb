"""What a condition reads: the checker, the compiler and the explanation all ask this."""

from collections.abc import Iterator
from dataclasses import dataclass

from shuangquan.core.rules.tree import Expr, FactRef, Lookup, ParameterRef, Quantifier, SignedIn, SituationRef, Today, find_children


@dataclass(frozen=True, slots=True)
class Reads:
    """Names a condition mentions. facts: (role, fact) pairs; lists: lists that a quantifier runs over; all in reading order, once."""

    facts: tuple[tuple[str, str], ...]
    situations: tuple[str, ...]
    parameters: tuple[str, ...]
    lists: tuple[str, ...]
    today: bool
    signed_in: tuple[str, ...]


def walk_nodes(expr: Expr) -> Iterator[Expr]:
    """Every node of the tree, parents first."""
    yield expr
    for child in find_children(expr):
        yield from walk_nodes(child)


def find_reads(expr: Expr) -> Reads:
    """Everything the condition reads."""
    nodes = tuple(walk_nodes(expr))
    return Reads(
        facts=tuple(dict.fromkeys((n.role, n.fact) for n in nodes if isinstance(n, FactRef))),
        situations=tuple(dict.fromkeys(n.name for n in nodes if isinstance(n, SituationRef))),
        parameters=tuple(dict.fromkeys(n.name for n in nodes if isinstance(n, ParameterRef | Lookup))),
        lists=tuple(dict.fromkeys(n.spine for n in nodes if isinstance(n, Quantifier))),
        today=any(isinstance(n, Today) for n in nodes),
        signed_in=tuple(dict.fromkeys(n.role for n in nodes if isinstance(n, SignedIn))),
    )
