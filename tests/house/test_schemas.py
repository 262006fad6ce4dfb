"""Names of shapes of the API are each one's own: of two with one name, the description shows one, and says of the other what is not so."""

import ast
from collections import Counter

from tests.house.tree import SOURCE


def test_no_two_shapes_share_a_name() -> None:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in sorted((SOURCE / "channels" / "api").glob("*.py")))
    names = Counter(node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef))
    assert [name for name, count in names.items() if count > 1] == []
