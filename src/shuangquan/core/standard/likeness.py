"""`like:`: an entry that is another one, but for what it says itself. Resolved on the nodes, before anything is typed."""

from collections.abc import Mapping

from shuangquan.core.rules.scope import find_near
from shuangquan.core.standard.findings import Finding, find_fault
from shuangquan.core.standard.text import ListNode, MapNode, Node, ScalarNode, Word

LIKE = "like"


def resolve_entries(entries: Mapping[str, Node], kind: str, faults: list[Finding]) -> dict[str, Node]:
    """Entries of a library, each with what it takes over from the one it is like. What it writes itself replaces the whole key."""
    return {name: _resolve(name, entries, kind, faults, ()) for name in entries}


def _resolve(name: str, entries: Mapping[str, Node], kind: str, faults: list[Finding], seen: tuple[str, ...]) -> Node:
    node = entries[name]
    like = find_like(node)
    if like is None or not isinstance(node, MapNode):
        return node
    own = {key: part for key, part in node.entries.items() if key != LIKE}
    if like in seen or like == name:
        faults.append(find_fault(like.at, "like-itself", name=name))
        return MapNode(own, node.at)
    if like not in entries:
        faults.append(find_fault(like.at, "unknown-name", kind=kind, name=like, near=find_near(like, entries)))
        return MapNode(own, node.at)
    base = _resolve(like, entries, kind, faults, (*seen, name))
    return MapNode({**base.entries, **own}, node.at) if isinstance(base, MapNode) else node


def find_like(node: Node) -> Word | None:
    """The name that the entry is like, None when it stands by itself."""
    found = node.entries.get(Word(LIKE, node.at)) if isinstance(node, MapNode) else None
    return Word(found.text, found.at) if isinstance(found, ScalarNode) else None


def resolve_examples(nodes: tuple[Node, ...], faults: list[Finding]) -> tuple[Node, ...]:
    """Examples of one file; one that is like another (by its 中文 name) takes over all that it does not say, down to single facts."""
    found: list[Node] = []
    named: dict[str, MapNode] = {}
    for node in nodes:
        like = find_like(node)
        if like is not None and isinstance(node, MapNode):
            if like not in named:
                faults.append(find_fault(like.at, "unknown-name", kind="example", name=like, near=find_near(like, named)))
            own = MapNode({key: part for key, part in node.entries.items() if key != LIKE}, node.at)
            node = _vary(named[like], own) if like in named else own
        if isinstance(node, MapNode):
            named[_find_name(node)] = node
        found.append(node)
    return tuple(found)


def _vary(base: Node, own: Node) -> Node:
    """Mappings are varied key by key; a key written as null is dropped; everything else is replaced."""
    if not isinstance(base, MapNode) or not isinstance(own, MapNode):
        return own
    entries = {key: _vary(base.entries[key], part) if key in base.entries else part for key, part in own.entries.items()}
    merged = {**base.entries, **entries}
    return MapNode({key: part for key, part in merged.items() if not (isinstance(part, ScalarNode) and part.value is None)}, own.at)


def _find_name(node: MapNode) -> str:
    name = node.entries.get(Word("name", node.at))
    if isinstance(name, MapNode):
        name = name.entries.get(Word("zh", node.at))
    return name.text if isinstance(name, ScalarNode) else ""


def find_items(node: Node) -> tuple[Node, ...]:
    """The parts of a list, () of anything else."""
    return node.items if isinstance(node, ListNode) else ()
