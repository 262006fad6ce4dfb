"""Names of variables: a (role, fact) pair, with the key of the member when the role is a list.

Written `mother.name`, or `children[B1].name` for one member of a list.
"""

import re
from typing import NamedTuple

_PATH = re.compile(r"^(?P<role>[a-z][a-z0-9_]*)(\[(?P<member>[^\]]+)\])?\.(?P<fact>[a-z][a-z0-9_]*)$")


class Var(NamedTuple):
    """One variable of a case."""

    role: str
    fact: str
    member: str | None = None

    def __str__(self) -> str:
        return f"{self.role}[{self.member}].{self.fact}" if self.member is not None else f"{self.role}.{self.fact}"

    @property
    def template(self) -> str:
        """The variable as the plan names it, without a member: `children.name`."""
        return f"{self.role}.{self.fact}"


def parse_var(path: str) -> Var:
    """Read `role.fact` or `role[member].fact`. ValueError when it is neither."""
    found = _PATH.match(path)
    if not found:
        raise ValueError(f"not a variable: {path!r}")
    return Var(found["role"], found["fact"], found["member"])
