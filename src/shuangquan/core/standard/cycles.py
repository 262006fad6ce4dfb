"""Strongly connected parts and topological order of small graphs, in a stable order."""

from collections.abc import Iterable, Mapping


def find_components(edges: Mapping[str, Iterable[str]]) -> tuple[frozenset[str], ...]:
    """The strongly connected components of a graph node → successors (Tarjan, without recursion)."""
    nodes = sorted({*edges, *(other for others in edges.values() for other in others)})
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[frozenset[str]] = []
    for root in nodes:
        if root in index:
            continue
        work = [(root, iter(sorted(edges.get(root, ()))))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, rest = work[-1]
            child = next(rest, None)
            if child is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    part = set()
                    while node not in part:
                        top = stack.pop()
                        on_stack.discard(top)
                        part.add(top)
                    found.append(frozenset(part))
            elif child not in index:
                index[child] = low[child] = len(index)
                stack.append(child)
                on_stack.add(child)
                work.append((child, iter(sorted(edges.get(child, ())))))
            elif child in on_stack:
                low[node] = min(low[node], index[child])
    return tuple(found)


def order_nodes(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The nodes so that every edge (before, after) points forward; the given order where edges leave it free.

    Nodes in a cycle are left out: a shorter result says that there is one.
    """
    waiting = list(dict.fromkeys(nodes))
    pairs = set(edges)
    done: list[str] = []
    while True:
        ready = next((n for n in waiting if not any(a in waiting and b == n and a != b for a, b in pairs)), None)
        if ready is None:
            return tuple(done)
        waiting.remove(ready)
        done.append(ready)


def find_longest(nodes: Iterable[str], edges: Iterable[tuple[str, str]], weight: Mapping[str, int]) -> tuple[str, ...]:
    """The heaviest path through an acyclic graph."""
    ordered = order_nodes(nodes, edges)
    best: dict[str, tuple[int, tuple[str, ...]]] = {}
    pairs = tuple(edges)
    for node in ordered:
        before = [best[a] for a, b in pairs if b == node and a in best]
        total, path = max(before, key=lambda found: (found[0], len(found[1]))) if before else (0, ())
        best[node] = (total + weight.get(node, 0), (*path, node))
    return max(best.values(), key=lambda found: (found[0], len(found[1])))[1] if best else ()
